import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { agreementSigned } from '../../jobs/agreement-signed';
import { runJob } from '../../jobs/run-job';
import type { TemplateWorld } from '../../jobs/world';
import { shootMail } from './mail';

/** What sales is told. */
export async function pictureAgreementSigned(
	world: TemplateWorld,
	browser: Browser,
	folder: string,
): Promise<void> {
	await runJob(agreementSigned, world);
	await shootMail(browser, world, ({ subject }) => subject.includes('has signed the'), {
		width: 720,
		path: join(folder, 'agreement-signed-result.png'),
	});
}
