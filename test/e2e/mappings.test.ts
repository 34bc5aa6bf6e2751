import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

import type { Browser, Page } from 'playwright-core';

import { logIn, openBrowser } from '../../playground/editor/browser';
import { type NodePanel, nodePanel } from '../../playground/editor/node-panel';
import { addAction, addLicenseUpdate } from '../../playground/editor/update-licenses';
import { startTemplateWorld, type TemplateWorld } from '../../playground/jobs/world';
import {
	callWebhook,
	DEMO_CUSTOMERS,
	onboardingOf,
	type Onboarding,
} from '../../playground/onboarding';
import { CUSTOMERS, PROVIDER_INSTANCES } from '../../sandbox/seed';

/** What becomes of the fields of a node when data arrives, or when a field above them changes. */
const NODE_TYPE = 'n8n-nodes-cloudcockpit.cloudCockpit';
const CREDENTIAL = 'CloudCockpit account';
/** The editor saves changes by itself, 5 seconds after them at the latest. */
const AUTOSAVE_MS = 8_000;
const LIMIT_MS = 30_000;
const POLL_MS = 200;

let browser: Browser | undefined;
let world: TemplateWorld;
let onboarding: Onboarding;
let page: Page;
let panel: NodePanel;

beforeAll(async () => {
	browser = await openBrowser();
	world = await startTemplateWorld();
	onboarding = onboardingOf(world);
	page = await logIn(browser, world.n8n);
	panel = nodePanel(page);
});
afterAll(async () => {
	await browser?.close();
	await (world as TemplateWorld | undefined)?.stop();
});

/** The CloudCockpit nodes of the workflow as n8n has it saved. */
async function savedNodes() {
	const { nodes } = await world.n8n.api.readWorkflow(onboarding.workflowId);
	return nodes.filter(({ type }) => type === NODE_TYPE);
}

/** The expressions that a node holds, by the name of their field, as the editor shows them. */
function mappingsOf(parameters: Record<string, unknown>): Array<[field: string, shown: string]> {
	return Object.entries(parameters).flatMap(([field, parameter]) => {
		const value = isLocator(parameter) ? parameter.value : parameter;
		const isExpression = typeof value === 'string' && value.startsWith('=');
		return isExpression ? [[field, value.slice(1)] as [string, string]] : [];
	});
}

function isLocator(parameter: unknown): parameter is { value: unknown } {
	return typeof parameter === 'object' && parameter !== null && '__rl' in parameter;
}

/** Waits until what is read is as expected; the last answer is in the message when it never is. */
async function until<T>(read: () => Promise<T>, expected: T): Promise<void> {
	const giveUpAt = Date.now() + LIMIT_MS;
	let answer = await read();
	while (!isDeepStrictEqual(answer, expected) && Date.now() < giveUpAt) {
		await sleep(POLL_MS);
		answer = await read();
	}
	expect(answer).toEqual(expected);
}

/** Sends a customer to the workflow that listens in the editor. */
async function sendToEditor(): Promise<void> {
	const [demo] = DEMO_CUSTOMERS;
	if (!demo) throw new Error('The demo has no customers.');
	const url = onboarding.webhookUrl.replace('/webhook/', '/webhook-test/');
	while ((await callWebhook(url, demo.customer, onboarding.secret)).status === 404) {
		await sleep(POLL_MS);
	}
}

/** The expressions that the open panel shows in these fields. */
async function readFields(fields: Array<[field: string, shown: string]>) {
	const read = fields.map(async ([field]) => [field, await panel.readExpression(field)]);
	return await Promise.all(read);
}

test('mappings stay when the steps of the template are run one by one', async () => {
	const address = `${world.n8n.url}/workflow/${onboarding.workflowId}`;
	const before = await savedNodes();
	expect(before).toHaveLength(3);

	await page.goto(address);
	for (const [index, { name, parameters }] of before.entries()) {
		await panel.open(name);
		const executed = panel.execute();
		if (index === 0) await sendToEditor();
		await executed;
		expect(await readFields(mappingsOf(parameters))).toEqual(mappingsOf(parameters));
		await panel.close();
	}
	await sleep(AUTOSAVE_MS);
	await page.goto(address);
	for (const { name, parameters } of before) {
		await panel.open(name);
		expect(await readFields(mappingsOf(parameters))).toEqual(mappingsOf(parameters));
		await panel.close();
	}
	expect(await savedNodes()).toEqual(before);
});

const { adventureWorks, proseware } = CUSTOMERS;
const { microsoftEurope } = PROVIDER_INSTANCES;
const LICENSES_OF_PROSEWARE = [
	'Microsoft 365 Business Premium, 0 of 3 free',
	'Microsoft 365 E3, 1 of 10 free',
];

test('another customer from the list empties what was chosen for the one before', async () => {
	await addLicenseUpdate(page, world.n8n.url);
	await panel.chooseCredential(CREDENTIAL);
	await panel.openList('customerId');
	await panel.pick(adventureWorks.companyName);
	await panel.openList('providerInstanceId');
	await panel.pick(microsoftEurope.alias);
	await panel.openList('customerUserId');
	await panel.pick('Terry Adams');
	await panel.openOptions('assignSkuIds');
	await panel.pickOption('Power BI Pro');

	await panel.openList('customerId');
	await panel.pick(proseware.companyName);
	await until(() => panel.readChoice('customerUserId'), '');
	expect(await panel.readChoice('providerInstanceId')).toBe('');

	await panel.openList('providerInstanceId');
	await panel.pick(microsoftEurope.alias);
	expect(await panel.openList('customerUserId')).toEqual([
		expect.stringContaining('Erica Steiner'),
		expect.stringContaining('Roland Wacker'),
	]);
	await panel.closeList();
	// n8n never empties a list of options: it warns.
	expect(await panel.readWarning('assignSkuIds')).toContain('is not supported');
	expect(await panel.openOptions('assignSkuIds')).toEqual(LICENSES_OF_PROSEWARE);
});

async function readLicenses(): Promise<string[]> {
	const licenses = await panel.openOptions('assignSkuIds');
	await panel.closeOptions();
	return licenses;
}

test('licenses are those of the customer whose ID is written', async () => {
	await addLicenseUpdate(page, world.n8n.url);
	await panel.chooseCredential(CREDENTIAL);
	await panel.writeId('customerId', adventureWorks.id);
	await panel.openList('providerInstanceId');
	await panel.pick(microsoftEurope.alias);
	await until(readLicenses, [
		'Exchange Online (Plan 1), 7 of 10 free',
		'Microsoft 365 Business Premium, 5 of 25 free',
		'Microsoft 365 E3, 12 of 50 free',
		'Power BI Pro, 0 of 5 free',
	]);
	await panel.writeId('customerId', proseware.id);
	await until(readLicenses, LICENSES_OF_PROSEWARE);
	expect(await panel.readChoice('providerInstanceId')).toBe(microsoftEurope.alias);
});

test('another customer among the filters of a list empties its provider instance', async () => {
	await addAction(page, world.n8n.url, 'Get many customer agreements');
	await panel.chooseCredential(CREDENTIAL);
	await panel.addFilter('Customer');
	await panel.addFilter('Provider Instance');
	await panel.openList('customerId');
	await panel.pick(adventureWorks.companyName);
	await panel.openList('providerInstanceId');
	await panel.pick(microsoftEurope.alias);

	await panel.openList('customerId');
	await panel.pick(proseware.companyName);
	await until(() => panel.readChoice('providerInstanceId'), '');
});
