export * from '../../support/adventure-works';
export { createEngine, type Engine } from './engine';
export type { CredentialReference } from './credentials-helper';
export type * from './options';
export type { PackageForm } from './packages';
export { POLL_ENGINES, type PollEngine, type Published } from './polling';
export type { Execution, WorkflowJson, WorkflowRun } from './run-workflow';
export { NODE, TRIGGER } from './workflows';
export * from './scene';
