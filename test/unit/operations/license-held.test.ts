import type { IDataObject, INodeParameters } from 'n8n-workflow';

import * as chance from '../../../nodes/shared/api/jitter';
import { forgetAll } from '../../../nodes/shared/api/throttle/crowd';
import type { Request } from '../support/api';
import { AT_CUSTOMER, INSTANCE, operationOf, USER } from '../support/operation';
import { errorsOf, run } from '../support/run';

const E3 = '9f1b62c4-07de-4a38-b5f9-d41e8c20a763';
const PREMIUM = '0c5d8e17-94b2-4f63-a7e0-2b19f6c3d845';
const VISIO = '6a2f91d3-58c7-4b0e-8e34-f7d50a9c1b26';
const OLD = '4e8b0d52-73fa-4c19-9b6d-15a2c8e7f390';
const LICENSES = [
	{ skuId: PREMIUM, name: 'Premium', availableLicenses: 5, totalLicenses: 25 },
	{ skuId: E3, name: 'E3', availableLicenses: 0, totalLicenses: 10 },
	{ skuId: VISIO, name: 'Visio', availableLicenses: 1, totalLicenses: 2 },
];
/** As n8n gives the parameters, with the defaults of the form. */
const UPDATE = {
	...{ ...AT_CUSTOMER, customerUserId: USER },
	...{ licenseInput: 'fields', otherLicenses: 'omit' },
	...{ assignSkuIds: [], removeSkuIds: [], heldSkuIds: [], exactSkuIds: [] },
};
const AS_HELD = { ...UPDATE, otherLicenses: 'asHeld', assignSkuIds: [PREMIUM] };
const EXACT = { ...UPDATE, licenseInput: 'exact' };

beforeEach(() => {
	forgetAll();
	jest.spyOn(chance, 'jitter').mockReturnValue(0);
});
afterEach(() => jest.restoreAllMocks());

type Sent = Array<{ name?: string; isSelected: boolean }>;

/** Updates one user per item, of a customer with these licenses. */
async function update(
	parameters: object,
	items: IDataObject[] = [{}],
	licenses: unknown = LICENSES,
) {
	const answer = async ({ method }: Request) => ({
		...{ statusCode: 200, headers: {} },
		body: method === 'GET' ? licenses : {},
	});
	const given = { parameters: parameters as INodeParameters, items, continueOnFail: true };
	const { output, hints, requests } = await run(operationOf('license/update'), given, answer);
	const bodies = requests.filter(({ method }) => method === 'PATCH').map(({ body }) => body);
	return {
		json: output[0]?.json,
		errors: errorsOf(output),
		hints: hints.map(({ message }) => message),
		requests,
		/** Of the first request, in short: `+E3`. */
		sent: ((bodies[0]?.customerUserLicenses ?? []) as Sent).map(
			({ name, isSelected }) => `${isSelected ? '+' : '-'}${name}`,
		),
		providerInstanceId: bodies[0]?.providerInstanceId,
	};
}
const refusing = (name: string, message: string) => ({
	...{ fields: [{ name, messages: [message] }], outcome: 'notSent' },
});
const held = async (value: unknown, more: object = {}) =>
	await update({ ...AS_HELD, heldSkuIds: '={{ $json.held }}', ...more }, [
		{ held: value } as IDataObject,
	]);

describe('what the user holds', () => {
	test.each<[string, unknown, string[]]>([
		['IDs', [E3], ['+Premium', '+E3', '-Visio']],
		['names', 'E3, visio', ['+Premium', '+E3', '+Visio']],
		['JSON', `["${VISIO}"]`, ['+Premium', '-E3', '+Visio']],
		[
			'what Microsoft Entra ID lists',
			[{ skuId: E3, disabledPlans: [] }],
			['+Premium', '+E3', '-Visio'],
		],
		['some of each', [{ skuId: E3 }, 'Visio'], ['+Premium', '+E3', '+Visio']],
		['nothing, said clearly', [], ['+Premium', '-E3', '-Visio']],
	])('is kept, given as %s', async (_, value, sent) => {
		const done = await held(value);
		expect(done.sent).toEqual(sent);
		expect(done.providerInstanceId).toBe(INSTANCE);
		expect(done.errors).toEqual([undefined]);
	});

	test('is told apart from what changes', async () => {
		const { json } = await held([E3, VISIO], { removeSkuIds: [VISIO] });
		expect(json).toMatchObject({
			...{ assigned: [PREMIUM], removed: [VISIO], unchanged: [E3] },
			licenses: [
				{ skuId: PREMIUM, name: 'Premium', change: 'assigned' },
				{ skuId: VISIO, name: 'Visio', change: 'removed' },
				{ skuId: E3, name: 'E3', change: 'unchanged' },
			],
		});
	});

	test('and is not listed by CloudCockpit is left out, with a hint', async () => {
		const { json, hints, sent } = await held([OLD, 'Old Plan']);
		expect(sent).toEqual(['+Premium', '-E3', '-Visio']);
		expect(json?.summary).toMatch(new RegExp(`left out, .*: ${OLD}, Old Plan$`));
		expect(hints).toEqual([
			expect.stringMatching(new RegExp(`^CloudCockpit does not list the held license ${OLD} for`)),
			expect.stringMatching(/^CloudCockpit does not list the held license Old Plan for/),
		]);
	});

	test.each<[string, unknown]>([
		['something else', { skuId: E3 }],
		['objects of another shape', [{ id: E3 }]],
		['a list with nothing in it', [null]],
		['an empty text', ''],
		['nothing', null],
		['a column of another name', undefined],
	])('is refused, given as %s', async (_, value) => {
		const { errors, requests } = await held(value);
		expect(errors).toMatchObject([{ fields: [{ name: 'heldSkuIds' }], outcome: 'notSent' }]);
		expect(requests).toEqual([]);
	});

	test.each<[string, object]>([
		['blank', { heldSkuIds: '' }],
		['an empty list', { heldSkuIds: [] }],
	])('is refused, left %s in the form', async (_, more) => {
		const { errors, requests } = await update({ ...AS_HELD, ...more });
		expect(errors).toMatchObject([
			refusing('heldSkuIds', 'must list what the user has now, or be an expression that gives []'),
		]);
		expect(requests).toEqual([]);
	});

	test('whose expression fails is told once', async () => {
		const { errors } = await update({ ...AS_HELD, heldSkuIds: '={{ broken }}' });
		expect(errors[0]?.fields).toEqual([
			{ name: 'heldSkuIds', messages: [expect.stringMatching(/cannot be evaluated/)] },
		]);
	});

	test('does not count where others are left out', async () => {
		const { sent, requests } = await held([E3], { otherLicenses: 'omit' });
		expect(sent).toEqual(['+undefined']);
		expect(requests.map(({ method }) => method)).toEqual(['PATCH']);
	});
});

describe('an exact list', () => {
	test('names every license of the customer', async () => {
		const { json, sent } = await update({ ...EXACT, exactSkuIds: ['visio', PREMIUM] });
		expect(sent).toEqual(['+Premium', '-E3', '+Visio']);
		expect(json).toMatchObject({ assigned: [PREMIUM, VISIO], removed: [E3], unchanged: [] });
	});

	test('removes all only where that is allowed', async () => {
		const none = { ...EXACT, exactSkuIds: '={{ $json.list }}' };
		const refused = await update(none, [{ list: [] }]);
		expect(refused.errors).toMatchObject([
			refusing(
				'exactSkuIds',
				'must list a license: an empty list removes them all only with the option Allow None',
			),
		]);
		expect(refused.requests).toEqual([]);
		const allowed = await update({ ...none, options: { allowNone: true } }, [{ list: [] }]);
		expect(allowed.sent).toEqual(['-Premium', '-E3', '-Visio']);
	});

	test('that the customer has no more seats for is refused where they are checked', async () => {
		const list = { ...EXACT, exactSkuIds: [E3] };
		const { errors } = await update({ ...list, options: { checkAvailability: true } });
		expect(errors).toMatchObject([{ fields: [{ name: 'exactSkuIds' }], outcome: 'notSent' }]);
		expect((await update(list)).sent).toEqual(['-Premium', '+E3', '-Visio']);
	});

	test('asks for the seats that it uses in a dry run', async () => {
		const { json } = await update({ ...EXACT, exactSkuIds: [VISIO], dryRun: true });
		expect(json?.availability).toEqual([
			{ skuId: VISIO, name: 'Visio', available: 1, total: 2, requested: 1 },
		]);
	});
});

describe('a license that the customer does not have', () => {
	test.each<[string, object]>([
		['exactSkuIds', { ...EXACT, exactSkuIds: [PREMIUM, OLD] }],
		['assignSkuIds', { ...AS_HELD, heldSkuIds: [E3], assignSkuIds: [OLD] }],
		['removeSkuIds', { ...AS_HELD, heldSkuIds: [E3], removeSkuIds: [OLD] }],
	])('is refused in %s, since the request could not name it', async (name, parameters) => {
		const { errors, requests } = await update(parameters);
		const message = `The customer has no license ${OLD}`;
		expect(errors).toMatchObject([{ message, ...refusing(name, message) }]);
		expect(requests.map(({ method }) => method)).toEqual(['GET']);
	});

	test('is sent where only changes are', async () => {
		const parameters = { ...UPDATE, assignSkuIds: [OLD], options: {} };
		expect((await update(parameters)).requests.map(({ method }) => method)).toEqual(['PATCH']);
		const dry = await update({ ...parameters, dryRun: true });
		expect(dry.json?.availability).toMatchObject([{ skuId: OLD, requested: 1 }]);
	});
});

test('nothing is sent when the list of licenses is not whole', async () => {
	const { errors, requests } = await update(
		{ ...EXACT, exactSkuIds: [E3] },
		[{}],
		[...LICENSES, 7],
	);
	expect(errors).toMatchObject([{ outcome: 'notSent' }]);
	expect(new Set(requests.map(({ method }) => method))).toEqual(new Set(['GET']));
});

test('the list is read once for all items of a customer', async () => {
	const items = [{ list: ['E3'] }, { list: ['Visio'] }, { list: [PREMIUM] }];
	const { requests, errors } = await update({ ...EXACT, exactSkuIds: '={{ $json.list }}' }, items);
	expect(errors).toEqual([undefined, undefined, undefined]);
	expect(requests.map(({ method }) => method)).toEqual(['GET', 'PATCH', 'PATCH', 'PATCH']);
});

test('a name and an ID of the same license are found to be one', async () => {
	const both = { ...UPDATE, assignSkuIds: ['Visio'], removeSkuIds: [VISIO] };
	const { errors, requests } = await update(both);
	expect(errors).toMatchObject([
		refusing('removeSkuIds', `must not list licenses that are also assigned: ${VISIO}`),
	]);
	expect(requests.map(({ method }) => method)).toEqual(['GET']);
});
