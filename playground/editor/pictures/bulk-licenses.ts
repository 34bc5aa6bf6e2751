import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { bulkLicenses } from '../../jobs/bulk-licenses';
import { runJob } from '../../jobs/run-job';
import type { TemplateWorld } from '../../jobs/world';
import { shootMail } from './mail';

/** The e-mail with the plan, and the one with the result. */
export async function pictureBulkLicenses(
	world: TemplateWorld,
	browser: Browser,
	folder: string,
): Promise<void> {
	await runJob(bulkLicenses, world);
	await shootMail(browser, world, ({ subject }) => subject.startsWith('Licenses to approve'), {
		width: 720,
		path: join(folder, 'bulk-licenses-result.png'),
	});
	await shootMail(browser, world, ({ subject }) => subject.startsWith('Licenses changed'), {
		width: 1000,
		path: join(folder, 'bulk-licenses-report.png'),
	});
}
