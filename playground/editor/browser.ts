import { existsSync } from 'node:fs';
import { chromium, selectors, type Browser, type Page } from 'playwright-core';
import { OWNER, type RunningN8n } from '../n8n';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Starts the machine's own Chromium; the environment variable CHROMIUM names another one. */
export async function openBrowser(): Promise<Browser> {
	const executablePath = process.env.CHROMIUM ?? BROWSERS.find((path) => existsSync(path));
	if (!executablePath) {
		throw new Error('No Chromium found. Debian, Ubuntu: apt-get install chromium fonts-liberation');
	}
	selectors.setTestIdAttribute('data-test-id');
	return await chromium.launch({
		executablePath,
		// The sandbox of Chromium does not work for root, which is who runs it in containers.
		args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
	});
}

/** Opens the editor and logs in as the owner. */
export async function logIn(browser: Browser, n8n: RunningN8n): Promise<Page> {
	const page = await browser.newPage({ viewport: { width: 1440, height: 810 } });
	await page.goto(`${n8n.url}/signin`);
	await page.locator('input[name="emailOrLdapLoginId"]').fill(OWNER.email);
	await page.locator('input[name="password"]').fill(OWNER.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL((url) => !url.pathname.startsWith('/signin'));
	return page;
}
