import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { agreementSigned } from '../../jobs/agreement-signed';
import type { TemplateWorld } from '../../jobs/world';
import { openWide, shootCanvas } from '../canvas';
import { shootMail } from './mail';

/** The canvas, and what sales is told. */
export async function pictureAgreementSigned(
	world: TemplateWorld,
	browser: Browser,
	folder: string,
): Promise<void> {
	const page = await openWide(browser, world.n8n);
	const { url } = world.templates['agreement-signed'];
	await shootCanvas(page, url, join(folder, 'agreement-signed.png'));
	await page.close();
	await agreementSigned.run(world);
	await shootMail(browser, world, ({ subject }) => subject.includes('has signed the'), {
		width: 720,
		path: join(folder, 'agreement-signed-result.png'),
	});
}
