/** The second part of `npm run screenshots`: takes the pictures of the docs that show the templates. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startTemplateWorld } from '../jobs/world';
import { openBrowser } from './browser';
import { pictureAgreementChase } from './pictures/agreement-chase';
import { pictureAgreementSigned } from './pictures/agreement-signed';
import { pictureBulkLicenses } from './pictures/bulk-licenses';
import { pictureComplianceReport } from './pictures/compliance-report';
import { pictureCustomerOnboarding } from './pictures/customer-onboarding';
import { pictureJoinerAndLeaver } from './pictures/joiner-and-leaver';
import { pictureShared } from './pictures/shared';

const IMAGES = join(__dirname, '..', '..', 'docs', 'images', 'templates');
const PICTURES = [
	pictureShared,
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
	for (const picture of PICTURES) await picture(world, browser, IMAGES);
	await browser.close();
	await world.stop();
}

main().catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
