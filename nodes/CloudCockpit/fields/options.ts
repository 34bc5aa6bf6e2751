import type { INodeProperties } from 'n8n-workflow';

import type { Reader } from '../../shared/items/reader';
import { MAX_CONCURRENCY, MAX_RETRIES, TIMEOUT_S } from '../../shared/items/settings';

/** Options that every operation has. */
const SENDING: INodeProperties[] = [
	{
		displayName: 'Correlation ID',
		name: 'correlationId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 9b2f4c1e-8a63-4d0b-9f57-1c2d3e4f5a6b',
		description:
			"A GUID of your own under which CloudCockpit's audit log lists the requests of an item; a new one is made when left empty",
	},
	{
		displayName: 'Max Concurrency',
		name: 'maxConcurrency',
		type: 'number',
		default: 10,
		typeOptions: { minValue: MAX_CONCURRENCY.min, maxValue: MAX_CONCURRENCY.max },
		placeholder: 'e.g. 10',
		description:
			'How many requests may be under way at once; the node starts with one and slows down by itself when CloudCockpit asks for it',
	},
	{
		displayName: 'Max Retries',
		name: 'maxRetries',
		type: 'number',
		default: 4,
		typeOptions: { minValue: MAX_RETRIES.min, maxValue: MAX_RETRIES.max },
		placeholder: 'e.g. 4',
		description:
			'How often a request is sent again after a passing fault; updates are only repeated when they were certainly not carried out',
	},
	{
		displayName: 'Timeout',
		name: 'timeout',
		type: 'number',
		default: 60,
		typeOptions: { minValue: TIMEOUT_S.min, maxValue: TIMEOUT_S.max },
		placeholder: 'e.g. 60',
		description: 'How many seconds to wait for the answer to one request',
	},
];

export const checkAvailability: INodeProperties = {
	displayName: 'Check Availability',
	name: 'checkAvailability',
	type: 'boolean',
	default: false,
	description:
		'Whether to count the free seats for all items of the run before anything is sent, so that only items that do not fit fail',
};

/**
 * A field of its own on every write, and no option: of options that have the wrong shape (one expression
 * for all of them, text, a misspelt name) n8n leaves `{}`, and a dry run among them would be lost.
 */
export const dryRun: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description: 'Whether to show the exact request that would be sent, and write nothing',
};

/** Where version 0.1.0 had it. Later versions do not offer it, but it still counts. */
const dryRunOption: INodeProperties = {
	...dryRun,
	displayOptions: { show: { '@version': [1] } },
};
const hiddenDryRunOption: INodeProperties = {
	...dryRun,
	type: 'hidden',
	displayOptions: { hide: { '@version': [1] } },
};
export const dryRunOptions = [dryRunOption, hiddenDryRunOption];

/** Whether either of the two says so. Both are read, so that an unclear one is refused. */
export function readDryRun(reader: Reader): boolean {
	const [field, option] = [
		reader.boolean('dryRun', false),
		reader.boolean('options.dryRun', false),
	];
	return field || option;
}

export const retryUnknownOutcome: INodeProperties = {
	displayName: 'Retry Unknown Outcome',
	name: 'retryUnknownOutcome',
	type: 'boolean',
	default: false,
	description:
		'Whether to send an update again when no answer came back, although it may have been carried out already',
};

export const returnAgreement: INodeProperties = {
	displayName: 'Return Agreement',
	name: 'returnAgreement',
	type: 'boolean',
	default: true,
	description: 'Whether to read the agreement after the refresh and return it with its new status',
};

/** Makes the Options collection of an operation: its own entries and those about sending. */
export function optionsCollection(own: INodeProperties[]): INodeProperties {
	const entries = [...own, ...SENDING];
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		description: 'Settings for special cases; the defaults are safe',
		options: entries.sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}
