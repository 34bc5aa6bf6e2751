import { deepEqual } from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

import { JOBS } from '../../../playground/jobs';
import type { Job } from '../../../playground/jobs/job';
import type { Mailbox } from '../../../playground/mailbox';
import { readTemplate, type TemplateName, TEMPLATES } from '../../../playground/templates';
import type { Check, Exception } from '../check';

const QUIET_MS = 4_000;
const KEEPS_ROWS: readonly Exception[] = [
	{
		before: '2.0',
		reason:
			'The Data Table node of n8n 1 cannot create the table in which the template keeps rows.',
	},
];

/** Templates that do not work everywhere. */
const EXCEPTIONS: { readonly [Name in TemplateName]?: readonly Exception[] } = {
	'customer-onboarding': KEEPS_ROWS,
	'agreement-chase': KEEPS_ROWS,
	'agreement-signed': KEEPS_ROWS,
	'bulk-licenses': [
		{
			before: '2.0',
			reason:
				'In n8n 1 a workflow is not given what a workflow that it calls has waited for, here an approval.',
		},
	],
	'joiner-and-leaver': KEEPS_ROWS,
};

/** The templates: all are imported, then each does its job. */
export async function templates(): Promise<Check[]> {
	return [
		{
			title: 'Every template can be imported and published',
			async run(world) {
				const { templates: loaded } = await world.withTemplates();
				deepEqual(Object.keys(loaded), [...TEMPLATES]);
			},
		},
		...(await Promise.all(JOBS.map(toCheck))),
	];
}

async function toCheck({ template, run }: Job): Promise<Check> {
	const { name } = await readTemplate(template);
	return {
		title: `The template "${name}" does its job`,
		exceptions: EXCEPTIONS[template],
		async run(world) {
			const withTemplates = await world.withTemplates();
			try {
				const { happened } = await run(withTemplates);
				const wrong = happened.filter(({ asExpected }) => !asExpected);
				deepEqual(wrong, []);
			} catch (error) {
				await untilQuiet(withTemplates.mailbox);
				throw error;
			}
		},
	};
}

/** What a job that breaks off has begun still sends e-mails, which the next one must not get. */
async function untilQuiet({ mails }: Mailbox): Promise<void> {
	let seen: number;
	do {
		seen = mails.length;
		await sleep(QUIET_MS);
	} while (mails.length > seen);
}
