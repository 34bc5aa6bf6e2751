import type { Locator, Page } from 'playwright-core';
import { nodePanel, type NodePanel, scrollToCenter } from './node-panel';

/** What is on the screen when the editor shows something worth a look. */
export interface Look {
	step: 'find-action' | 'pick-customer' | 'pick-user' | 'seats' | 'dry-run' | 'updated';
	/** The entries of the list that is open. */
	entries?: string[];
	/** The output items of the run that has just ended. */
	output?: unknown;
}

/** Looks for the package in n8n's list of nodes, for a new workflow; gives what it offers. */
export async function findNode(page: Page, n8nUrl: string): Promise<Locator> {
	await page.goto(`${n8nUrl}/workflow/new`);
	await page.getByTestId('canvas-add-button').click();
	await page.getByPlaceholder('Search nodes...').fill('CloudCockpit');
	const entries = page.getByTestId('node-creator-item-name');
	await entries.filter({ hasText: 'CloudCockpit' }).click();
	return entries;
}

/** Starts a workflow with the node, set to an action, and opens its panel. */
export async function addAction(
	page: Page,
	n8nUrl: string,
	actionName: string,
	look: (seen: Look) => Promise<void> = async () => {},
): Promise<NodePanel> {
	const entries = await findNode(page, n8nUrl);
	// For a first step n8n shows the triggers, and hides the actions behind their heading.
	await page.getByText(/^Actions \(\d+\)$/).click();
	const action = entries.filter({ hasText: actionName });
	await action.hover(); // waits for the list to come to rest
	await scrollToCenter(action);
	await look({ step: 'find-action' });
	await action.click();
	await page.getByTestId('node-parameters').waitFor();
	return nodePanel(page);
}

/** The same for the action that updates licenses. */
export async function addLicenseUpdate(
	page: Page,
	n8nUrl: string,
	look?: (seen: Look) => Promise<void>,
): Promise<NodePanel> {
	return await addAction(page, n8nUrl, 'Update the licenses of a user', look);
}

/**
 * The steps of docs/first-workflow.md, in the editor and by hand: gives Terry Adams of Adventure
 * Works a Microsoft 365 E3, first as a dry run. No id is typed.
 */
export async function updateLicensesByHand(
	page: Page,
	n8nUrl: string,
	credentialName: string,
	look: (seen: Look) => Promise<void>,
): Promise<void> {
	const panel = await addLicenseUpdate(page, n8nUrl, look);
	await panel.chooseCredential(credentialName);

	await panel.openList('customerId');
	const customers = await panel.search('adv');
	await look({ step: 'pick-customer', entries: customers });
	await panel.pick('Adventure Works Cycles');
	await panel.openList('providerInstanceId');
	await panel.pick('Microsoft Europe');
	const users = await panel.openList('customerUserId');
	await look({ step: 'pick-user', entries: users });
	await panel.pick('Terry Adams');

	const licenses = await panel.openOptions('assignSkuIds');
	await look({ step: 'seats', entries: licenses });
	await panel.pickOption('Microsoft 365 E3');

	await panel.toggle('dryRun');
	await look({ step: 'dry-run', output: await panel.execute() });

	await panel.toggle('dryRun');
	const output = await panel.execute();
	await panel.showSchema();
	await look({ step: 'updated', output });
}
