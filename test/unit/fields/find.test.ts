import { customerFilter, providerInstanceFilter } from '../../../nodes/shared/fields/locators';
import { createLookUps } from '../../../nodes/shared/fields/look-up';
import { type Answers, failureOf } from '../support/api';
import { readOne } from '../support/fields';
import { find, located } from '../support/find';
import { perform } from '../support/operation';

const ID = '3fa85f64-5717-4562-b3fc-2c963f66afa6';
const ok = (body: unknown) => ({ status: 200, body });
const refusal = async (parameters: object, answers: Answers) =>
	await failureOf(find(parameters, answers));

/** A customer that is on one instance, with this domain and tenant. */
const customerWith = (more: object, domain = 'a.example.com', providerCustomerId = 'T-1') => ({
	...{ id: 'c-1', companyName: 'Fabrikam', ...more },
	providerCustomers: [{ providerCustomerId, providerCustomerData: `{"Domain":"${domain}"}` }],
});

describe('a customer is found', () => {
	test.each<[string, unknown, string]>([
		['domain', 'A.EXAMPLE.com', 'searchField=Domain&searchValue=A.EXAMPLE.com'],
		['internalIdentifier', 'crm-1', 'searchField=InternalIdentifier&searchValue=crm-1'],
		['microsoftTenantId', ' t-1 ', 'searchField=ProviderCustomerId&searchValue=t-1'],
	])('by its %s, in any capitals, among those that have it in part', async (mode, text, query) => {
		const others = customerWith(
			{ id: 'c-2', internalIdentifier: 'CRM-10' },
			'aa.example.com',
			'T-10',
		);
		const found = customerWith({ internalIdentifier: 'CRM-1' });
		const { values, names, calls } = await find({ customerId: located(mode, text) }, [
			ok([others, found]),
		]);
		expect(values.customerId).toBe('c-1');
		expect(names).toEqual({ customerName: 'Fabrikam' });
		expect(calls).toEqual([`GET /v1/Customers?pageNumber=1&pageSize=250&${query}`]);
	});

	test('also without a name', async () => {
		const nameless = customerWith({ companyName: null });
		const { names } = await find({ customerId: located('domain', 'a.example.com') }, [
			ok([nameless]),
		]);
		expect(names.customerName).toBeUndefined();
	});
});

describe('a customer is not found', () => {
	const BY_IDENTIFIER = { customerId: located('internalIdentifier', 'CRM-1') };
	const same = { internalIdentifier: 'CRM-1' };

	test.each<[object, unknown[], string]>([
		[BY_IDENTIFIER, [], 'No customer has the internal identifier "CRM-1"'],
		[
			{ customerId: located('microsoftTenantId', 'T-9') },
			[customerWith({})],
			'No customer has the Microsoft tenant ID "T-9"',
		],
		[
			BY_IDENTIFIER,
			[customerWith({ ...same, id: null })],
			'No customer has the internal identifier "CRM-1"',
		],
		[
			BY_IDENTIFIER,
			[customerWith(same), customerWith({ ...same, companyName: null }, 'b.example.com')],
			'2 customers have the internal identifier "CRM-1": Fabrikam (a.example.com), without a name (b.example.com)',
		],
		[
			BY_IDENTIFIER,
			[customerWith(same), { ...same, id: 'c-2', companyName: 'Contoso' }],
			'2 customers have the internal identifier "CRM-1": Fabrikam (a.example.com), Contoso (c-2)',
		],
		[
			{ customerId: located('domain', 'a.example.com') },
			[customerWith(same), customerWith({ id: 'c-2', companyName: 'Contoso' })],
			'2 customers have the domain "a.example.com": Fabrikam (CRM-1), Contoso (c-2)',
		],
	])('by %j', async (parameters, customers, message) => {
		expect(await refusal(parameters, [ok(customers)])).toMatchObject({
			...{ kind: 'invalid', message, outcome: 'notSent', attempts: 0 },
			fields: [{ name: 'customerId', messages: [message] }],
		});
	});

	test.each(['domain', 'internalIdentifier', 'microsoftTenantId'])(
		'by no %s at all',
		async (mode) => {
			for (const nothing of ['', ' ', null, undefined]) {
				const finding = find({ customerId: located(mode, nothing) }, []);
				await expect(finding).rejects.toThrow('must be filled in, but is ');
			}
		},
	);
});

describe('the only instance', () => {
	const ONLY = { providerInstanceId: located('only', '') };
	const at = (...providerCustomers: object[]) =>
		ok({ id: ID, companyName: 'Fabrikam', providerCustomers });

	test.each<[string, object]>([
		['Microsoft', { providerName: 'MICROSOFT' }],
		['a provider without a name', {}],
	])('is that of %s, and tells the name of the customer', async (_, more) => {
		const others = [
			{ providerName: 'Other', providerInstanceId: 'x' },
			{ providerInstanceId: null },
		];
		const { values, names } = await find(ONLY, [
			at(...others, { providerInstanceId: 'm', ...more }),
		]);
		expect(values.providerInstanceId).toBe('m');
		expect(names).toEqual({ customerName: 'Fabrikam' });
	});

	test('keeps the name under which the customer was chosen', async () => {
		const chosen = { customerId: located('list', ID, 'My Customer') };
		const { names } = await find({ ...chosen, ...ONLY }, [at({ providerInstanceId: 'm' })]);
		expect(names.customerName).toBe('My Customer');
		const nameless = ok({ id: ID, companyName: null, providerCustomers: { m: {} } });
		expect((await find(ONLY, [nameless])).names.customerName).toBeUndefined();
	});

	test.each<[Answers, string]>([
		[[at()], 'Fabrikam is on no Microsoft provider instance'],
		[[ok({ id: ID })], `${ID} is on no Microsoft provider instance`],
		[
			[
				at({ providerInstanceId: 'm' }, { providerInstanceId: 'n' }, { providerInstanceId: 'o' }),
				ok([
					{ id: 'm', alias: null },
					{ id: 'n', alias: 'Second' },
				]),
			],
			'Fabrikam is on 3 Microsoft provider instances: m, Second, o. Choose one of them',
		],
	])('is refused where there is none or another: %#', async (answers, message) => {
		expect(await refusal(ONLY, answers)).toMatchObject({
			...{ message, outcome: 'notSent' },
			fields: [{ name: 'providerInstanceId', messages: [message] }],
		});
	});

	test('is not taken from another customer that is answered', async () => {
		const another = ok({ id: 'c-9', providerCustomers: [{ providerInstanceId: 'm' }] });
		expect(await refusal(ONLY, [another])).toMatchObject({ kind: 'notTheApi' });
	});

	test('is looked up once for each customer', async () => {
		const lookUps = createLookUps();
		const other = { customerId: located('id', ID.replace('3', '4')), ...ONLY };
		const answer = [at({ providerInstanceId: 'm' })];
		expect((await find(ONLY, answer, lookUps)).calls).toHaveLength(1);
		expect((await find(ONLY, [], lookUps)).calls).toEqual([]);
		const nameless = [ok({ providerCustomers: [{ providerInstanceId: 'n' }] })];
		expect((await find(other, nameless, lookUps)).values.providerInstanceId).toBe('n');
	});
});

describe('a user by user principal name', () => {
	const UPN = 'ada@fabrikam.example.com';
	const BY_UPN = { customerUserId: located('upn', UPN) };
	const CHOSEN = { customerId: located('list', ID, 'Fabrikam (fabrikam.example.com)') };
	const ada = (id: string | null, displayName: string | null = 'Ada') => ({
		...{ id, displayName },
		email: UPN.toUpperCase(),
	});

	test('is looked up at the customer, on the instance', async () => {
		const { values, names, calls } = await find(BY_UPN, [ok([ada('u')])]);
		expect([values.customerUserId, names]).toEqual(['u', { userName: 'Ada' }]);
		expect(calls).toEqual([
			`GET /v1/Customers/${ID}/users?pageNumber=1&pageSize=250&providerInstanceId=${ID}&searchValue=ada%40fabrikam.example.com`,
		]);
		expect((await find(BY_UPN, [ok([ada('u', null)])])).names).toEqual({});
	});

	test('is looked up once for each place, whatever its capitals', async () => {
		const lookUps = createLookUps();
		const capitals = { customerUserId: located('upn', UPN.toUpperCase()) };
		const elsewhere = ID.replace('3', '4');
		await find(BY_UPN, [ok([ada('u')])], lookUps);
		const again = await find(capitals, [], lookUps);
		expect([again.calls, again.values.customerUserId]).toEqual([[], 'u']);
		for (const name of ['customerId', 'providerInstanceId']) {
			const other = { ...BY_UPN, [name]: located('id', elsewhere) };
			expect((await find(other, [ok([ada('v')])], lookUps)).values.customerUserId).toBe('v');
		}
		const another = { customerUserId: located('upn', 'grace@fabrikam.example.com') };
		const grace = { ...ada('w'), email: 'grace@fabrikam.example.com' };
		expect((await find(another, [ok([grace])], lookUps)).values.customerUserId).toBe('w');
	});

	test.each<[object, unknown[], string]>([
		[BY_UPN, [], `The customer has no user "${UPN}"`],
		[{ ...CHOSEN, ...BY_UPN }, [ada(null)], `Fabrikam has no user "${UPN}"`],
		[
			BY_UPN,
			[ada('u'), ada('v', null)],
			`2 users of the customer have the address "${UPN}": Ada (u), (v)`,
		],
		[
			{ ...CHOSEN, ...BY_UPN },
			[ada('u'), ada('v')],
			`2 users of Fabrikam have the address "${UPN}": Ada (u), Ada (v)`,
		],
	])('that is not one user is refused: %#', async (parameters, users, message) => {
		expect(await refusal(parameters, [ok(users)])).toMatchObject({
			...{ message, outcome: 'notSent' },
			fields: [{ name: 'customerUserId', messages: [message] }],
		});
	});

	test('must be filled in', async () => {
		const blank = find({ customerUserId: located('upn', ' ') }, []);
		await expect(blank).rejects.toThrow('must be filled in, but is ');
	});
});

describe('what was chosen from a list', () => {
	test.each([
		['Fabrikam (fabrikam.example.com)', 'Fabrikam'],
		['Fabrikam', 'Fabrikam'],
		['Fabrikam (Berlin)', 'Fabrikam (Berlin)'],
		['Fabrikam (Berlin) (fabrikam.example.com)', 'Fabrikam (Berlin)'],
		['Ada (ada@fabrikam.example.com)', 'Ada'],
		['Fabrikam (a.example.com) Ltd', 'Fabrikam (a.example.com) Ltd'],
		['', undefined],
		[undefined, undefined],
	])('as %j is called %j', async (shown, name) => {
		const { names } = await find(
			{ customerId: located('list', ID, shown), customerUserId: located('list', ID, shown) },
			[],
		);
		expect(names).toEqual(name === undefined ? {} : { customerName: name, userName: name });
	});

	test('is not called by the name of a list once an ID is given', async () => {
		const { names } = await find({ customerId: located('id', ID, 'Fabrikam') }, []);
		expect(names).toEqual({});
	});

	test('must be chosen', async () => {
		for (const name of ['customerId', 'providerInstanceId', 'customerUserId']) {
			const finding = find({ [name]: located('list', '') }, []);
			await expect(finding).rejects.toThrow('"must be chosen"');
			const byId = find({ [name]: located('id', '') }, []);
			await expect(byId).rejects.toThrow(`must be a GUID such as ${ID}, but is empty`);
			const expression = { ...located('list', ''), isExpression: true };
			await expect(find({ [name]: expression }, [])).rejects.toThrow('must be a GUID such as');
		}
	});
});

describe('as a filter', () => {
	test('a customer that is described is looked up, and lets only its own through', async () => {
		const customerId = { __rl: true, mode: 'domain', value: 'a.example.com' };
		const { calls } = await perform('mca/getMany', { filters: { customerId } }, [
			ok([customerWith({ id: ID })]),
			ok([]),
		]);
		expect(calls).toEqual([
			'GET /v1/Customers?pageNumber=1&pageSize=250&searchField=Domain&searchValue=a.example.com',
			`GET /v1/Customers/mca?customerId=${ID}&pageNumber=1&pageSize=50`,
		]);
	});

	test('a customer may be left empty in every mode', () => {
		for (const mode of ['list', 'id', 'domain', 'internalIdentifier', 'microsoftTenantId']) {
			expect(readOne(customerFilter, located(mode, ' '))).toEqual({ value: undefined });
		}
		expect(readOne(providerInstanceFilter, located('list', ''))).toEqual({ value: undefined });
	});
});
