/** `npm run screenshots`: takes the pictures of the docs that show the nodes in a real n8n. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startTemplateWorld } from '../jobs/world';
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
	const page = await logIn(browser, world.n8n);
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

async function shoot(page: Page, name: string): Promise<void> {
	await page.waitForTimeout(SETTLE_MS);
	await page.screenshot({ path: join(IMAGES, `${name}.png`) });
	console.log(`docs/images/${name}.png`);
}

main().catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
