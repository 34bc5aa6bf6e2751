/**
 * `npm run dev`: a real n8n with this package, its templates and the sandbox. What is saved in `nodes`,
 * `credentials` and `icons` is in n8n a moment later, which also tells editors that are open.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startTemplateWorld } from './jobs/world';
import { type N8nSettings, OWNER, type RunningN8n } from './n8n';
import { withProgress } from './progress';
import { type Rebuilt, rebuildOnSave } from './rebuild';

/**
 * n8n's own reload: it watches the folders of packages that it has loaded. The package lies where n8n's
 * installer puts it, so its nodes have the names that users save; a folder of custom nodes would
 * call them `CUSTOM.…`.
 */
const RELOAD: N8nSettings = { N8N_DEV_RELOAD: 'true' };

const LOOK_EVERY_MS = 50;
const TAKEN_LIMIT_MS = 20_000;

async function main(): Promise<void> {
	const { n8n, sandbox, mailboxPage } = await startTemplateWorld({}, RELOAD);
	const compiler = await withProgress('Compile, and wait for changes', async () => {
		const before = await n8n.api.tagNodeTypes();
		const running = await rebuildOnSave(join(n8n.packageFolder, 'dist'), {
			rebuilt: (what) => void tellWhenSeen(n8n, what),
			refused: (words) => say(`Does not compile; n8n keeps what it has:\n${words}`),
		});
		// What was just compiled is what n8n has, and has it reload nevertheless.
		await untilTaken(n8n, before);
		return running;
	});
	console.log(`
  n8n editor   ${n8n.url}
  log in as    ${OWNER.email}   password ${OWNER.password}
  sandbox      ${sandbox.url}   (faults on order: docs/sandbox.md)
  mailbox      ${mailboxPage.url}

Save a file in nodes, credentials or icons. Ctrl-C ends everything and removes its data.
`);
	const ended = [n8n.ended.then(() => 'n8n'), compiler.ended.then(() => 'The compiler')];
	throw new Error(`${await Promise.race(ended)} has ended by itself.\n${n8n.log()}`);
}

/** Says how long it took from a save until n8n has what was rebuilt. */
async function tellWhenSeen(n8n: RunningN8n, { files, savedAt }: Rebuilt): Promise<void> {
	const name = files.length > 1 ? `${files[0]} and ${files.length - 1} more` : files[0];
	const isTaken = await untilTaken(n8n, await n8n.api.tagNodeTypes());
	const seconds = ((Date.now() - savedAt) / 1_000).toFixed(1);
	if (isTaken) say(`${name}: in n8n ${seconds} s after it was saved`);
	else say(`${name}: not in n8n after ${seconds} s\n${n8n.log()}`);
}

/**
 * Waits until n8n has reloaded, and tells whether it has. It writes the list of its nodes anew at every
 * reload; the list is whole when it no longer changes.
 */
async function untilTaken({ api }: RunningN8n, before: string | null): Promise<boolean> {
	const giveUpAt = Date.now() + TAKEN_LIMIT_MS;
	let previous;
	let latest = before;
	while (latest === before || latest !== previous) {
		if (Date.now() > giveUpAt) return false;
		await sleep(LOOK_EVERY_MS);
		previous = latest;
		latest = await api.tagNodeTypes();
	}
	return true;
}

function say(text: string): void {
	console.log(`${new Date().toTimeString().slice(0, 8)}  ${text}`);
}

// Everything on a leash (n8n, its data, the compiler) ends with this process.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => process.exit(0));
}
main().catch((error: unknown) => {
	console.error(`\n${error instanceof Error ? error.message : String(error)}`);
	process.exit(1);
});
