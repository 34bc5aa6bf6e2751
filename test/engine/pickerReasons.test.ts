import type { INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../sandbox';
import { CUSTOMERS, SKUS } from '../../sandbox/seed';
import { AT_CUSTOMER, byId, CUSTOMER, useScene } from './support';
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

describe('an entry that only explains is never sent when it is taken', () => {
	const UPDATE = { resource: 'license', operation: 'update', ...AT_CUSTOMER, customerUserId: GUID };
	const SKU_LISTS: Array<[label: string, of: (entry: string) => INodeParameters]> = [
		['Licenses to Assign', (entry) => ({ assignSkuIds: [entry] })],
		['Licenses to Assign', (entry) => ({ assignSkuIds: [SKUS.powerBiPro.skuId, entry] })],
		['Licenses to Remove', (entry) => ({ removeSkuIds: [entry] })],
		['Licenses', (entry) => ({ licenseInput: 'exact', exactSkuIds: [entry] })],
		[
			'Licenses Held',
			(entry) => ({ removeSkuIds: [], otherLicenses: 'asHeld', heldSkuIds: [entry] }),
		],
	];

	test.each([
		['(Choose Customer first)', {}],
		['(Choose Provider Instance first)', { customerId: GUID }],
		[
			'(Customer is an expression: use one here too)',
			{ customerId: EXPRESSION, providerInstanceId: GUID },
		],
		['(No licenses on this provider instance)', AT_CUSTOMER],
	])('as a license: %s', async (wanted, above) => {
		scene.sandbox.inject({ kind: 'status', status: 200, body: [] });
		const [entry] = (await openPicker(scene, 'getLicenses', { above })).results;
		expect(entry?.value).toBe(wanted);
		const { length } = scene.requests();

		for (const [label, of] of SKU_LISTS) {
			for (const dryRun of [false, true]) {
				const node = { ...UPDATE, ...of(String(entry?.value)), dryRun };
				const run = await scene.run(node, { typeVersion: 1.1, onError: 'continueErrorOutput' });

				expect(run.errorOutput[0]?.json.error).toMatchObject({
					message: `${label} must list licenses, but has the entry "${wanted}": remove it`,
					description: 'Nothing was sent for this item.',
					outcome: 'notSent',
				});
			}
		}
		expect(scene.requests()).toHaveLength(length);
	});

	test.each([
		['searchCustomers', 'customerId', { filter: 'nowhere.example.com' }, 'Customer'],
		[
			'searchProviderInstances',
			'providerInstanceId',
			{ above: { customerId: byId(CUSTOMERS.blueYonder.id) } },
			'Provider Instance',
		],
		['searchUsers', 'customerUserId', { above: {} }, 'User'],
	] as const)('as what %s lists', async (picker, parameter, opened, label) => {
		const [entry] = (await openPicker(scene, picker, opened)).results;
		const { length } = scene.requests();
		const chosen = { __rl: true, mode: 'list', value: entry?.value, cachedResultName: entry?.name };
		const node = { ...UPDATE, assignSkuIds: [SKUS.powerBiPro.skuId], [parameter]: chosen };
		const refused = await scene
			.run(node)
			.then(({ error }) => error?.message)
			.catch((refusal: Error) => refusal.message);

		// What is required n8n itself refuses to start.
		expect(refused).toMatch(new RegExp(`${label} must be chosen$|"${label}" is required`));
		expect(scene.requests()).toHaveLength(length);
	});
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
