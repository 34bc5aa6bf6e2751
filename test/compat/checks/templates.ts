import { deepEqual } from 'node:assert/strict';

import { JOBS } from '../../../playground/jobs';
import type { Job } from '../../../playground/jobs/job';
import { runJob } from '../../../playground/jobs/run-job';
import { readTemplate, type TemplateName, TEMPLATES } from '../../../playground/templates';
import type { Check, Exception } from '../check';

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

async function toCheck(job: Job): Promise<Check> {
	const { name } = await readTemplate(job.template);
	return {
		title: `The template "${name}" does its job`,
		exceptions: EXCEPTIONS[job.template],
		async run(world) {
			const { happened } = await runJob(job, await world.withTemplates());
			const wrong = happened.filter(({ asExpected }) => !asExpected);
			deepEqual(wrong, []);
		},
	};
}
