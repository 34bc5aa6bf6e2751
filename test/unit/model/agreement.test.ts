import { type Agreement, hasStatus, presentAgreement } from '../../../nodes/shared/model/agreement';
import { nameOf } from '../../../nodes/shared/model/enumeration';

describe('an agreement', () => {
	const NOTHING = {
		customerId: null,
		companyName: null,
		providerCustomerId: null,
		providerInstanceId: null,
		providerInstanceName: null,
		status: null,
		statusLabel: null,
		waitsFor: null,
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
		const made = ['status', 'statusLabel', 'waitsFor', 'agreed'];
		const texts = Object.keys(NOTHING).filter((name) => !made.includes(name));
		const given = Object.fromEntries(texts.map((name) => [name, `the ${name}`]));
		const status = { name: 'AgreementCreated' };
		const agreement = { ...given, status, more: 1 } as never;
		expect(presentAgreement(agreement, true)).toEqual({
			...given,
			status: 'AgreementCreated',
			statusLabel: 'Compliant',
			waitsFor: null,
			agreed: true,
		});
		expect(presentAgreement(agreement, false)).toBe(agreement);
	});

	test.each([
		['Required', 'MCA required', 'customer', false],
		['linkgenerated', 'MCA pending', 'customer', false],
		['LINKEXPIRED', 'Link expired', 'customer', false],
		['customeraccepted', 'Ready to create agreement', 'partner', false],
		['agreementcreated', 'Compliant', null, true],
		['newer', 'newer', null, false],
		['constructor', 'constructor', null, false],
	])('with the status %s is %j, waits for %j, and is agreed: %j', (name, label, party, agreed) => {
		const told = { status: name, statusLabel: label, waitsFor: party, agreed };
		for (const status of [name, { name }]) {
			expect(presentAgreement({ status } as Agreement, true)).toMatchObject(told);
		}
	});

	test.each<[unknown, boolean]>([
		['Required', true],
		[{ name: 'linkexpired' }, true],
		['customeraccepted', false],
		['', false],
		[null, false],
		[undefined, false],
	])('with the status %j is among those that are wanted: %j', (status, isAmong) => {
		const agreement = { status } as Agreement;
		expect(hasStatus(agreement, ['required', 'linkexpired'])).toBe(isAmong);
		expect(hasStatus(agreement, [])).toBe(false);
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
