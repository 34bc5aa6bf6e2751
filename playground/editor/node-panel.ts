import type { Locator, Page } from 'playwright-core';

const NO_BREAK_SPACE = '\u00a0';
const LOADING_MS = 3_000;
/** Pixels, for the longest output. */
const TALL = 4_000;
const RENDER_MS = 500;

const yes = () => true;
const no = () => false;

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

	const closeOptions = async () => {
		await page.keyboard.press('Escape');
		await options.first().waitFor({ state: 'hidden' });
	};

	/** Runs the node; fails when n8n does not report success. */
	const run = async () => {
		await shown('node-execute-button').click();
		const report = page.locator('.el-notification').filter({ hasText: 'executed successfully' });
		await report.waitFor();
		await report.locator('.el-notification__closeBtn').click();
		await report.waitFor({ state: 'hidden' });
	};

	return {
		/** Opens the panel of a node on the canvas. */
		async open(nodeName: string): Promise<void> {
			const node = page.locator(`[data-test-id="canvas-node"][data-node-name="${nodeName}"]`);
			await node.dblclick();
			await shown('node-parameters').waitFor();
		},
		async close(): Promise<void> {
			await page.getByTestId('ndv-close-button').click();
			await shown('node-parameters').waitFor({ state: 'hidden' });
		},
		/** The expression that a field holds; empty when it holds none. */
		async readExpression(field: string): Promise<string> {
			const editor = input(field).locator('.cm-content');
			return (await editor.count()) === 0 ? '' : await editor.innerText();
		},
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
		/** What has been chosen, as it is shown. */
		async readChoice(field: string): Promise<string> {
			return await locator(field).inputValue();
		},
		/** Writes an id in place of a choice. */
		async writeId(field: string, id: string): Promise<void> {
			await shown(`resource-locator-${field}`).getByTestId('rlc-mode-selector').click();
			await option('By ID').click();
			await locator(field).fill(id);
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
			// A list that is being loaded does not open.
			const timeout = LOADING_MS;
			const isOpen = await options.first().waitFor({ timeout }).then(yes, no);
			if (!isOpen) await input(field).click();
			await options.first().waitFor();
			return await options.allInnerTexts();
		},
		/** Takes one of the open options of which several can be taken, and closes them. */
		async pickOption(text: string): Promise<void> {
			await option(text).click();
			await closeOptions();
		},
		/** Takes the one of the open options that a field holds; they close by themselves. */
		async chooseOption(text: string): Promise<void> {
			await option(text).click();
			await options.first().waitFor({ state: 'hidden' });
		},
		closeOptions,
		/** Points at the warning sign of a field; gives what n8n has to say. */
		async readWarning(field: string): Promise<string> {
			await input(field).getByTestId('parameter-issues').locator('svg').hover();
			return await page.getByText('Issues:').locator('..').innerText();
		},
		/** Adds an entry to the first collection of the parameters. */
		async addFilter(text: string): Promise<void> {
			await shown('collection-parameter-add').first().click();
			await option(text).click();
		},
		/** Adds an entry to the collection at the end of the parameters. */
		async addOption(text: string): Promise<void> {
			await shown('collection-parameter-add').last().click();
			await option(text).click();
		},
		async toggle(field: string): Promise<void> {
			await input(field).locator('.el-switch').click();
		},
		run,
		/** Runs the node and gives its output items, of which there must be few enough to be seen. */
		async execute(): Promise<unknown> {
			await run();
			await output.getByTestId('radio-button-json').click();
			// Of a long output n8n renders what fits on the screen.
			const screen = page.viewportSize() ?? { width: 1440, height: 810 };
			await page.setViewportSize({ ...screen, height: TALL });
			await page.waitForTimeout(RENDER_MS);
			const json = (await output.locator('.vjs-tree').textContent()) ?? '';
			await page.setViewportSize(screen);
			return JSON.parse(json.replaceAll(NO_BREAK_SPACE, ' '));
		},
		/** Runs the node, which fails; gives the message in the output. */
		async executeInVain(): Promise<string> {
			await shown('node-execute-button').click();
			return await output.locator('[data-test-id="node-error-message"]').innerText();
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
