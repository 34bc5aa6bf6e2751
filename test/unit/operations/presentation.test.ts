import {
	type Customer,
	presentCustomer,
	providerCustomersOf,
} from '../../../nodes/CloudCockpit/operations/customer/customer';
import { nameOf, presentAgreement } from '../../../nodes/CloudCockpit/operations/mca/agreement';

describe('an agreement', () => {
	const NOTHING = {
		customerId: null,
		companyName: null,
		providerCustomerId: null,
		providerInstanceId: null,
		providerInstanceName: null,
		status: null,
		agreed: false,
		firstName: null,
		lastName: null,
		email: null,
		phone: null,
		attestationId: null,
		dateAgreed: null,
		lastUpdate: null,
	};

	test('has every field, whatever the API left out', () => {
		expect(presentAgreement({}, true)).toEqual(NOTHING);
	});

	test('has what the API gave', () => {
		const texts = Object.keys(NOTHING).filter((name) => name !== 'status' && name !== 'agreed');
		const given = Object.fromEntries(texts.map((name) => [name, `the ${name}`]));
		const status = { name: 'AgreementCreated' };
		const agreement = { ...given, status, more: 1 } as never;
		expect(presentAgreement(agreement, true)).toEqual({
			...given,
			status: 'AgreementCreated',
			agreed: true,
		});
		expect(presentAgreement(agreement, false)).toBe(agreement);
	});

	test.each([
		['agreementcreated', 'agreementcreated'],
		[{ name: 'required' }, 'required'],
		[{ name: 7 }, null],
		[{}, null],
		[null, null],
		[undefined, null],
	])('has for the status %j the text %j', (status, text) => expect(nameOf(status)).toBe(text));
});

describe('a customer', () => {
	test('has every field, whatever the API left out', () => {
		expect(presentCustomer({ providerCustomers: [{}] as never }, true)).toEqual({
			id: null,
			companyName: null,
			country: null,
			email: null,
			phone: null,
			firstName: null,
			lastName: null,
			internalIdentifier: null,
			resellerId: null,
			providerInstances: [
				{ providerInstanceId: null, providerName: null, providerCustomerId: null, mcaStatus: null },
			],
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
