import type { Fault } from '../../sandbox';
import { CUSTOMERS } from '../../sandbox/seed';
import { byId, CUSTOMER, useScene } from './support';
import { openPicker, PICKERS, type PickerName } from './support/open-pickers';

/** A list that cannot be shown says why, in words that tell what to do. */
const scene = useScene();

const GUID = byId(CUSTOMER.id);
const EXPRESSION = byId('={{ $json.id }}');
/** The line that n8n shows of an entry ends there. */
const VISIBLE_CHARACTERS = 55;
const IN_CUSTOMER = ['searchUsers', 'getLicenses'] as const;

test.each([
	['Choose Customer first', {}],
	['Choose Customer first', { customerId: byId('no GUID'), providerInstanceId: GUID }],
	['Choose Provider Instance first', { customerId: GUID }],
	['Customer is an expression', { customerId: EXPRESSION, providerInstanceId: GUID }],
	['Provider Instance is an expression', { customerId: GUID, providerInstanceId: EXPRESSION }],
])('%s: %j', async (reason, above) => {
	for (const name of IN_CUSTOMER) {
		const { results } = await openPicker(scene, name, { above });
		const [entry] = results;
		expect(results).toHaveLength(1);
		expect(entry?.name).toContain(reason);
		expect(entry?.value).toBe(name === 'getLicenses' ? entry?.name : '');
		expect(results[0]?.name.length).toBeLessThanOrEqual(VISIBLE_CHARACTERS);
	}
	expect(scene.sandbox.requests).toEqual([]);
});

test('the customer is on no Microsoft instance', async () => {
	const above = { customerId: byId(CUSTOMERS.blueYonder.id) };
	const { results } = await openPicker(scene, 'searchProviderInstances', { above });

	expect(results).toEqual([
		{ name: expect.stringContaining('no Microsoft provider instance'), value: '' },
	]);
});

test('no customer is found', async () => {
	const { results } = await openPicker(scene, 'searchCustomers', { filter: 'nowhere.example.com' });

	expect(results).toEqual([{ name: expect.stringContaining('No customer has this'), value: '' }]);
});

test('an entry that only explains is not taken for a choice', async () => {
	const [explanation] = (await openPicker(scene, 'searchUsers', { above: {} })).results;
	const run = await scene
		.run({
			resource: 'customer',
			operation: 'get',
			customerId: { __rl: true, mode: 'list', value: String(explanation?.value) },
		})
		.catch((refusal: Error) => ({ error: refusal }));

	expect(run.error?.message).toMatch(/Customer/);
	expect(scene.sandbox.requests).toEqual([]);
});

describe('the API fails', () => {
	const everywhere = (text: RegExp) =>
		Object.fromEntries(PICKERS.map((name) => [name, text])) as Record<PickerName, RegExp>;
	/** What comes from Microsoft names the usual reason why it is refused. */
	const fromMicrosoft = { searchUsers: /active GDAP/, getLicenses: /active GDAP/ };
	const plain = (status: number): Fault => ({ kind: 'status', status, body: {} });

	test.each<[string, Fault, Record<PickerName, RegExp>]>([
		['401', plain(401), everywhere(/Check in the credential that Client ID/)],
		['403', plain(403), { ...everywhere(/needs the role csp or reseller/), ...fromMicrosoft }],
		['500', plain(500), everywhere(/not available .* Try again later/)],
		['a page of a proxy', { kind: 'html' }, everywhere(/not available .* Try again later/)],
		['another web page', { kind: 'html', status: 200 }, everywhere(/Check the Base URL/)],
		[
			'404',
			plain(404),
			{
				...everywhere(/Check the Base URL/),
				searchUsers: /active GDAP.* Check the ID: customer/,
				getLicenses: /active GDAP.* Check the ID: customer/,
			},
		],
	])('with %s', async (_, fault, expected) => {
		scene.sandbox.inject({ ...fault, times: 'always' });

		await Promise.all(
			PICKERS.map(async (name) => {
				await expect(openPicker(scene, name)).rejects.toMatchObject({
					name: name === 'getLicenses' ? 'NodeOperationError' : 'NodeApiError',
					message: expect.stringMatching(expected[name]),
					description: expect.stringContaining('Correlation ID'),
				});
			}),
		);
	});

	test('because nobody listens', async () => {
		const credentials = scene.credentials('oAuth2', { baseUrl: 'http://127.0.0.1:1' });

		await Promise.all(
			PICKERS.map(async (name) => {
				await expect(openPicker(scene, name, { credentials })).rejects.toThrow(
					'No connection to 127.0.0.1:1 could be made. Check the Base URL',
				);
			}),
		);
	});

	test('because the secret is wrong', async () => {
		const credentials = scene.credentials('oAuth2', { clientSecret: 'wrong~secret' });

		for (const name of PICKERS) {
			await expect(openPicker(scene, name, { credentials })).rejects.toThrow(
				/client secret.* Copy both again/,
			);
		}
	});
});
