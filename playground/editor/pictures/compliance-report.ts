import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { complianceReport } from '../../jobs/compliance-report';
import type { TemplateWorld } from '../../jobs/world';
import { openWide, shootCanvas } from '../canvas';
import { shootMail } from './mail';

const PHONE_WIDTH = 390;

/** The canvas, and the report as a phone shows it. */
export async function pictureComplianceReport(
	world: TemplateWorld,
	browser: Browser,
	folder: string,
): Promise<void> {
	const page = await openWide(browser, world.n8n);
	const { url } = world.templates['compliance-report'];
	await shootCanvas(page, url, join(folder, 'compliance-report.png'));
	await page.close();
	await complianceReport.run(world);
	await shootMail(browser, world, ({ subject }) => subject.startsWith('Compliance'), {
		width: PHONE_WIDTH,
		path: join(folder, 'compliance-report-result.png'),
	});
}
