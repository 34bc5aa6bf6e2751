import type { IDataObject } from 'n8n-workflow';

import type { Api, CallSettings } from '../api/api';
import type { Failure } from '../api/failure';
import type { Field, Fields, Refuse, ValuesOf } from '../fields/field';
import type { SendingOptions } from '../fields/options';

/** An operation as a run sees it: which fields it reads, and what is done with their values. */
export interface Runnable {
	readonly fields: RunFields;
	/** Checks what only several fields together tell. */
	readonly check?: (values: Values, refuse: Refuse) => void;
	/** Makes a task of the values of each item that was found good, in the same order. No network. */
	readonly plan: (items: readonly Values[]) => readonly Task[];
}

/** Fields of any operation: all have options about sending. */
export type RunFields = Fields & { readonly options: Field<SendingOptions> };

/** The checked values of one item's fields. */
export type Values = ValuesOf<RunFields>;

/** What will be done for one item. */
export interface Task {
	/** Tasks with the same target run one after the other, in input order. */
	target?: string;
	/** Whether it changes something at CloudCockpit. */
	changes: boolean;
	/** Whether it does no harm when it is carried out twice, or in another order. */
	isHarmless?: boolean;
	/** Looks, without writing, whether it can succeed. Comes before the `run` of any task. */
	survey?: (api: Api) => Promise<void>;
	/** Does it, and gives the JSON of the item's output items. */
	run: (api: Api) => Promise<IDataObject[]>;
}

/** The task of one input item and how its requests are sent. */
export interface Job extends Task {
	itemIndex: number;
	settings: CallSettings;
}

/** What became of one input item: the JSON of its output items, or why it failed. */
export type Outcome = { json: IDataObject[] } | { failure: Failure };
