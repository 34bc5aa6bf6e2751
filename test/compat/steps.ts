/** The nodes of n8n's own with which the checks make up their workflows. */
import type { WorkflowNode } from '../../playground/n8n-api';

export interface Step extends WorkflowNode {
	typeVersion: number;
	credentials?: Record<string, { id: string; name: string }>;
	onError?: 'continueErrorOutput' | 'continueRegularOutput';
}

/** A connection: from a node, by one of its outputs, to a node. */
export interface Way {
	from: string;
	to: string;
	output?: number;
	/** `main` when left out; the parts of an AI Agent have types of their own. */
	type?: string;
}

/** Where a run by hand begins; every workflow of the checks has it. */
export const START: Step = base('Start', 'manualTrigger', 1, {});

/** Two nodes that put out one item for each of `rows`. The second one is called "Rows". */
export function rowsOf(rows: ReadonlyArray<Record<string, unknown>>): {
	steps: Step[];
	ways: Way[];
} {
	return {
		steps: [
			base('List', 'set', 3.4, { mode: 'raw', jsonOutput: JSON.stringify({ rows }), options: {} }),
			base('Rows', 'splitOut', 1, { fieldToSplitOut: 'rows', options: {} }),
		],
		ways: inARow(START.name, 'List', 'Rows'),
	};
}

/** Keeps nothing of its items but `field`, which an expression gives. */
export function pickOut(name: string, field: string, expression: string): Step {
	const assignment = { id: name, name: field, value: expression, type: 'string' };
	return base(name, 'set', 3.4, { assignments: { assignments: [assignment] }, options: {} });
}

export function inARow(...names: string[]): Way[] {
	return names.slice(1).map((to, index) => ({ from: names[index] ?? '', to }));
}

/** The connections as a workflow has them saved. */
export function connect(ways: readonly Way[]): Record<string, unknown> {
	const connections: Record<string, Record<string, Way[][]>> = {};
	for (const { from, to, output = 0, type = 'main' } of ways) {
		const outputs = ((connections[from] ??= {})[type] ??= []);
		while (outputs.length <= output) outputs.push([]);
		outputs[output]?.push({ node: to, type, index: 0 } as never);
	}
	return connections;
}

function base(
	name: string,
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown>,
): Step {
	return { name, type: `n8n-nodes-base.${type}`, typeVersion, parameters };
}
