import type { IRunData } from 'n8n-workflow';

import {
	readWorkflow,
	summarise,
	type Services,
	type WorkflowJson,
	type WorkflowRun,
} from './execution';
import { createExecution } from './run-workflow';

export interface StepOptions {
	workflow: WorkflowJson;
	/** The node on which Execute Step is pressed. */
	node: string;
	/** What was run before, whose data the editor still shows. */
	after: WorkflowRun;
	/** Nodes whose parameters were changed since. */
	changed?: string[];
}

/** Presses Execute Step on a node: n8n runs it on the data that the editor has of the nodes before it. */
export async function executeStep(
	services: Services,
	{ workflow: json, node, after, changed }: StepOptions,
): Promise<WorkflowRun> {
	// The editor sends it as text.
	const shown = JSON.parse(JSON.stringify(after.stored.data.resultData.runData)) as IRunData;
	const run = createExecution(services, json, 'manual').runPartialWorkflow2(
		readWorkflow(services, json),
		shown,
		json.pinData,
		changed,
		{ nodeName: node, mode: 'inclusive' },
	);
	return summarise(await run);
}
