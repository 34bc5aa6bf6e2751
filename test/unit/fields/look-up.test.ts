import { createLookUps, lookUpLicenses } from '../../../nodes/shared/fields/look-up';
import { type Answers, apiThatMeets, failureOf } from '../support/api';
import { find, located } from '../support/find';

const ID = '3fa85f64-5717-4562-b3fc-2c963f66afa6';
const ok = (body: unknown) => ({ status: 200, body });
const BY_DOMAIN = { customerId: located('domain', ' Fabrikam.com ') };
const ONLY = { providerInstanceId: located('only', '') };
const BY_UPN = { customerUserId: located('upn', 'ada@x.com') };
const fabrikam = (more: object = {}) => ({
	id: 'found',
	companyName: 'Fabrikam',
	providerCustomers: { p: { providerCustomerData: '{"Domain":"fabrikam.com"}', ...more } },
});

test('what is an ID is looked up nowhere; a name from the list is known without what it adds', async () => {
	const chosen = { customerId: located('list', ID, 'Fabrikam (fabrikam.com)') };
	const { values, names, calls } = await find(chosen, []);
	expect(values).toMatchObject({ customerId: ID, providerInstanceId: ID, customerUserId: ID });
	expect([names, calls]).toEqual([{ customerName: 'Fabrikam' }, []]);
});

describe('a customer by its domain', () => {
	test('is found, with its name', async () => {
		const { values, names } = await find(BY_DOMAIN, [ok([fabrikam()])]);
		expect([values.customerId, names.customerName]).toEqual(['found', 'Fabrikam']);
	});

	test.each<[string, unknown[], RegExp]>([
		['nobody', [], /^No customer has the domain "Fabrikam\.com"$/],
		[
			'two',
			[fabrikam(), { ...fabrikam(), id: 'other' }],
			/^2 customers have .*: Fabrikam \(found\), Fabrikam \(other\)$/,
		],
	])('is not, where %s has it', async (_, found, message) => {
		expect(await failureOf(find(BY_DOMAIN, [ok(found)]))).toMatchObject({
			...{ kind: 'invalid', outcome: 'notSent', attempts: 0 },
			message: expect.stringMatching(message),
			fields: [{ name: 'customerId' }],
		});
	});
});

describe('the only instance', () => {
	const at = (...entries: object[]) => ok({ ...fabrikam(), id: null, providerCustomers: entries });
	const microsoft = (providerInstanceId: string) => ({
		providerInstanceId,
		providerName: 'Microsoft',
	});

	test('is that of the customer that was found before it, Microsoft’s alone', async () => {
		const answers = [
			ok([fabrikam()]),
			at({ providerInstanceId: 'x', providerName: 'Other' }, microsoft('m')),
		];
		const { values, calls } = await find({ ...BY_DOMAIN, ...ONLY }, answers);
		expect(values.providerInstanceId).toBe('m');
		expect(calls[1]).toBe('GET /v1/Customers/found');
	});

	test.each<[string, Answers, RegExp]>([
		['none', [at()], /^Fabrikam is (?:on|in) no Microsoft provider instance/],
		[
			'several',
			[at(microsoft('m'), microsoft('n')), ok([{ id: 'm', alias: 'First' }])],
			/2 Microsoft provider instances: First, n/,
		],
	])('is refused where there is %s', async (_, answers, message) => {
		const failure = await failureOf(find(ONLY, answers));
		expect(failure.message).toMatch(message);
		expect(failure.fields).toMatchObject([{ name: 'providerInstanceId' }]);
	});
});

test.each<[string, unknown[], RegExp | undefined]>([
	['one', [{ id: 'u', email: 'ADA@x.com', displayName: 'Ada' }], undefined],
	['nobody', [{ id: 'u', email: 'nada@x.com' }], /no user "ada@x\.com"/],
	[
		'two',
		['u', 'v'].map((id) => ({ id, email: 'ada@x.com', displayName: 'Ada' })),
		/^2 users .*: Ada \(u\), Ada \(v\)$/,
	],
])('an address that %s has', async (_, users, refusal) => {
	const finding = find(BY_UPN, [ok(users)]);
	if (refusal) {
		const { message, fields } = await failureOf(finding);
		expect(message).toMatch(refusal);
		expect(fields).toMatchObject([{ name: 'customerUserId' }]);
	} else {
		expect(await finding).toMatchObject({
			names: { userName: 'Ada' },
			values: { customerUserId: 'u' },
		});
	}
});

describe('SKUs by name', () => {
	const byName = (value: unknown) => ({ skus: { value, isSet: true, isExpression: true } });
	const LICENSES = ok([{ skuId: 'a-1', name: 'Plan 1' }]);

	test('become IDs, each once', async () => {
		const { values, calls } = await find(byName(['PLAN 1', 'A-1', ID]), [LICENSES]);
		expect(values.skus).toEqual(['a-1', ID]);
		expect(calls).toHaveLength(1);
	});

	test('that the customer does not have are refused', async () => {
		expect(await failureOf(find(byName(['Plan 2']), [LICENSES]))).toMatchObject({
			message: 'The customer has no license "Plan 2". It has: Plan 1',
			fields: [{ name: 'skus' }],
		});
	});
});

describe('the look-ups of a run', () => {
	test('look once, also where several ask at the same time or in other capitals', async () => {
		const lookUps = createLookUps();
		const other = { customerId: located('domain', 'FABRIKAM.COM') };
		await find(BY_DOMAIN, [ok([fabrikam()])], lookUps);
		expect((await find(other, [], lookUps)).calls).toEqual([]);
		const look = jest.fn(async () => await Promise.resolve(7));
		const found = [lookUps.once('key', look), lookUps.once('key', look)];
		expect(await Promise.all(found)).toEqual([7, 7]);
		expect(look).toHaveBeenCalledTimes(1);
	});

	test('know the names of SKUs that were read', async () => {
		const lookUps = createLookUps();
		const { api, requests } = apiThatMeets([
			ok([{ skuId: 'a-1', name: 'Plan 1' }, { skuId: 'b' }]),
		]);
		const place = { customerId: 'c', providerInstanceId: 'p' };
		await lookUpLicenses(api, lookUps, place);
		await lookUpLicenses(api, lookUps, place);
		expect(requests).toHaveLength(1);
		expect([lookUps.skuName('A-1'), lookUps.skuName('b')]).toEqual(['Plan 1', undefined]);
	});
});
