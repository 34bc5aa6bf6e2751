/** `npm run screenshots`: takes the pictures of the README and the docs in a real n8n. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startTemplateWorld } from '../jobs/world';
import { DEMO_CUSTOMERS, onboardingOf } from '../onboarding';
import { logIn, openBrowser } from './browser';
import { setUpTriggerByHand } from './trigger';
import { updateLicensesByHand } from './update-licenses';

const IMAGES = join(__dirname, '..', '..', 'docs', 'images');
const CREDENTIAL = 'CloudCockpit account';
/** Panels and the canvas glide to their place. */
const SETTLE_MS = 1_000;

async function main(): Promise<void> {
	await mkdir(IMAGES, { recursive: true });
	const browser = await openBrowser();
	const world = await startTemplateWorld();
	const { workflowId, send } = onboardingOf(world);
	for (const { customer } of DEMO_CUSTOMERS) await send(customer);

	const page = await logIn(browser, world.n8n);
	await page.goto(`${world.n8n.url}/workflow/${workflowId}`);
	await page.locator('[data-test-id="canvas-node"]').first().waitFor();
	await closeChecklist(page);
	await page.keyboard.press('1'); // zoom to fit
	await shoot(page, 'onboarding');

	await page
		.locator('[data-test-id="canvas-node"][data-node-name="Assign the licenses"]')
		.dblclick();
	await page.getByTestId('parameter-input').first().waitFor();
	await shoot(page, 'node');
	await page.keyboard.press('Escape');

	await page.goto(`${world.n8n.url}/home/credentials`);
	await page.getByText(CREDENTIAL, { exact: true }).first().click();
	await page.getByTestId('credential-edit-dialog').waitFor();
	await page.getByText('Connection tested successfully').waitFor();
	await shoot(page, 'credential');

	await updateLicensesByHand(page, world.n8n.url, CREDENTIAL, ({ step }) => shoot(page, step));
	await setUpTriggerByHand(page, world.n8n.url, CREDENTIAL, (step) => shoot(page, step));

	await browser.close();
	await world.stop();
}

/** n8n opens its advice for published workflows over the canvas. */
async function closeChecklist(page: Page): Promise<void> {
	const checklist = page.getByText('Production Checklist');
	await checklist.waitFor();
	await page.keyboard.press('Escape');
	await checklist.waitFor({ state: 'hidden' });
}

async function shoot(page: Page, name: string): Promise<void> {
	await page.waitForTimeout(SETTLE_MS);
	await page.screenshot({ path: join(IMAGES, `${name}.png`) });
	console.log(`docs/images/${name}.png`);
}

main().catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
