import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { approvalLink } from '../../approval';
import { sendSpreadsheet, SPREADSHEET } from '../../jobs/bulk-licenses';
import type { TemplateWorld } from '../../jobs/world';
import { nextMails } from '../../wait';

const SETTLE_MS = 1_000;

/** The form that an approval opens. */
export async function pictureApproval(
	world: TemplateWorld,
	browser: Browser,
	folder: string,
): Promise<void> {
	world.sandbox.reset();
	const nextMail = nextMails(world.mailbox);
	await sendSpreadsheet(world, SPREADSHEET);
	const link = approvalLink(await nextMail());
	const form = await browser.newPage({ viewport: { width: 720, height: 1000 } });
	await form.goto(link);
	await form.getByLabel('Decision').selectOption({ label: 'Approve' });
	await form.waitForTimeout(SETTLE_MS);
	await form.screenshot({ path: join(folder, 'tell-someone-result.png'), fullPage: true });
	await form.close();
}
