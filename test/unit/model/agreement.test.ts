import { presentAgreement } from '../../../nodes/shared/model/agreement';
import { nameOf } from '../../../nodes/shared/model/enumeration';

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
