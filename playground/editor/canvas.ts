import type { Browser, Page } from 'playwright-core';
import type { RunningN8n } from '../n8n';
import { logIn } from './browser';

/** The canvas glides to its place. */
const SETTLE_MS = 1_500;
/** What n8n lays over the canvas: menus, buttons, the log. */
const WITHOUT_FRAME = `
	#sidebar, #header, [data-test-id="main-sidebar"], [data-test-id="canvas-controls"],
	[data-test-id="canvas-minimap"], [class*="executionButtons"], [data-test-id="logs-panel"],
	[data-test-id="node-creator"], [class*="nodeButtonsWrapper"], [class*="nodeCreator"], [data-test-id="canvas-handle-plus"],
	[data-test-id="node-buttons-wrapper"], [class*="footer"] { display: none !important; }
`;

/** Logs in at a size in which a whole workflow can be read. */
export async function openWide(browser: Browser, n8n: RunningN8n): Promise<Page> {
	const page = await logIn(browser, n8n);
	await page.setViewportSize({ width: 1800, height: 1000 });
	return page;
}

/** Takes a picture of a whole workflow, zoomed to fit, without n8n's frame around it. */
export async function shootCanvas(page: Page, url: string, path: string): Promise<void> {
	await page.goto(url);
	await page.locator('[data-test-id="canvas-node"]').first().waitFor();
	await page.waitForTimeout(SETTLE_MS);
	await page.keyboard.press('Escape'); // n8n opens its advice for published workflows
	await page.addStyleTag({ content: WITHOUT_FRAME });
	await page.keyboard.press('1'); // zoom to fit
	await page.waitForTimeout(SETTLE_MS);
	await page.screenshot({ path });
}
