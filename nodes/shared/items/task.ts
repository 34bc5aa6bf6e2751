import type { IDataObject } from 'n8n-workflow';

import type { Api, CallSettings } from '../api/api';
import type { Failure } from '../api/failure';
import type { Field, Fields, Refuse, ValuesOf } from '../fields/field';
import type { LookUps, Names, Pending } from '../fields/look-up';
import type { SendingOptions } from '../fields/options';

/** An operation as a run sees it: which fields it reads, and what is done with their values. */
export interface Runnable {
	readonly fields: RunFields;
	/** Checks what only several fields together tell. */
	readonly check?: (values: Values, refuse: Refuse) => void;
	/** What an item with these values does at CloudCockpit. */
	readonly impact: (values: Values) => Impact;
	/** Returns a task for each item that was found good, in the same order. No network. */
	readonly plan: (items: readonly Item[], lookUps: LookUps) => readonly Task[];
}

/** What an item does: only looks, has the state fetched from Microsoft, writes, or would write. */
export type Impact = 'none' | 'refresh' | 'write' | 'dryRun';

/** Fields of any operation: all have options about sending. */
export type RunFields = Fields & { readonly options: Field<SendingOptions> };

/** The checked values of one item's fields. */
export type Values = ValuesOf<RunFields>;

/** An item whose fields were found good, and looked up where need be. */
export interface Item<V = Values> {
	readonly values: V;
	/** What the run knows of names by now. */
	readonly names: Names;
}

/** What will be done for one item. */
export interface Task {
	/** Tasks with the same target run one after the other, in input order. */
	target?: string;
	/** Looks, without writing, whether it can succeed. Comes before the `run` of any task. */
	survey?: (api: Api) => Promise<void>;
	/** Does it. Resolves with the JSON of the item's output items. */
	run: (api: Api) => Promise<IDataObject[]>;
}

/** An input item that may be sent, and how its requests are. */
export interface Prepared extends Item {
	readonly itemIndex: number;
	/** Values that must be looked up first. */
	readonly pending: readonly Pending[];
	readonly settings: CallSettings;
	readonly impact: Impact;
}

/** What is done for an input item. */
export type Job = Prepared & Task;

/** What became of one input item: the JSON of its output items, or why it failed. */
export type Outcome = { json: IDataObject[] } | { failure: Failure };
