import { Container } from '@n8n/di';
import { PollContext, PollTriggerExecutor, TriggersAndPollers } from 'n8n-core';
import {
	Workflow,
	type ICredentialsHelper,
	type IDataObject,
	type INode,
	type INodeCredentials,
	type INodeExecutionData,
	type INodeParameters,
	type INodeTypes,
	type IPollFunctions,
	type WorkflowActivateMode,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { forgetAll } from '../../../nodes/shared/api/throttle/crowd';
import { createAdditionalData } from './additional-data';

/** How n8n keeps the memory of polling nodes: with the workflow, or as durable cursors. */
export type PollEngine = 'default' | 'durable';

export const POLL_ENGINES: readonly PollEngine[] = ['default', 'durable'];

/** The time in milliseconds that n8n's durable scheduler gives a poll. */
const DURABLE_BUDGET_MS = 36_000;

export interface PollingOptions {
	/** Full type name of the node. */
	type: string;
	parameters: INodeParameters;
	credentials: INodeCredentials;
	engine?: PollEngine;
	/** The time in milliseconds for a poll. */
	budgetMs?: number;
}

/** A published workflow that begins with a polling node. */
export interface Published {
	/** Publishes it, or has n8n start again with what it has saved; rejects when the poll throws. */
	activate(mode?: WorkflowActivateMode): Promise<void>;
	/** Changes the node's parameters, as of the next time it is published. */
	configure(parameters: INodeParameters): void;
	/** A poll by the clock. */
	tick(): Promise<void>;
	/** Two polls, the second right after the first; durable cursors are read before either starts. */
	tickTwice(): Promise<void>;
	/** Items of each execution that was started, the oldest first. */
	readonly executions: INodeExecutionData[][];
	/** What polls by the clock threw: each a failed execution, for which the error workflow runs. */
	readonly errors: Array<Error & { description?: string; failure?: object }>;
	/** What n8n has in its database for the node. */
	saved(): IDataObject;
	/** "Fetch test event" in the editor; nothing of what the node notes is kept. */
	fetchTestEvent(): Promise<INodeExecutionData[]>;
}

interface Services {
	nodeTypes: INodeTypes;
	credentialsHelper: ICredentialsHelper;
}

/** How a poll gets at what n8n keeps, and when that is saved. */
interface Keeping {
	/** When an execution is started. */
	save?: () => void;
	/** When there is nothing to tell. */
	commit?: () => void;
	/** A copy for one poll; the workflow's own where there is none. */
	memory?: IDataObject;
	budget?: number;
}

const NAME = 'Trigger';

/** Prepares a workflow for n8n's own code for polls, with its database replaced by a text. */
export function preparePolling(
	{ nodeTypes, credentialsHelper }: Services,
	{ engine = 'default', type, parameters, credentials, budgetMs }: PollingOptions,
): Published {
	const node: INode = {
		...{ id: 'node-1', name: NAME, type, typeVersion: 1, position: [0, 0] },
		...{ parameters, credentials },
	};
	let database = '{}';
	const load = () => JSON.parse(database) as IDataObject;
	const executions: INodeExecutionData[][] = [];
	const errors: Published['errors'] = [];

	const workflowWith = (memory: IDataObject) =>
		new Workflow({
			...{ id: 'workflow-1', nodes: [node], connections: {}, active: true, nodeTypes },
			staticData: { [`node:${NAME}`]: memory },
		});
	const contextOf = (
		workflow: Workflow,
		[mode, activation]: [WorkflowExecuteMode, WorkflowActivateMode],
		{ save, commit, memory, budget = budgetMs }: Keeping = {},
	) =>
		new PollContext(
			workflow,
			node,
			createAdditionalData(credentialsHelper),
			mode,
			activation,
			([items = []]) => {
				executions.push(items);
				save?.();
			},
			(error) => void errors.push(error),
			async () => commit?.(),
			undefined,
			memory && (() => memory),
			budget === undefined ? undefined : () => budget,
		);
	const poller = (workflow: Workflow, context: IPollFunctions) =>
		Container.get(PollTriggerExecutor).create(workflow, node, context, () => true);

	/** What the node notes lives with the workflow, until n8n ends. */
	let tickDefault: (() => Promise<void>) | undefined;
	const activateDefault = async (mode: WorkflowActivateMode) => {
		const workflow = workflowWith(load());
		const save = () => void (database = JSON.stringify(workflow.getStaticData('node', node)));
		// Saved with an execution, but not when a poll by the clock has nothing to tell.
		const poll = poller(workflow, contextOf(workflow, ['trigger', mode], { save }));
		await poll(true);
		save();
		tickDefault = poll;
	};

	/** Each poll has a copy of its own, which is saved with the execution or when there is none. */
	const onCopy = (mode: WorkflowActivateMode, budget?: number) => {
		const memory = load();
		const workflow = workflowWith({});
		const before = JSON.stringify(memory);
		const save = () => {
			const after = JSON.stringify(memory);
			if (after !== before) database = after;
		};
		const keeping = { save, commit: save, memory, budget };
		return { workflow, context: contextOf(workflow, ['trigger', mode], keeping) };
	};
	const nextTick = () => {
		// Polls are at least a minute apart: what was learned of the server is forgotten by then.
		forgetAll();
		if (engine === 'durable') {
			const { workflow, context } = onCopy('update', budgetMs ?? DURABLE_BUDGET_MS);
			return poller(workflow, context);
		}
		if (!tickDefault) throw new Error('The workflow is not published');
		return tickDefault;
	};
	const activateDurable = async (mode: WorkflowActivateMode) => {
		const { workflow, context } = onCopy(mode);
		await poller(workflow, context)(true);
	};

	return {
		executions,
		errors,
		saved: load,
		configure: (changed) => void Object.assign(node, { parameters: changed }),
		async activate(mode = 'activate') {
			forgetAll();
			await (engine === 'default' ? activateDefault(mode) : activateDurable(mode));
		},
		tick: async () => await nextTick()(),
		async tickTwice() {
			for (const tick of [nextTick(), nextTick()]) await tick();
		},
		async fetchTestEvent() {
			const workflow = workflowWith(load());
			const context = contextOf(workflow, ['manual', 'manual']);
			const output = await Container.get(TriggersAndPollers).runPollFunction(
				workflow,
				node,
				context,
			);
			return output?.[0] ?? [];
		},
	};
}
