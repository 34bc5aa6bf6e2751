import type { Locator, Page } from 'playwright-core';

const NO_BREAK_SPACE = '\u00a0';

/**
 * What a person does in the panel in which a node is set up. Fields go by the names under which
 * workflows save them, entries of lists by the text that is shown. A list with search belongs to a
 * resource locator; options are a list without.
 */
export function nodePanel(page: Page) {
	const shown = (testId: string) => page.getByTestId(testId).filter({ visible: true });
	const entries = shown('rlc-item');
	const locator = (field: string) => shown(`resource-locator-${field}`).getByTestId('rlc-input');
	const options = page.getByRole('option').filter({ visible: true });
	const option = (text: string) => options.filter({ hasText: text });
	const input = (field: string) => shown(`parameter-input-${field}`);
	const output = shown('output-panel');

	return {
		async chooseCredential(name: string): Promise<void> {
			await shown('node-credentials-select').click();
			await option(name).click();
		},
		/** Opens a list with search; gives its entries once n8n has loaded them. */
		async openList(field: string): Promise<string[]> {
			await locator(field).click();
			await entries.first().waitFor();
			return await entries.allInnerTexts();
		},
		/** Types into the search of the open list; gives the entries that were found. */
		async search(text: string): Promise<string[]> {
			const answer = page.waitForResponse((response) =>
				Boolean(
					response
						.request()
						.postData()
						?.includes(`"filter":${JSON.stringify(text)}`),
				),
			);
			await shown('rlc-search').fill(text);
			const { data } = (await (await answer).json()) as { data: { results: unknown[] } };
			await entries.nth(data.results.length - 1).waitFor();
			await entries.nth(data.results.length).waitFor({ state: 'detached' });
			return await entries.allInnerTexts();
		},
		/** Whether the first entry of the open list can be read to its end. */
		async isReadable(): Promise<boolean> {
			const text = entries.first().locator('span').first();
			return await text.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth);
		},
		/** Takes an entry of the open list. */
		async pick(text: string): Promise<void> {
			await entries.filter({ hasText: text }).click();
		},
		async closeList(): Promise<void> {
			await page.keyboard.press('Escape');
			await shown('rlc-search').waitFor({ state: 'hidden' });
		},
		/** Opens a list with search that cannot be loaded; gives what is said instead. */
		async openFailingList(field: string): Promise<string> {
			await locator(field).click();
			return await shown('rlc-error-container').innerText();
		},
		/** Opens a list of options; gives them. */
		async openOptions(field: string): Promise<string[]> {
			await scrollToCenter(input(field)); // where the options do not cover the field's name
			await input(field).click();
			await options.first().waitFor();
			return await options.allInnerTexts();
		},
		/** Takes one of the open options of which several can be taken, and closes them. */
		async pickOption(text: string): Promise<void> {
			await option(text).click();
			await page.keyboard.press('Escape');
			await options.first().waitFor({ state: 'hidden' });
		},
		/** Points at the warning sign of a field; gives what n8n has to say. */
		async readWarning(field: string): Promise<string> {
			await input(field).getByTestId('parameter-issues').locator('svg').hover();
			return await page.getByText('Issues:').locator('..').innerText();
		},
		/** Adds an entry to the collection at the end of the parameters. */
		async addOption(text: string): Promise<void> {
			await shown('collection-parameter-add').click();
			await option(text).click();
		},
		async toggle(field: string): Promise<void> {
			await input(field).locator('.el-switch').click();
		},
		/** Runs the node and gives its output items; fails when n8n does not report success. */
		async execute(): Promise<unknown> {
			await shown('node-execute-button').click();
			const report = page.locator('.el-notification').filter({ hasText: 'executed successfully' });
			await report.waitFor();
			await report.locator('.el-notification__closeBtn').click();
			await report.waitFor({ state: 'hidden' });
			await output.getByTestId('radio-button-json').click();
			const json = (await output.locator('.vjs-tree').textContent()) ?? '';
			return JSON.parse(json.replaceAll(NO_BREAK_SPACE, ' '));
		},
		/** Closes the panel and opens it again: only then n8n warns of what is wrong in a new node. */
		async reopen(): Promise<void> {
			await page.getByTestId('ndv-close-button').click();
			await page.getByTestId('canvas-node').last().dblclick();
			await shown('node-parameters').waitFor();
		},
		/** Shows the output as fields to drag. */
		async showSchema(): Promise<void> {
			await output.getByTestId('radio-button-schema').click();
		},
	};
}

/** Scrolls what a person is about to use to where it is seen best. */
export async function scrollToCenter(target: Locator): Promise<void> {
	await target.evaluate((element) => {
		element.scrollIntoView({ block: 'center' });
	});
}

export type NodePanel = ReturnType<typeof nodePanel>;
