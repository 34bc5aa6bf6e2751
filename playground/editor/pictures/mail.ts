import type { Browser } from 'playwright-core';
import type { TemplateWorld } from '../../jobs/world';
import type { ReceivedMail } from '../../mailbox';

/** Takes a picture of a whole e-mail in a window of this width. */
export async function shootMail(
	browser: Browser,
	{ mailbox, mailboxPage }: Pick<TemplateWorld, 'mailbox' | 'mailboxPage'>,
	isWanted: (mail: ReceivedMail) => boolean,
	{ width, path }: { width: number; path: string },
): Promise<void> {
	const number = mailbox.mails.map(isWanted).lastIndexOf(true) + 1;
	if (number === 0) throw new Error(`There is no e-mail for ${path}.`);
	// The height only grows: a small one leaves no empty space below a short e-mail.
	const page = await browser.newPage({ viewport: { width, height: 100 } });
	await page.goto(`${mailboxPage.url}/mails/${number}`);
	await page.screenshot({ path, fullPage: true });
	await page.close();
}
