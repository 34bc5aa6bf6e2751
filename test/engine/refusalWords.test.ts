import type { INodeParameters } from 'n8n-workflow';

import { SKUS } from '../../sandbox/seed';
import { AT_CUSTOMER, byId, type NodeRun, USERS, useScene } from './support';

/** What is wrong in a way of its own is told in words of its own. */
const scene = useScene();

interface Told {
	message: string;
	description: string;
}

const errorsOf = (run: NodeRun) => run.errorOutput.map(({ json }) => json.error as unknown as Told);

const UPDATE = {
	resource: 'license',
	operation: 'update',
	...AT_CUSTOMER,
	customerUserId: byId(USERS.terryAdams.id),
};
const json = (...licenses: unknown[]) => ({
	...UPDATE,
	licenseInput: 'json',
	customerUserLicenses: JSON.stringify(licenses),
});
const { skuId } = SKUS.microsoft365E3;
const good = { skuId, isSelected: true };
const CALL = { resource: 'api', operation: 'call', method: 'PATCH', path: '/v1/Customers' };

test.each<[string, INodeParameters, string]>([
	[
		'an entry that is none',
		json(good, 7),
		'Licenses, entry 2 must be an object such as {"skuId": "…", "isSelected": true}',
	],
	[
		'an entry with a property of its own',
		json({ ...good, skuid: 'F3' }),
		'Licenses, entry 1, skuid is not a property of a license, which has skuId, name, isSelected, availableLicenses, totalLicenses, consumedLicenses, suspendedLicenses',
	],
	['an entry without a SKU', json({ isSelected: true }), 'Licenses, entry 1, SKU ID must be text'],
	[
		'an entry that does not say which way',
		json({ skuId }),
		'Licenses, entry 1, Is Selected must be true to assign the license or false to remove it',
	],
	[
		'one license twice',
		json({ ...good, skuId: SKUS.powerBiPro.skuId }, good, good),
		'Licenses, entry 3, SKU ID is the same as in entry 2',
	],
	[
		'a license both ways',
		{ ...UPDATE, assignSkuIds: [skuId], removeSkuIds: [skuId] },
		`Licenses to Remove must not list licenses that are also assigned: ${skuId}`,
	],
	[
		'no license at all',
		UPDATE,
		'Licenses to Assign must list a license, since Licenses to Remove lists none',
	],
	[
		'an exact list of none',
		{ ...UPDATE, licenseInput: 'exact' },
		'Licenses must list a license: an empty list removes them all only with the option Allow None',
	],
	[
		'licenses held that were left blank',
		{ ...UPDATE, assignSkuIds: [skuId], otherLicenses: 'asHeld' },
		'Licenses Held must list what the user has now, or be an expression that gives []',
	],
	[
		'a span that ends before it begins',
		{
			resource: 'auditLog',
			operation: 'getMany',
			filters: { from: '2026-01-16', to: '2026-01-15' },
		},
		'To must not be before From',
	],
	[
		'a query with an object in it',
		{ ...CALL, query: '{ "a": {} }' },
		'Query, a must be text, a number or a list, but is "{}"',
	],
	[
		'a body with nothing in it',
		{ ...CALL, body: '={{ ({ list: [{ name: $json.renamed }] }) }}' },
		'Body, list, entry 1, name has no value: a column may have another name',
	],
	['no path', { ...CALL, path: ' ' }, 'Path must be filled in, but is " "'],
	[
		'the only instance in a filter',
		{
			resource: 'mca',
			operation: 'getMany',
			filters: { providerInstanceId: { __rl: true, mode: 'only', value: '' } },
		},
		'Provider Instance must be chosen, or given by ID, in a filter',
	],
	[
		'an operation of a later version',
		{ resource: 'customer', operation: 'merge' },
		'Operation must be one that this version of the node has, but is "merge"',
	],
	[
		'a resource of a later version',
		{ resource: 'invoice', operation: 'get' },
		'Resource must be one that this version of the node has, but is "invoice"',
	],
])('%s is told in words', async (_, node, message) => {
	const run = await scene.run(node, { onError: 'continueErrorOutput' });

	expect(errorsOf(run)).toEqual([
		expect.objectContaining({ message, description: 'Nothing was sent for this item.' }),
	]);
	expect(scene.sandbox.requests).toEqual([]);
});

test('everything that is wrong with an item is told once, by field', async () => {
	const run = await scene.run(
		{
			...UPDATE,
			customerId: byId('={{ "Adventure Works" }}'),
			assignSkuIds: ['none'],
			dryRun: 'maybe',
		},
		{ onError: 'continueErrorOutput' },
	);

	expect(errorsOf(run)).toEqual([
		expect.objectContaining({
			message:
				'Customer must be a GUID such as 3fa85f64-5717-4562-b3fc-2c963f66afa6, but is "Adventure Works" (and 2 more)',
			description:
				'Licenses to Assign: must list SKU IDs or names, but "none" means nothing. Dry Run: must be true or false, but is "maybe". Nothing was sent for this item.',
		}),
	]);
});

test('a plan that is none names its field, and is not told at any length', async () => {
	const run = await scene.run(
		{ ...UPDATE, assignSkuIds: [skuId], options: { approvedPlan: 'x'.repeat(5_000) } },
		{ onError: 'continueErrorOutput' },
	);

	const [error] = errorsOf(run);
	expect(error?.description).toMatch(/^Field: Approved Plan\. The plan of this item is now /);
	expect(error?.description).toContain(`the approved one is ${'x'.repeat(64)}…. Nothing was sent`);
});

test('what CloudCockpit says of its own properties is told without their names', async () => {
	const errors = [
		['licenses[0].skuId', 'Is unknown.'],
		['customerUser.location', 'Is missing.'],
		['agreementDate', 'Is too old.'],
		['providerInstanceId', 'Is disabled.'],
	].map(([propertyName, text]) => ({ propertyName, description: [text] }));
	scene.sandbox.inject({ kind: 'status', status: 400, body: { description: 'No.', errors } });
	const run = await scene.run(
		{ ...UPDATE, assignSkuIds: [skuId] },
		{ onError: 'continueErrorOutput' },
	);

	expect(errorsOf(run)[0]?.description).toContain(
		'Licenses, entry 1, SKU ID: Is unknown. Customer User, Location: Is missing. Agreement Date: Is too old. Provider Instance: Is disabled.',
	);
});

test('what a path of the API names is told in words where it is not found', async () => {
	const id = 'c0ffee00-0000-4000-8000-000000000000';
	const run = await scene.run(
		{ resource: 'api', operation: 'call', method: 'GET', path: `/v1/account-info/${id}` },
		{ onError: 'continueErrorOutput' },
	);

	expect(errorsOf(run)[0]).toMatchObject({
		message: 'Account info not found',
		description: expect.stringContaining(`Check the ID: account info ${id}.`),
	});
});
