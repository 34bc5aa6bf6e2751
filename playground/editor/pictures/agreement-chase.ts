import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { agreementChase, isReminder, isSummary } from '../../jobs/agreement-chase';
import type { TemplateWorld } from '../../jobs/world';
import type { ReceivedMail } from '../../mailbox';
import { openWide, shootCanvas } from '../canvas';
import { shootMail } from './mail';

const WIDTH = 720;

/** The canvas, a reminder, and the summary for the team. */
export async function pictureAgreementChase(
	world: TemplateWorld,
	browser: Browser,
	folder: string,
): Promise<void> {
	const page = await openWide(browser, world.n8n);
	const { url } = world.templates['agreement-chase'];
	await shootCanvas(page, url, join(folder, 'agreement-chase.png'));
	await page.close();
	await agreementChase.run(world);
	const hasLink = (mail: ReceivedMail) => isReminder(mail) && mail.text.includes('open the link');
	await shootMail(browser, world, hasLink, {
		width: WIDTH,
		path: join(folder, 'agreement-chase-result.png'),
	});
	await shootMail(browser, world, isSummary, {
		width: WIDTH,
		path: join(folder, 'agreement-chase-summary.png'),
	});
}
