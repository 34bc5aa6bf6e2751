import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Api } from '../../shared/api/calls';
import type { Prepare } from '../../shared/items/job';
import type { Reader } from '../../shared/items/reader';

/** What a user finds in the node's Resource and Operation lists, and what it does. */
export interface Operation {
	resource: ResourceName;
	/** Saved in workflows: never changes. */
	value: string;
	name: string;
	/** Shown in the list of actions, and what a model is told when the node is its tool. */
	action: string;
	description: string;
	/** Parameters in the order in which they are shown. */
	fields: INodeProperties[];
	/** Entries of Options beyond those that every operation has. */
	options: INodeProperties[];
	/** Starts a run: gives what prepares its items one by one. */
	begin: () => Prepare;
}

export type ResourceName =
	| 'customer'
	| 'license'
	| 'mca'
	| 'providerInstance'
	| 'qualification'
	| 'user';

/** An operation as its file writes it down. */
export interface OperationDefinition<Plan, Result>
	extends Omit<Operation, 'begin' | 'options' | 'fields'> {
	fields: INodeProperties[];
	options?: INodeProperties[];
	/** Reads and checks the parameters of one item. No network. */
	prepare: (reader: Reader) => Plan;
	/** What must not be written to by two items at once. Only operations that write have one. */
	target?: (plan: Plan) => string;
	/** Whether the plan writes; plans with a target do unless it says otherwise. */
	writes?: (plan: Plan) => boolean;
	/** Looks before any item of the run is sent. Throws CallFailure for an item that cannot succeed. */
	verify?: (plan: Plan, run: RunView<Plan>) => Promise<void>;
	/** Sends what the plan says. */
	call: (plan: Plan, run: RunView<Plan>) => Promise<Result>;
	/** Makes the JSON of the output items. */
	present: (result: Result, plan: Plan, correlationId: string) => IDataObject[];
}

/** What an item sees while it runs. */
export interface RunView<Plan> {
	api: Api;
	/** The plans of all items of the run that were found good, in input order. */
	plans: readonly Plan[];
	/** The result of `look` for a key, which is found out once a run. */
	once: <T>(key: string, look: () => Promise<T>) => Promise<T>;
}

/** Brings the steps of an operation together, so that its plan's type stays its own business. */
export function defineOperation<Plan, Result>(
	definition: OperationDefinition<Plan, Result>,
): Operation {
	const { prepare, target, writes, verify, call, present, options = [], ...names } = definition;
	return {
		...names,
		options,
		begin: () => {
			const plans: Plan[] = [];
			const once = createOnce();
			return (reader) => {
				const plan = prepare(reader);
				if (reader.issues.length === 0) plans.push(plan);
				return {
					target: target?.(plan),
					writes: writes?.(plan) ?? target !== undefined,
					verify: verify && (async (api) => await verify(plan, { api, plans, once })),
					run: async (api) =>
						present(await call(plan, { api, plans, once }), plan, api.correlationId),
				};
			};
		},
	};
}

function createOnce(): RunView<unknown>['once'] {
	const results = new Map<string, Promise<unknown>>();
	return async <T>(key: string, look: () => Promise<T>) => {
		const known = results.get(key) ?? look();
		results.set(key, known);
		return await (known as Promise<T>);
	};
}
