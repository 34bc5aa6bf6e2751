import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { agreementSigned } from '../../jobs/agreement-signed';
import type { TemplateWorld } from '../../jobs/world';
import { shootMail } from './mail';

/** What sales is told. */
export async function pictureAgreementSigned(
	world: TemplateWorld,
	browser: Browser,
	folder: string,
): Promise<void> {
	await agreementSigned.run(world);
	await shootMail(browser, world, ({ subject }) => subject.includes('has signed the'), {
		width: 720,
		path: join(folder, 'agreement-signed-result.png'),
	});
}
