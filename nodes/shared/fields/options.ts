import { randomUUID } from 'crypto';

import type { CallSettings } from '../api/api';
import { collection, optionalGuid, toggle, wholeNumber } from './basic';
import { type Field, type Fields, type ValuesOf, withCondition } from './field';

/** Options that every operation has. */
export const SENDING = {
	correlationId: optionalGuid({
		displayName: 'Correlation ID',
		placeholder: 'e.g. 9b2f4c1e-8a63-4d0b-9f57-1c2d3e4f5a6b',
		description:
			"A GUID of your own under which CloudCockpit's audit log lists the requests of an item; a new one is made when left empty",
	}),
	maxConcurrency: wholeNumber(
		{
			displayName: 'Max Concurrency',
			placeholder: 'e.g. 10',
			description:
				'How many requests of this run may be under way at once; the node starts with one and slows down by itself when CloudCockpit asks for it',
		},
		{ preset: 10, min: 1, max: 50 },
	),
	maxRetries: wholeNumber(
		{
			displayName: 'Max Retries',
			placeholder: 'e.g. 4',
			description:
				'How often a request is sent again after a passing fault; updates only when they were certainly not carried out. Too many requests (429) do not count: they are repeated as long as the run may wait. With 0 nothing is repeated, not even then.',
		},
		{ preset: 4, min: 0, max: 10 },
	),
	timeout: wholeNumber(
		{
			displayName: 'Timeout',
			placeholder: 'e.g. 60',
			description: 'How many seconds to wait for the answer to one request',
		},
		{ preset: 60, min: 1, max: 600 },
	),
};

const retryUnknownOutcome = toggle(
	{
		displayName: 'Retry Unknown Outcome',
		description:
			'Whether to send an update again when no answer came back, although it may have been carried out already',
	},
	false,
);

const DRY_RUN = {
	displayName: 'Dry Run',
	description: 'Whether to show the exact request that would be sent, and write nothing',
};

/**
 * A field of its own on every write, and no option: of options that have the wrong shape (one expression
 * for all of them, text, a misspelt name) n8n leaves `{}`, and a dry run among them would be lost.
 */
export const dryRun = toggle(DRY_RUN, false);

/** Where version 0.1.0 had it. Later versions of the node do not offer it, but it still counts. */
const dryRunOption: Field<boolean> = {
	...dryRun,
	forms: [
		...withCondition(dryRun, { show: { '@version': [1] } }).forms,
		...withCondition(dryRun, { hide: { '@version': [1] } }).forms.map((form) => ({
			...form,
			type: 'hidden' as const,
		})),
	],
};

/** Options of every operation that writes. */
export const WRITING = { dryRun: dryRunOption, retryUnknownOutcome };

/** The Options of an operation: its own, and those about sending. */
export function options<F extends Fields>(own: F): Field<ValuesOf<F & typeof SENDING>> {
	return collection(
		{
			displayName: 'Options',
			placeholder: 'Add Option',
			description: 'Settings for special cases; the defaults are safe',
		},
		{ ...own, ...SENDING },
	);
}

/** The values of Options as far as every operation has them. */
export type SendingOptions = ValuesOf<typeof SENDING> &
	Partial<Pick<ValuesOf<typeof WRITING>, 'retryUnknownOutcome'>>;

/** How the requests of an item are sent. An item without correlation id gets a new one. */
export function callSettings(given: SendingOptions): CallSettings {
	return {
		correlationId: given.correlationId ?? randomUUID(),
		maxRetries: given.maxRetries,
		timeoutMs: given.timeout * 1_000,
		retryUnknownOutcome: given.retryUnknownOutcome ?? false,
	};
}
