import { startSandbox, type Sandbox } from '../sandbox';
import { temporaryFolder } from './command';
import { type InstalledN8n, installN8n } from './install';
import { startMailbox, type Mailbox } from './mailbox';
import { type N8nSettings, startN8n, type RunningN8n } from './n8n';
import { type PackedPackage, packPackage } from './package';
import { withProgress } from './progress';

export interface World {
	sandbox: Sandbox;
	mailbox: Mailbox;
	n8n: RunningN8n;
	stop(): Promise<void>;
}

/** Names the environment variable that has a PackedPackage as JSON, where one is packed already. */
export const PACKED_PACKAGE = 'PACKED_PACKAGE';

/**
 * Starts all that it takes to watch the package at work: the sandbox, a mail server, a real n8n,
 * which is the playground's own unless one is given.
 */
export async function startWorld(settings?: N8nSettings, given?: InstalledN8n): Promise<World> {
	const installed = given ?? (await installN8n());
	const n8n = await withPackage((packed) =>
		withProgress('Start n8n', () => startN8n(installed, packed, settings)),
	);
	const sandbox = await startSandbox();
	const mailbox = await startMailbox();
	return {
		sandbox,
		mailbox,
		n8n,
		async stop() {
			await n8n.stop();
			await mailbox.close();
			await sandbox.close();
		},
	};
}

/** Does something with the packed package, which is there for that long. */
export async function withPackage<T>(use: (packed: PackedPackage) => Promise<T>): Promise<T> {
	const given = process.env[PACKED_PACKAGE];
	if (given) return await use(JSON.parse(given) as PackedPackage);
	const folder = await temporaryFolder();
	const result = await use(await packPackage(folder.path));
	await folder.remove();
	return result;
}
