import type { IDataObject } from 'n8n-workflow';

import type { Api } from '../../shared/api/api';
import type { Fields, Refuse, ValuesOf } from '../../shared/fields/field';
import type { Names as Known } from '../../shared/fields/look-up';
import { options, type SENDING } from '../../shared/fields/options';
import type { Impact, Item, Runnable, Task, Values } from '../../shared/items/task';

/** What a user finds in the node's Resource and Operation lists, and what it does. */
export interface Operation extends Names, Runnable {
	/** What it does at CloudCockpit. */
	effect: 'read' | 'refresh' | 'write';
}

export interface Names {
	resource: ResourceName;
	/** Saved in workflows: never changes. */
	value: string;
	name: string;
	/** Shown in the list of actions, and what a model is told when the node is its tool. */
	action: string;
	description: string;
}

export type ResourceName =
	| 'api'
	| 'auditLog'
	| 'customer'
	| 'delegatedAdminRelationship'
	| 'license'
	| 'mca'
	| 'providerInstance'
	| 'qualification'
	| 'subscription'
	| 'user';

/** The values of an operation's fields, its options among them. */
export type With<F extends Fields, O extends Fields> = ValuesOf<F> & {
	readonly options: ValuesOf<O & typeof SENDING>;
};

export interface Definition<F extends Fields, O extends Fields> extends Names {
	/** Parameters by name, in the order in which they are shown and read. */
	fields: F;
	/** Entries of Options beyond those that every operation has. */
	options?: O;
	/** Checks what only several fields together tell. */
	check?: (values: With<F, O>, refuse: Refuse) => void;
}

/** An operation that reads, or has CloudCockpit fetch what Microsoft knows. */
export interface ReadDefinition<F extends Fields, O extends Fields> extends Definition<F, O> {
	/** What it refreshes: items with the same target run one after the other. */
	refreshes?: (values: With<F, O>) => string;
	/** Does it for one item. Resolves with the JSON of the item's output items. */
	run: (values: With<F, O>, api: Api, known: Known) => Promise<IDataObject[]>;
}

/** Returns an operation that reads or refreshes. */
export function defineOperation<F extends Fields, O extends Fields = Record<never, never>>(
	definition: ReadDefinition<F, O>,
): Operation {
	const { refreshes, run, fields, options: own, check, ...names } = definition;
	const toTask = ({ values, names: known }: Item<With<F, O>>): Task => ({
		target: refreshes?.(values),
		run: async (api) => await run(values, api, known),
	});
	return {
		...names,
		effect: refreshes ? 'refresh' : 'read',
		fields: { ...fields, options: options(own ?? {}) },
		...erase<With<F, O>>({
			check,
			impact: () => (refreshes ? 'refresh' : 'none'),
			plan: (items) => items.map(toTask),
		}),
	};
}

/** The steps of an operation without the type of its values, which are those of its own fields. */
export function erase<V>(steps: {
	check?: (values: V, refuse: Refuse) => void;
	impact: (values: V) => Impact;
	plan: (items: ReadonlyArray<Item<V>>, ...more: LookUpsOf<Runnable['plan']>) => readonly Task[];
}): Pick<Runnable, 'check' | 'impact' | 'plan'> {
	const { check, impact, plan } = steps;
	return {
		check: check && ((values: Values, refuse) => check(values as V, refuse)),
		impact: (values) => impact(values as V),
		plan: (items, ...more) => plan(items as ReadonlyArray<Item<V>>, ...more),
	};
}

type LookUpsOf<P> = P extends (items: never, ...more: infer T) => unknown ? T : never;
