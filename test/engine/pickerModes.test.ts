import type { INodeParameters } from 'n8n-workflow';

import { CUSTOMERS, PROVIDER_INSTANCES } from '../../sandbox/seed';
import { AT_CUSTOMER, byId, CUSTOMER, INSTANCE, useScene } from './support';
import { openPicker } from './support/open-pickers';

const scene = useScene();

const by = (mode: string, value = ''): INodeParameters => ({ __rl: true, mode, value });
const { alpineSki, wideWorld } = CUSTOMERS;

/** Every way to name Alpine Ski House, which is on the second Microsoft instance alone. */
const CUSTOMER_MODES = [
	by('id', alpineSki.id),
	by('list', alpineSki.id),
	by('domain', 'ALPINE-SKI.example.com'),
	by('internalIdentifier', alpineSki.internalIdentifier),
	by('microsoftTenantId', alpineSki.placements[0].providerCustomerId),
];
const AMERICAS = PROVIDER_INSTANCES.microsoftAmericas.id;
const INSTANCE_MODES = [
	by('id', AMERICAS),
	by('list', AMERICAS),
	by('only'),
	by('only', 'whatever'),
];

const PLACES = CUSTOMER_MODES.flatMap((customerId) =>
	INSTANCE_MODES.map((providerInstanceId) => ({ customerId, providerInstanceId })),
);

const named = (entries: Array<{ name: string }>) => entries.map(({ name }) => name);

test.each(CUSTOMER_MODES)('instances are those of the customer named by %j', async (customerId) => {
	const inForm = await openPicker(scene, 'searchProviderInstances', { above: { customerId } });
	const filters = { customerId };
	const { results } = await scene.engine.listSearch(
		'searchProviderInstances',
		{ resource: 'mca', operation: 'getMany', filters },
		scene.credentials(),
	);

	expect(named(inForm.results)).toEqual(['Microsoft Americas']);
	expect(named(results)).toEqual(['Microsoft Americas']);
});

test.each(PLACES)(
	'users and licenses are those of $customerId.mode, $providerInstanceId.mode',
	async (above) => {
		const users = await openPicker(scene, 'searchUsers', { above });
		const licenses = await openPicker(scene, 'getLicenses', { above });

		expect(named(users.results)).toEqual([expect.stringContaining('Shawn Richardson')]);
		expect(named(licenses.results)).toEqual([
			expect.stringContaining('Microsoft 365 Business Premium'),
		]);
	},
);

test.each([
	[
		'a customer that nobody is',
		{ ...AT_CUSTOMER, customerId: by('domain', 'nobody.example.com') },
		'No customer has the domain "nobody.example.com"',
	],
	[
		'an only instance that has company',
		{ customerId: by('domain', wideWorld.domain), providerInstanceId: by('only') },
		'Wide World Importers is on 2 Microsoft provider instances',
	],
])('%s is said in the list', async (_, above, message) => {
	for (const name of ['searchUsers', 'getLicenses'] as const) {
		await expect(openPicker(scene, name, { above })).rejects.toThrow(message);
	}
});

test.each([
	[
		'empty',
		{ customerId: by('domain'), providerInstanceId: byId(INSTANCE.id) },
		'(Choose Customer first)',
	],
	[
		'an expression',
		{ customerId: by('domain', '={{ $json.domain }}'), providerInstanceId: by('only') },
		'(Customer is an expression: use one here too)',
	],
	[
		'only the customer',
		{ customerId: byId(CUSTOMER.id), providerInstanceId: by('list') },
		'(Choose Provider Instance first)',
	],
])('a field above that is %s is named', async (_, above, entry) => {
	for (const name of ['searchUsers', 'getLicenses'] as const) {
		expect(named((await openPicker(scene, name, { above })).results)).toEqual([entry]);
	}
});
