import { readNow } from '../../../nodes/CloudCockpit/operations/qualification/now';
import { createLookUps } from '../../../nodes/shared/fields/look-up';
import { ID } from '../api/sent';
import { apiThatMeets } from '../support/api';
import {
	AT_CUSTOMER,
	CUSTOMER,
	INSTANCE,
	issuesOf,
	ok,
	perform,
	tasksOf,
	USER,
} from '../support/operation';

const UPDATE = 'qualification/update';
const PATH = `/v1/Customers/${CUSTOMER}/microsoft-qualification`;
const EDUCATION = { ...AT_CUSTOMER, qualification: 'Education' };
const customerWith = (qualifications: string) => {
	const providerCustomerData = `{"Qualifications":${qualifications}}`;
	const providerCustomers = { [INSTANCE]: { providerCustomerData } };
	return ok({ id: CUSTOMER, companyName: 'Fabrikam', providerCustomers });
};
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
	const { json, calls } = await perform(UPDATE, { ...EDUCATION, ...dry }, [customerWith('["A"]')]);
	expect(json).toEqual([
		{
			dryRun: true,
			request: { method: 'PATCH', path: PATH, body: bodyOf('Education') },
			planId: expect.any(String),
			now: { qualifications: ['A'], isVerified: false },
			summary: 'Would set the qualification of Fabrikam to Education (now: A)',
		},
	]);
	expect(calls).toEqual([`GET /v1/Customers/${CUSTOMER}`]);
	expect(tasksOf(UPDATE, { ...EDUCATION, ...dry })).toMatchObject([{ impact: 'dryRun' }]);
});

describe('what the customer has today', () => {
	const DRY = { ...EDUCATION, dryRun: true };
	const plan = `Would set the qualification of Fabrikam to Education`;

	test.each<[string, unknown, string]>([
		['["A", {"Name": "B"}]', ['A', 'B'], ' (now: A, B)'],
		['[]', [], ' (now: none)'],
		['["A", {"Kind": 7}]', ['A', { Kind: 7 }], ''],
	])('%s is told as far as it can be read', async (list, qualifications, added) => {
		const { json } = await perform(UPDATE, DRY, [customerWith(list)]);
		expect(json).toMatchObject([
			{ now: { qualifications, isVerified: false }, summary: `${plan}${added}` },
		]);
	});

	test.each([
		['does not say', customerWith('"A"')],
		['is not about this instance', ok({ companyName: 'Fabrikam', providerCustomers: [] })],
	])('is null where its data %s', async (_, answer) => {
		const { json } = await perform(UPDATE, DRY, [answer]);
		expect(json).toMatchObject([{ now: null, summary: plan }]);
	});

	test('is null where it cannot be read, and told once why', async () => {
		const lookUps = createLookUps();
		const { api } = apiThatMeets([{ status: 403 }, { status: 404 }]);
		const place = { customerId: CUSTOMER, providerInstanceId: INSTANCE };
		expect(await readNow(api, lookUps, place)).toEqual({ now: null });
		expect(await readNow(api, lookUps, { ...place, customerId: USER })).toEqual({ now: null });
		expect([...lookUps.hints]).toEqual([
			'What a customer has today could not be read: CloudCockpit does not allow this.',
		]);
	});

	test('is not asked for by an item that is written', () => {
		expect(tasksOf(UPDATE, EDUCATION, DRY).map(({ survey }) => survey !== undefined)).toEqual([
			...[false, true],
		]);
	});
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
