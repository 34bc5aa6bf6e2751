import type { Page } from 'playwright-core';
import { nodePanel } from './node-panel';
import { findNode } from './update-licenses';

/** The steps of docs/trigger.md, in the editor and by hand, up to the test event. */
export async function setUpTriggerByHand(
	page: Page,
	n8nUrl: string,
	credentialName: string,
	look: (step: 'trigger' | 'trigger-test-event') => Promise<void>,
): Promise<void> {
	const entries = await findNode(page, n8nUrl);
	await entries.filter({ hasText: 'On agreement created' }).click();
	await page.getByTestId('node-parameters').waitFor();
	const panel = nodePanel(page);
	await panel.chooseCredential(credentialName);
	await panel.openOptions('mode');
	await page.getByRole('option').filter({ hasText: 'Every Hour', visible: true }).click();
	await look('trigger');

	await panel.run();
	await panel.showSchema();
	await look('trigger-test-event');
}
