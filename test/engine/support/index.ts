export { createEngine, type Engine } from './engine';
export type * from './options';
export type { Execution, WorkflowJson, WorkflowRun } from './run-workflow';
export { NODE, TRIGGER } from './workflows';
