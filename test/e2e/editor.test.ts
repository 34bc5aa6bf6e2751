import type { Browser, Page } from 'playwright-core';

import { logIn, openBrowser } from '../../playground/editor/browser';
import {
	addAction,
	addLicenseUpdate,
	type Look,
	updateLicensesByHand,
} from '../../playground/editor/update-licenses';
import { oAuth2Data } from '../../playground/credentials';
import { startWorld, type World } from '../../playground/world';
import { CUSTOMERS, PROVIDER_INSTANCES, SKUS } from '../../sandbox/seed';

/** What people do in n8n's editor: in Chromium, with mouse and keyboard. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const CREDENTIAL = 'CloudCockpit account';
const WHO = 'Terry Adams (Adventure Works Cycles)';

let browser: Browser | undefined;
let world: World;
let page: Page;

beforeAll(async () => {
	browser = await openBrowser(); // first: without one there is no need to start the rest
	world = await startWorld();
	const data = oAuth2Data(world.sandbox);
	const type = 'cloudCockpitOAuth2Api';
	await world.n8n.api.createCredential({ name: CREDENTIAL, type, data });
	const other = { ...data, clientSecret: 'of another portal' };
	await world.n8n.api.createCredential({ name: 'Another portal', type, data: other });
	page = await logIn(browser, world.n8n);
});
afterAll(async () => {
	await browser?.close();
	await (world as World | undefined)?.stop();
});
beforeEach(() => {
	world.sandbox.reset();
});

function writes() {
	return world.sandbox.requests
		.filter(({ method, path }) => path.startsWith('/v1/') && method !== 'GET')
		.map(({ method, path, body }) => ({ method, path, body }));
}

test('licenses of a chosen user are updated without typing an id', async () => {
	const seen: Array<Look & { writes: number }> = [];
	await updateLicensesByHand(page, world.n8n.url, CREDENTIAL, async (look) => {
		seen.push({ ...look, writes: writes().length });
	});

	const { adventureWorks } = CUSTOMERS;
	const { skuId, name } = SKUS.microsoft365E3;
	const customerUserId = adventureWorks.placements[0].users.terryAdams.id;
	const providerInstanceId = PROVIDER_INSTANCES.microsoftEurope.id;
	const request = {
		method: 'PATCH',
		path: `/v1/Customers/${adventureWorks.id}/users/${customerUserId}/licenses`,
		body: { providerInstanceId, customerUserLicenses: [{ skuId, isSelected: true }] },
	};
	expect(seen).toEqual([
		{ step: 'find-action', writes: 0 },
		{
			step: 'pick-customer',
			entries: ['Adventure Works Cycles (adventure-works.example.com)'],
			writes: 0,
		},
		{
			step: 'pick-user',
			entries: expect.arrayContaining(['Terry Adams (terry.adams@adventure-works.example.com)']),
			writes: 0,
		},
		{
			step: 'seats',
			entries: [
				'Exchange Online (Plan 1), 7 of 10 free',
				'Microsoft 365 Business Premium, 5 of 25 free',
				'Microsoft 365 E3, 12 of 50 free',
				'Power BI Pro, 0 of 5 free',
			],
			writes: 0,
		},
		{
			step: 'dry-run',
			output: [
				{
					dryRun: true,
					summary: `Would assign Microsoft 365 E3 (12 of 50 seats free) to ${WHO}; licenses that are not named stay out of the request, and CloudCockpit does not document whether it keeps them`,
					request,
					planId: expect.stringMatching(/^[0-9a-f]{64}$/),
					availability: [{ skuId, name, available: 12, total: 50, requested: 1 }],
				},
			],
			writes: 0,
		},
		{
			step: 'updated',
			output: [
				{
					success: true,
					customerId: adventureWorks.id,
					customerUserId,
					providerInstanceId,
					assigned: [skuId],
					removed: [],
					licenses: [{ skuId, name: null, change: 'assigned' }],
					summary: `Assigned ${skuId} to ${WHO}`,
					customerName: 'Adventure Works Cycles',
					userName: 'Terry Adams',
					correlationId: expect.stringMatching(UUID),
				},
			],
			writes: 1,
		},
	]);
	expect(writes()).toEqual([request]);
});

test('a list that is empty says why', async () => {
	const panel = await addLicenseUpdate(page, world.n8n.url);
	await panel.chooseCredential(CREDENTIAL);

	expect(await panel.openList('customerUserId')).toEqual(['(Choose Customer first)']);
	await panel.closeList();
	expect(await panel.openOptions('assignSkuIds')).toEqual(['(Choose Customer first)']);

	await panel.openList('customerId');
	await panel.pick(CUSTOMERS.blueYonder.companyName);
	expect(await panel.openList('providerInstanceId')).toEqual([
		'(This customer is on no Microsoft provider instance)',
	]);
	expect(await panel.isReadable()).toBe(true);
});

test('the entry of an empty list is refused when it was taken for a license', async () => {
	const panel = await addLicenseUpdate(page, world.n8n.url);
	await panel.chooseCredential(CREDENTIAL);
	await panel.openOptions('assignSkuIds');
	await panel.pickOption('(Choose Customer first)');
	await panel.openList('customerId');
	await panel.pick(CUSTOMERS.adventureWorks.companyName);
	await panel.openList('providerInstanceId');
	await panel.pick(PROVIDER_INSTANCES.microsoftEurope.alias);
	await panel.openList('customerUserId');
	await panel.pick('Terry Adams');

	expect(await panel.executeInVain()).toBe(
		'Licenses to Assign must list licenses, but has the entry "(Choose Customer first)": remove it',
	);
	expect(writes()).toEqual([]);
});

test('a qualification must be chosen, and below the node stands what it does', async () => {
	const panel = await addAction(page, world.n8n.url, 'Update the qualification of a customer');
	await panel.chooseCredential(CREDENTIAL);
	await panel.openList('customerId');
	await panel.pick(CUSTOMERS.adventureWorks.companyName);
	await panel.openList('providerInstanceId');
	await panel.pick(PROVIDER_INSTANCES.microsoftEurope.alias);
	await panel.toggle('dryRun');
	await panel.reopen();
	expect(await panel.readWarning('qualification')).toContain(
		'Parameter "Qualification" is required',
	);

	await panel.openOptions('qualification');
	await panel.chooseOption('Education');
	expect(await panel.execute()).toMatchObject([
		{
			summary: 'Would set the qualification of Adventure Works Cycles to Education (now: none)',
		},
	]);
	await panel.close();
	expect(await page.getByTestId('canvas-node').last().locator('..').innerText()).toContain(
		'Update: Qualification (dry run)',
	);
	expect(writes()).toEqual([]);
});

test('a list that cannot be loaded says why', async () => {
	const refused = { kind: 'status', status: 403, times: 'always' } as const;
	world.sandbox.inject({ ...refused, match: { operationId: 'getCustomerUsers' } });
	world.sandbox.inject({ ...refused, match: { operationId: 'getCustomerLicenses' } });
	const panel = await addLicenseUpdate(page, world.n8n.url);
	await panel.chooseCredential(CREDENTIAL);
	await panel.openList('customerId');
	await panel.pick(CUSTOMERS.adventureWorks.companyName);
	await panel.openList('providerInstanceId');
	await panel.pick(PROVIDER_INSTANCES.microsoftEurope.alias);

	const reason = /403.* needs an active GDAP relationship with the customer/s;
	expect(await panel.openFailingList('customerUserId')).toMatch(reason);
	await panel.reopen();
	expect(await panel.readWarning('assignSkuIds')).toMatch(reason);
});

test('with the wrong credential a list names what to correct', async () => {
	const panel = await addLicenseUpdate(page, world.n8n.url);
	await panel.chooseCredential('Another portal');

	expect(await panel.openFailingList('customerId')).toMatch(/client secret.* Copy both again/s);
});
