/** The second part of `npm run screenshots`: takes the pictures of the docs that show the templates. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startTemplateWorld } from '../jobs/world';
import { TEMPLATES } from '../templates';
import { openBrowser } from './browser';
import { openWide, shootCanvas } from './canvas';
import { pictureAgreementChase } from './pictures/agreement-chase';
import { pictureAgreementSigned } from './pictures/agreement-signed';
import { pictureApproval } from './pictures/approval';
import { pictureBulkLicenses } from './pictures/bulk-licenses';
import { pictureComplianceReport } from './pictures/compliance-report';
import { pictureCustomerOnboarding } from './pictures/customer-onboarding';
import { pictureJoinerAndLeaver } from './pictures/joiner-and-leaver';

const IMAGES = join(__dirname, '..', '..', 'docs', 'images', 'templates');
/** What each template leads to. */
const PICTURES = [
	pictureApproval,
	pictureCustomerOnboarding,
	pictureAgreementChase,
	pictureAgreementSigned,
	pictureBulkLicenses,
	pictureJoinerAndLeaver,
	pictureComplianceReport,
];

async function main(): Promise<void> {
	await mkdir(IMAGES, { recursive: true });
	const browser = await openBrowser();
	const world = await startTemplateWorld();
	const page = await openWide(browser, world.n8n);
	for (const name of TEMPLATES) {
		await shootCanvas(page, world.templates[name].url, join(IMAGES, `${name}.png`));
	}
	await page.close();
	for (const picture of PICTURES) await picture(world, browser, IMAGES);
	await browser.close();
	await world.stop();
}

main().catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
