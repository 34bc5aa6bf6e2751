import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { FORM_LOGIN } from '../../credentials';
import { joinerAndLeaver, LEAVER } from '../../jobs/joiner-and-leaver';
import { runJob } from '../../jobs/run-job';
import type { TemplateWorld } from '../../jobs/world';
import { shootMail } from './mail';

/** The form of a leaver, filled in, and the e-mail that says what was taken. */
export async function pictureJoinerAndLeaver(
	world: TemplateWorld,
	browser: Browser,
	folder: string,
): Promise<void> {
	const form = await browser.newPage({
		viewport: { width: 720, height: 440 },
		httpCredentials: { username: FORM_LOGIN.user, password: FORM_LOGIN.password },
	});
	await form.goto(`${world.n8n.url}/form/leaver`);
	for (const [label, text] of Object.entries(LEAVER)) await form.getByLabel(label).fill(text);
	await form.screenshot({ path: join(folder, 'joiner-and-leaver-form.png') });
	await form.close();

	await runJob(joinerAndLeaver, world);
	await shootMail(browser, world, ({ subject }) => subject.startsWith('Licenses taken'), {
		width: 720,
		path: join(folder, 'joiner-and-leaver-result.png'),
	});
}
