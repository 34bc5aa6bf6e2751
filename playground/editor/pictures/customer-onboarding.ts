import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { customerOnboarding } from '../../jobs/customer-onboarding';
import { runJob } from '../../jobs/run-job';
import type { TemplateWorld } from '../../jobs/world';
import { ONBOARDINGS } from '../../onboarding';
import { openWide } from '../canvas';
import { shootMail } from './mail';

/** Panels glide to their place. */
const SETTLE_MS = 1_500;

/** What the customer is asked, and the data table. */
export async function pictureCustomerOnboarding(
	world: TemplateWorld,
	browser: Browser,
	folder: string,
): Promise<void> {
	await runJob(customerOnboarding, world);
	const page = await openWide(browser, world.n8n);
	await shootTable(page, world, join(folder, 'customer-onboarding-table.png'));
	await page.close();
	await shootMail(browser, world, ({ subject }) => subject.startsWith('Please sign'), {
		width: 720,
		path: join(folder, 'customer-onboarding-result.png'),
	});
}

/** The rows, as n8n shows them. */
async function shootTable(page: Page, { n8n }: TemplateWorld, path: string): Promise<void> {
	await page.goto(`${n8n.url}/home/datatables`);
	await page.getByText(ONBOARDINGS, { exact: true }).first().click();
	await page.getByText('Fabrikam Residences').first().waitFor();
	await page.waitForTimeout(SETTLE_MS);
	await page.screenshot({ path, clip: { x: 0, y: 0, width: 1800, height: 480 } });
}
