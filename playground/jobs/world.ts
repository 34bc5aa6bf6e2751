import { createCredentials, type WebhookSecret } from '../credentials';
import { type Crm, startCrm } from '../crm';
import { type Directory, startDirectory } from '../directory';
import { type MailboxPage, startMailboxPage } from '../mailbox-page';
import type { N8nSettings } from '../n8n';
import { type LoadedTemplates, loadTemplates, type TemplateChanges } from '../templates';
import { POLL_TIMES } from '../trigger';
import { startWorld, type World } from '../world';
import { JOBS } from './index';

/** What the templates reach: n8n with the package, the sandbox, a mail server, a CRM, a directory. */
export interface Surroundings extends World {
	crm: Crm;
	directory: Directory;
}

export interface TemplateWorld extends Surroundings {
	/** Where a person reads the e-mails. */
	mailboxPage: MailboxPage;
	/** The header that the webhooks ask for. */
	secret: WebhookSecret;
	templates: LoadedTemplates;
}

/**
 * Starts all that the templates need, and imports and publishes them with the settings of their
 * jobs; `settings` adds to these. The CloudCockpit Trigger polls every few seconds.
 */
export async function startTemplateWorld(
	changes?: TemplateChanges,
	ofN8n?: N8nSettings,
): Promise<TemplateWorld> {
	return await addTemplates(await startWorld(ofN8n), changes);
}

/** The same in a world that has started. Stopping it stops that world too. */
export async function addTemplates(
	world: World,
	{ settings = {}, pollTimes = POLL_TIMES }: TemplateChanges = {},
): Promise<TemplateWorld> {
	const crm = await startCrm();
	const mailboxPage = await startMailboxPage(world.mailbox);
	const directory = await startDirectory(world.sandbox);
	const surroundings = { ...world, crm, directory };
	const { n8n, sandbox, mailbox } = world;
	const secret = await createCredentials(n8n, sandbox, mailbox, crm, directory);
	const ofJobs = JOBS.map((job) => [
		job.template,
		{ ...job.settings?.(surroundings), ...settings[job.template] },
	]);
	const templates = await loadTemplates(world.n8n, {
		settings: { ...settings, ...(Object.fromEntries(ofJobs) as TemplateChanges['settings']) },
		pollTimes,
	});
	return {
		...surroundings,
		mailboxPage,
		secret,
		templates,
		async stop() {
			await mailboxPage.close();
			await crm.close();
			await directory.close();
			await world.stop();
		},
	};
}
