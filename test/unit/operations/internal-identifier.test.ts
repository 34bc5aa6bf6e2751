import { ID } from '../api/sent';
import { given, readAll } from '../support/fields';
import { CUSTOMER, issuesOf, operationOf, perform, tasksOf, USER } from '../support/operation';

const SET = 'customer/setInternalIdentifier';
const PATH = `/v1/Customers/${CUSTOMER}/internal-identifier`;
const IDS = { customerId: CUSTOMER };
const ALLOWED = { options: { allowNone: true } };

test.each([
	[' CRM-2001 ', 'CRM-2001'],
	[1042, '1042'],
	['x'.repeat(255), 'x'.repeat(255)],
])('%j is sent and told as %j', async (internalIdentifier, sent) => {
	const { json, calls, bodies } = await perform(SET, { ...IDS, internalIdentifier });
	expect(calls).toEqual([`PATCH ${PATH}`]);
	expect(bodies).toEqual([{ internalIdentifier: sent }]);
	expect(json).toEqual([
		{
			success: true,
			customerId: CUSTOMER,
			internalIdentifier: sent,
			summary: `Set the internal identifier of ${CUSTOMER} to ${sent}`,
			correlationId: ID,
		},
	]);
});

test('left empty, it clears what the customer has, where that is allowed', async () => {
	const { json, bodies } = await perform(SET, { ...IDS, internalIdentifier: ' ', ...ALLOWED });
	expect(bodies).toEqual([{ internalIdentifier: null }]);
	expect(json).toMatchObject([
		{ internalIdentifier: null, summary: `Cleared the internal identifier of ${CUSTOMER}` },
	]);
});

test.each<[object, string]>([
	[{ internalIdentifier: 'A' }, 'Would set the internal identifier of Fabrikam to A'],
	[ALLOWED, 'Would clear the internal identifier of Fabrikam'],
])('a dry run of %j says what it would do, with the name from the list', async (more, summary) => {
	const customerId = { __rl: true, mode: 'list', value: CUSTOMER, cachedResultName: 'Fabrikam' };
	const { json, calls } = await perform(SET, { customerId, ...more, dryRun: true });
	expect(json?.[0]?.summary).toBe(summary);
	expect(calls).toEqual([]);
});

test.each<[object, unknown]>([
	[{}, 'must be filled in: only Allow None lets an empty one clear it'],
	[{ internalIdentifier: '' }, 'must be filled in: only Allow None lets an empty one clear it'],
	[
		{ internalIdentifier: 'x'.repeat(256) },
		expect.stringMatching(/^must be empty, or text of up to 255 characters, /),
	],
])('%# is refused', (more, message) => {
	expect(issuesOf(SET, { ...IDS, ...more })).toEqual([
		{ name: 'internalIdentifier', messages: [message] },
	]);
});

test('a column of another name clears nothing, even where that is allowed', () => {
	const { internalIdentifier } = operationOf(SET).fields;
	const read = (value: unknown) =>
		readAll({ internalIdentifier } as never, { internalIdentifier: given(value) });
	for (const nothing of [undefined, null]) {
		expect(read(nothing)).toMatchObject({
			issues: [{ messages: [expect.stringMatching(/^has an expression that gives nothing/)] }],
		});
	}
	expect(read('')).toEqual({ values: { internalIdentifier: undefined } });
});

test('those of one customer are set in order', () => {
	const items = [CUSTOMER, CUSTOMER, USER].map((customerId) => ({
		...{ customerId, internalIdentifier: 'A' },
	}));
	const [first, second, third] = tasksOf(SET, ...items);
	expect(first?.target).toBe(second?.target);
	expect(third?.target).not.toBe(first?.target);
	expect(first?.impact).toBe('write');
});
