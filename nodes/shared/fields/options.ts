import { randomUUID } from 'crypto';

import type { CallSettings } from '../api/api';
import { collection, EXAMPLE_GUID, optionalGuid, toggle, wholeNumber } from './basic';
import { type Field, field, type Fields, UNFIT, type ValuesOf } from './field';
import { toText, toWholeNumber } from './parse';
import { byVersion } from './versions';

/** Options that every operation has. */
export const SENDING = {
	correlationId: optionalGuid({
		displayName: 'Correlation ID',
		placeholder: `e.g. ${EXAMPLE_GUID}`,
		description:
			"A GUID of your own, under which CloudCockpit's audit log lists the requests of an item; left empty, each item gets a new one",
	}),
	includeInput: toggle(
		{
			displayName: 'Include Input',
			description:
				'Whether to add the JSON of the input item to its output items, failed ones included',
		},
		true,
		false,
	),
	maxConcurrency: wholeNumber(
		{
			displayName: 'Max Concurrency',
			placeholder: 'e.g. 10',
			description:
				'How many requests of this run may be under way at once; the node slows down automatically when CloudCockpit asks for it',
		},
		{ preset: 10, min: 1, max: 50 },
	),
	maxRetries: wholeNumber(
		{
			displayName: 'Max Retries',
			placeholder: 'e.g. 4',
			description:
				'How often to repeat a request after a temporary fault, an update only if it was certainly not carried out; rate limits (429) do not count, and 0 repeats nothing',
		},
		{ preset: 4, min: 0, max: 10 },
	),
	timeout: wholeNumber(
		{
			displayName: 'Timeout',
			placeholder: 'e.g. 60',
			description: 'How many seconds to wait for one answer',
		},
		{ preset: 60, min: 1, max: 600 },
	),
};

const retryUnknownOutcome = toggle(
	{
		displayName: 'Retry Unknown Outcome',
		description:
			'Whether to repeat an update whose outcome is unknown, although it may have been carried out',
	},
	false,
);

const DRY_RUN = {
	displayName: 'Dry Run',
	description: 'Whether to show the exact request without sending it',
};

/**
 * A field of its own on every write, not an option: of options that have the wrong shape (one expression
 * for all of them, text, a misspelt name) n8n leaves `{}`, and a dry run among them would be lost.
 */
export const dryRun = toggle(DRY_RUN, false);

/** The dry run of version 0.1.0. Later versions do not offer it, but it still counts. */
const dryRunOption: Field<boolean> = {
	...dryRun,
	forms: byVersion(
		dryRun.forms,
		dryRun.forms.map((form) => ({ ...form, type: 'hidden' })),
	),
};

/** Undefined where it is not there. Null where it is empty: that approves of sending nothing alone. */
const approvedPlan = field<string | null | undefined>(
	{
		displayName: 'Approved Plan',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.planId }}',
		description:
			'The planId of a dry run: the item is sent only if its request is still exactly the one planned',
	},
	'the planId of a dry run',
	(value, { isSet }) => {
		if (!isSet) return undefined;
		if (value === null || value === undefined) return null;
		const text = toText(value);
		return text === undefined ? UNFIT : text || null;
	},
);

const MOST_CHANGES = 1_000_000;

/** No limit where it is not there. Once it is, an empty one is refused: it was meant as a limit. */
const maxChanges = field(
	{
		displayName: 'Max Changes',
		type: 'number',
		default: 0,
		typeOptions: { minValue: 0, maxValue: MOST_CHANGES },
		placeholder: 'e.g. 20',
		description:
			'How many items a run may write; with more, nothing is sent at all (0 means no limit)',
	},
	`a whole number from 0 to ${MOST_CHANGES}`,
	(value, { isSet }) => {
		if (!isSet) return 0;
		const number = toWholeNumber(value);
		return number !== undefined && number >= 0 && number <= MOST_CHANGES ? number : UNFIT;
	},
);

/** Options of every operation that writes. */
export const WRITING = { approvedPlan, dryRun: dryRunOption, maxChanges, retryUnknownOutcome };

/** The Options of an operation: its own, and those about sending. */
export function options<F extends Fields>(own: F): Field<ValuesOf<F & typeof SENDING>> {
	return collection(
		{
			displayName: 'Options',
			placeholder: 'Add Option',
			description: 'Advanced settings',
		},
		{ ...own, ...SENDING },
	);
}

/** The values of Options as far as every operation has them. */
export type SendingOptions = ValuesOf<typeof SENDING> &
	Partial<Pick<ValuesOf<typeof WRITING>, 'retryUnknownOutcome' | 'maxChanges'>>;

/** Returns how the requests of an item are sent. Without a correlation ID it gets a new one. */
export function callSettings(given: SendingOptions): CallSettings {
	return {
		correlationId: given.correlationId ?? randomUUID(),
		maxRetries: given.maxRetries,
		timeoutMs: given.timeout * 1_000,
		retryUnknownOutcome: given.retryUnknownOutcome ?? false,
	};
}
