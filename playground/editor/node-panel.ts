import type { Locator, Page } from 'playwright-core';

const NO_BREAK_SPACE = '\u00a0';

/**
 * What a person does in the panel in which a node is set up. Fields go by the names under which
 * workflows save them, entries of lists by the text that is shown.
 */
export function nodePanel(page: Page) {
	const shown = (testId: string) => page.getByTestId(testId).filter({ visible: true });
	const input = (field: string) => shown(`parameter-input-${field}`);
	const option = (text: string) => page.getByRole('option', { name: text }).first();

	return {
		async chooseCredential(name: string): Promise<void> {
			await shown('node-credentials-select').click();
			await option(name).click();
		},
		/** Opens the list of a resource locator; gives its entries once n8n has loaded them. */
		async openList(field: string): Promise<Locator> {
			await shown(`resource-locator-${field}`).getByTestId('rlc-input').click();
			await shown('rlc-item').first().waitFor();
			return shown('rlc-item');
		},
		/** Opens the list of a resource locator that cannot be loaded; gives what is said instead. */
		async openFailingList(field: string): Promise<Locator> {
			await shown(`resource-locator-${field}`).getByTestId('rlc-input').click();
			return shown('rlc-error-container');
		},
		/** Types into the search of the open list. */
		async search(text: string): Promise<void> {
			await shown('rlc-search').fill(text);
		},
		/** Takes an entry of the open list of a resource locator. */
		async pick(text: string): Promise<void> {
			await shown('rlc-item').filter({ hasText: text }).click();
		},
		/** Opens the list of a field without search; gives its entries. */
		async openOptions(field: string): Promise<Locator> {
			await input(field).click();
			const options = page.getByRole('option').filter({ visible: true });
			await options.first().waitFor();
			return options;
		},
		/** Takes an entry of a list in which several can be taken, and closes the list. */
		async pickOption(text: string): Promise<void> {
			await option(text).click();
			await page.keyboard.press('Escape');
			await option(text).waitFor({ state: 'hidden' });
		},
		/** Adds an entry to the collection at the end of the parameters. */
		async addOption(text: string): Promise<void> {
			await shown('collection-parameter-add').click();
			await option(text).click();
		},
		async toggle(field: string): Promise<void> {
			await input(field).locator('.el-switch').click();
		},
		async closeList(): Promise<void> {
			await page.keyboard.press('Escape');
		},
		/** Runs the node and gives its output items; fails when n8n does not report success. */
		async execute(): Promise<unknown> {
			await shown('node-execute-button').click();
			const report = page.locator('.el-notification').filter({ hasText: 'executed successfully' });
			await report.waitFor();
			await report.locator('.el-notification__closeBtn').click();
			await report.waitFor({ state: 'hidden' });
			const output = shown('output-panel');
			await output.getByTestId('radio-button-json').click();
			const json = (await output.locator('.vjs-tree').textContent()) ?? '';
			return JSON.parse(json.replaceAll(NO_BREAK_SPACE, ' '));
		},
		/** Shows the output as fields to drag. */
		async showSchema(): Promise<void> {
			await shown('output-panel').getByTestId('radio-button-schema').click();
		},
	};
}

export type NodePanel = ReturnType<typeof nodePanel>;
