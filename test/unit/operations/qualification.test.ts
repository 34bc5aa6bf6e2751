import { ID } from '../api/sent';
import {
	AT_CUSTOMER,
	CUSTOMER,
	INSTANCE,
	issuesOf,
	perform,
	tasksOf,
	USER,
} from '../support/operation';

const UPDATE = 'qualification/update';
const PATH = `/v1/Customers/${CUSTOMER}/microsoft-qualification`;
const EDUCATION = { ...AT_CUSTOMER, qualification: 'Education' };
const bodyOf = (name: string) => ({ providerInstanceId: INSTANCE, qualification: { name } });

test.each([
	['Education', undefined, 'Education'],
	['educaTION', undefined, 'Education'],
	['GovernmentCommunityCloud', 'ignored', 'GovernmentCommunityCloud'],
	['StateOwnedEntity', undefined, 'StateOwnedEntity'],
	['custom', ' Nonprofit ', 'Nonprofit'],
	['custom', 'x'.repeat(100), 'x'.repeat(100)],
])('%s with %j is sent as %s', async (qualification, customQualification, name) => {
	const parameters = { ...AT_CUSTOMER, qualification, customQualification };
	const { json, calls, bodies } = await perform(UPDATE, parameters, [{ status: 204 }]);
	const summary = `Set the qualification of ${CUSTOMER} to ${name}`;
	expect(json).toEqual([
		{ success: true, ...AT_CUSTOMER, qualification: name, summary, correlationId: ID },
	]);
	expect(calls).toEqual([`PATCH ${PATH}`]);
	expect(bodies).toEqual([bodyOf(name)]);
});

test.each([
	[{ qualification: 'Bank' }, 'qualification', /^must be one of custom, Education, /],
	[{ qualification: 'custom' }, 'customQualification', /must be filled in, but is empty$/],
	[
		{ qualification: 'custom', customQualification: 'x'.repeat(101) },
		'customQualification',
		/must not be longer than 100 characters$/,
	],
])('%j is refused', (chosen, name, message) => {
	expect(issuesOf(UPDATE, { ...AT_CUSTOMER, ...chosen })).toEqual([
		{ name, messages: [expect.stringMatching(message)] },
	]);
});

test.each([
	['the field', { dryRun: true }],
	['the option of 0.1.0', { options: { dryRun: true } }],
])('a dry run by %s is shown and not sent', async (_, dry) => {
	const { json, calls } = await perform(UPDATE, { ...EDUCATION, ...dry });
	expect(json).toEqual([
		{
			dryRun: true,
			request: { method: 'PATCH', path: PATH, body: bodyOf('Education') },
			planId: expect.any(String),
			summary: `Would set the qualification of ${CUSTOMER} to Education`,
		},
	]);
	expect(calls).toEqual([]);
	expect(tasksOf(UPDATE, { ...EDUCATION, ...dry })).toMatchObject([{ impact: 'dryRun' }]);
});

test('those of the same customer and instance are set in order', () => {
	const others = [{ customerId: USER }, { providerInstanceId: USER }];
	const items = [{}, { qualification: 'StateOwnedEntity' }, ...others];
	const tasks = tasksOf(UPDATE, ...items.map((item) => ({ ...EDUCATION, ...item })));
	const [first, second, ...rest] = tasks.map(({ target }) => target);
	expect(first).toBe(second);
	expect(new Set([first, ...rest]).size).toBe(3);
	expect(tasks.every(({ impact }) => impact === 'write')).toBe(true);
});
