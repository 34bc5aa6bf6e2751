import { deepCopy, type IDataObject } from 'n8n-workflow';

/** The JSON of input items that want it beside their output. */
export interface Inputs {
	/** Notes the JSON of an item, if its options ask for it. They may be only in part readable. */
	note(itemIndex: number, json: IDataObject, options: unknown): void;
	/**
	 * The JSON of an output item with that of its input item, where that was asked for. In an item that
	 * failed it is below `error`: beside it, some n8n would send the item to the wrong branch.
	 */
	addTo(json: IDataObject, itemIndex: number, hasFailed: boolean): IDataObject;
}

/** Starts to note the input of one run. */
export function createInputs(): Inputs {
	const wanted = new Map<number, IDataObject>();
	return {
		note(itemIndex, json, options) {
			const isAsked = typeof options === 'object' && options !== null && 'includeInput' in options;
			if (isAsked && options.includeInput === true) wanted.set(itemIndex, json);
		},
		addTo(json, itemIndex, hasFailed) {
			const found = wanted.get(itemIndex);
			if (found === undefined) return json;
			// A copy, since the next node may change what it gets.
			const input = deepCopy(found);
			if (hasFailed) return { ...json, error: { ...(json.error as IDataObject), input } };
			return 'input' in json ? json : { ...json, input };
		},
	};
}
