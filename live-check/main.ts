/**
 * `npm run live-check`: holds a real CloudCockpit, or the sandbox, against the OpenAPI file.
 *
 *   npm run live-check                reads only
 *   npm run live-check -- --write     also tries changes, each after a yes, and takes them back
 *
 * Ctrl+C stops it, and says what was done.
 */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runCheck } from './check';
import { readSettings } from './settings';
import { Stopped } from './stopped';
import { openTerminal } from './terminal';

const INTERRUPTED = 130;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			write: { type: 'boolean', default: false },
			report: { type: 'string', default: 'live-check-report.md' },
			pause: { type: 'string' },
		},
	});
	if (values.pause !== undefined && !/^\d+$/.test(values.pause)) {
		throw new Stopped(`--pause needs milliseconds, not "${values.pause}"`);
	}
	const controller = new AbortController();
	const { signal } = controller;
	const interrupt = (): void => controller.abort(new Stopped('it was interrupted'));
	process.once('SIGINT', interrupt);
	const { stdin: input, stdout: output } = process;
	const terminal = openTerminal({ input, output, signal, interrupt });
	try {
		const pauseMs = values.pause === undefined ? undefined : Number(values.pause);
		const settings = await readSettings(terminal, process.env, { pauseMs });
		const { journal, report } = await runCheck({
			settings,
			terminal,
			withChanges: values.write,
			signal,
		});
		const file = resolve(values.report);
		await writeFile(file, report);
		const { exchanges, changes, findings, stopped } = journal;
		const done = `${exchanges.length} requests, ${changes.length} changes, ${findings.length} findings.`;
		terminal.say(
			`\n${stopped === undefined ? 'Done' : `Stopped: ${stopped}`}. ${done}\nReport: ${file}`,
		);
		if (stopped !== undefined) process.exitCode = signal.aborted ? INTERRUPTED : 1;
	} finally {
		terminal.close();
	}
}

main().catch((error: unknown) => {
	// Only texts of our own: others may quote what they were given.
	console.error(error instanceof Stopped ? `Stopped: ${error.message}.` : error);
	process.exitCode = 1;
});
