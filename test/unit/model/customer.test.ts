import {
	type Customer,
	presentCustomer,
	providerCustomersOf,
} from '../../../nodes/shared/model/customer';

describe('a customer', () => {
	test('has every field, whatever the API left out', () => {
		expect(presentCustomer({ providerCustomers: [{}] as never }, true)).toEqual({
			id: null,
			companyName: null,
			domain: null,
			country: null,
			email: null,
			phone: null,
			firstName: null,
			lastName: null,
			internalIdentifier: null,
			resellerId: null,
			providerInstances: [
				{
					...{ providerInstanceId: null, providerName: null, providerCustomerId: null },
					...{ domain: null, mcaStatus: null, qualifications: [] },
				},
			],
		});
	});

	test.each<[unknown, string | null, string | null]>([
		['{"Domain":"a.example.com"}', 'a.example.com', 'a.example.com'],
		['{"Domain":7}', null, null],
		['null', null, null],
		['[', null, null],
	])('of which its provider knows %j has the domain %j', (data, domain, first) => {
		const providerCustomers = [{ providerCustomerData: data }] as never;
		expect(presentCustomer({ providerCustomers }, true)).toMatchObject({
			domain: first,
			providerInstances: [{ domain, qualifications: [] }],
		});
	});

	test('has the domain of the first provider that knows one', () => {
		const providerCustomers = ['{"Domain":7}', '{"Domain":"b.example.com"}'].map((data) => ({
			providerCustomerData: data,
		}));
		expect(presentCustomer({ providerCustomers } as Customer, true)).toMatchObject({
			domain: 'b.example.com',
			providerInstances: [{ domain: null }, { domain: 'b.example.com' }],
		});
	});

	test('is given as it came when it is not simplified', () => {
		const customer = { id: '1' };
		expect(presentCustomer(customer, false)).toBe(customer);
	});

	test.each<[unknown, unknown[]]>([
		[undefined, []],
		[null, []],
		['none', []],
		[[{ providerName: 'Microsoft' }], [{ providerName: 'Microsoft' }]],
		[{ p: { providerName: 'x' } }, [{ providerName: 'x', providerInstanceId: 'p' }]],
		[{ p: { providerInstanceId: 'q' } }, [{ providerInstanceId: 'q' }]],
		[{ p: { providerInstanceId: null } }, [{ providerInstanceId: 'p' }]],
	])('with %j is at %j', (providerCustomers, entries) => {
		expect(providerCustomersOf({ providerCustomers } as Customer)).toEqual(entries);
	});
});
