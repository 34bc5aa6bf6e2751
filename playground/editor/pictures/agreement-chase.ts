import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { agreementChase, isReminder, isSummary } from '../../jobs/agreement-chase';
import { runJob } from '../../jobs/run-job';
import type { TemplateWorld } from '../../jobs/world';
import type { ReceivedMail } from '../../mailbox';
import { shootMail } from './mail';

const WIDTH = 720;

/** A reminder, and the summary for the team. */
export async function pictureAgreementChase(
	world: TemplateWorld,
	browser: Browser,
	folder: string,
): Promise<void> {
	await runJob(agreementChase, world);
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
