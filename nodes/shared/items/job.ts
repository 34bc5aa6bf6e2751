import type { IDataObject } from 'n8n-workflow';

import type { Api, CallSettings } from '../api/calls';
import type { Failure } from '../api/failure';
import type { Reader } from './reader';

/** What will be done for one item, after its parameters were read and found good. */
export interface Work {
	/** Jobs with the same target run one after the other, in input order. */
	target?: string;
	/** Whether it changes something at CloudCockpit. */
	writes: boolean;
	/** Looks, without writing, whether it can succeed. Runs for all items before any `run`. */
	verify?: (api: Api) => Promise<void>;
	/** Does it, and gives the JSON of the item's output items. */
	run: (api: Api) => Promise<IDataObject[]>;
}

/** Reads one item's parameters. What is wrong with them is in the reader's issues afterwards. */
export type Prepare = (reader: Reader) => Work;

/** The work of one input item and how its requests are sent. */
export interface Job extends Work {
	itemIndex: number;
	settings: CallSettings;
}

/** What became of one input item: the JSON of its output items, or why it failed. */
export type Outcome = { json: IDataObject[] } | Failed;

export interface Failed {
	failure: Failure;
	/** Whether the run had ended by another item's failure before this one was through. */
	ended?: boolean;
}
