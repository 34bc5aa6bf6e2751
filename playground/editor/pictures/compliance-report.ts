import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { complianceReport } from '../../jobs/compliance-report';
import { runJob } from '../../jobs/run-job';
import type { TemplateWorld } from '../../jobs/world';
import { shootMail } from './mail';

const PHONE_WIDTH = 390;

/** The report as a phone shows it. */
export async function pictureComplianceReport(
	world: TemplateWorld,
	browser: Browser,
	folder: string,
): Promise<void> {
	await runJob(complianceReport, world);
	await shootMail(browser, world, ({ subject }) => subject.startsWith('Compliance'), {
		width: PHONE_WIDTH,
		path: join(folder, 'compliance-report-result.png'),
	});
}
