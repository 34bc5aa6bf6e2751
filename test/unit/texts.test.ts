import type { INodeProperties } from 'n8n-workflow';

import { CloudCockpitApi } from '../../credentials/CloudCockpitApi.credentials';
import { CloudCockpitOAuth2Api } from '../../credentials/CloudCockpitOAuth2Api.credentials';
import { CloudCockpit } from '../../nodes/CloudCockpit/CloudCockpit.node';
import { OPERATIONS } from '../../nodes/CloudCockpit/operations';

/** What people read in the forms. */
type Labelled = [label: string, field: INodeProperties];

const collect = (owner: string, fields: INodeProperties[]): Labelled[] =>
	fields.flatMap((field) => {
		const entries = field.type === 'collection' ? (field.options as INodeProperties[]) : [];
		const shown = field.displayOptions?.show;
		const place = [owner, ...(shown?.resource ?? []), ...(shown?.operation ?? [])].join(' ');
		return [[`${place}: ${field.displayName}`, field], ...collect(place, entries)];
	});

const FIELDS: Labelled[] = [
	...collect('node', new CloudCockpit().description.properties),
	...collect('token credential', new CloudCockpitApi().properties),
	...collect('client credential', new CloudCockpitOAuth2Api().properties),
].filter(([, { type }]) => type !== 'hidden');
const NOTICES = FIELDS.filter(([, { type }]) => type === 'notice');
const INPUTS = FIELDS.filter(([, { type }]) => type !== 'notice');

/** One sentence, which n8n's style writes without a full stop. */
const ONE_SENTENCE = /^[A-Z](?:(?!\. )[^\n])*[^.\s]$/;
/** Fields in which people write. */
const WRITTEN = INPUTS.filter(([, { type }]) => type === 'string' || type === 'json');

test.each(INPUTS)('%s has a description of one sentence', (_, field) => {
	expect(field.description).toMatch(ONE_SENTENCE);
	if (field.type === 'boolean') expect(field.description).toMatch(/^Whether /);
});

test.each(WRITTEN)('%s shows an example', (_, field) => {
	expect(field.placeholder).toMatch(/^e\.g\. \S/);
});

test('resource locators show an example where an id is written, and refuse what is none', () => {
	const modes = INPUTS.flatMap(([, field]) => field.modes ?? []).filter(
		({ name }) => name === 'id',
	);

	expect(modes.length).toBeGreaterThan(0);
	for (const { placeholder, validation } of modes) {
		expect(placeholder).toMatch(/^e\.g\. [0-9a-f-]{36}$/);
		const [check] = validation ?? [];
		if (!check || !('properties' in check)) throw new Error('The id is not checked');
		const { regex, errorMessage } = check.properties as { regex: string; errorMessage: string };
		expect(errorMessage).toContain('GUID');
		expect('{3FA85F64-5717-4562-b3fc-2c963f66afa6} ').toMatch(new RegExp(regex));
		expect('Adventure Works').not.toMatch(new RegExp(regex));
	}
});

test('notices say where the API leaves something open or a change is hard to undo', () => {
	expect(NOTICES.map(([label]) => label.split(':')[0])).toEqual([
		'node api call',
		'node license update',
		'node qualification update',
		'token credential',
		'client credential',
	]);
	for (const [, { displayName }] of NOTICES) expect(displayName).toMatch(/^[A-Z].*\.$/);
});

test('nothing speaks of what only developers know', () => {
	// A request of one's own is for those who know the API.
	const others = FIELDS.filter(([label]) => !label.startsWith('node api call: '));
	const texts = others.flatMap(([, { displayName, description = '', hint = '' }]) => [
		displayName,
		description,
		hint,
	]);

	for (const text of texts) {
		expect(text).not.toMatch(/\b(?:endpoint|payload|boolean|null|undefined|param(?:eter)?s?)\b/i);
		expect(text).not.toMatch(/\b(?:error|problem|failure|mistake)\b/i);
	}
});

describe('operations', () => {
	test.each(OPERATIONS.map((operation) => [operation.action, operation] as const))(
		'%s: tells people whether it writes',
		(_, { value, description, fields }) => {
			const reads = value.startsWith('get');

			expect(description.includes('Reads only.')).toBe(reads);
			expect(/writes/i.test(description)).toBe(!reads);
			const canPlan = 'dryRun' in fields;
			expect(description.includes('Dry Run')).toBe(canPlan);
		},
	);

	test('what cannot be taken back is said where people and models choose an action', () => {
		const updates = OPERATIONS.filter(({ value }) => value === 'update');

		expect(updates.map(({ action }) => action)).toEqual([
			'Update the licenses of a user (uses a paid seat)',
			'Update the qualification of a customer (hard to undo)',
			'Update a user of a customer',
		]);
	});
});
