import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** How much of a command's latest output is kept, for the message when it fails. */
const KEPT_OUTPUT_CHARACTERS = 50_000;
const SHOWN_OUTPUT_LINES = 25;

export interface CommandOptions {
	cwd?: string;
	/** The whole environment of the command; this process's own when left out. */
	env?: NodeJS.ProcessEnv;
	/** A folder to remove when the command has ended. */
	folder?: string;
	/** Gets what the command prints, line by line. */
	onLine?: (line: string) => void;
}

export interface RunningCommand {
	/** Settles with the exit code once the command and all that it started have ended. */
	ended: Promise<number>;
	/** What it printed, the latest part. */
	output(): string;
	/** Ends it, and waits for that. */
	stop(): Promise<void>;
}

/** Starts a command that ends with this process at the latest, however this process ends. */
export function startCommand(
	command: string,
	commandArguments: string[],
	{ cwd, env, folder = '', onLine }: CommandOptions = {},
): RunningCommand {
	const leash = spawnLeash([folder, command, ...commandArguments], { cwd, env });
	let kept = '';
	const keep = (chunk: Buffer) => {
		kept = (kept + chunk.toString()).slice(-KEPT_OUTPUT_CHARACTERS);
	};
	leash.stdout?.on('data', keep);
	leash.stderr?.on('data', keep);
	if (onLine && leash.stdout) createInterface({ input: leash.stdout }).on('line', onLine);
	const ended = endOf(leash);
	return {
		ended,
		output: () => kept,
		async stop() {
			leash.stdin?.end();
			await ended;
		},
	};
}

/** A command that can be ended and started again. */
export interface RestartableCommand extends RunningCommand {
	/** Ends it, does something while it is down, and starts it again. */
	restart(whileDown?: () => void): Promise<void>;
}

/** Starts a command that can be started again. Its `ended` goes on over a restart. */
export function startRestartable(start: () => RunningCommand): RestartableCommand {
	let running = start();
	let restarting: Promise<void> | undefined;
	const watch = async (): Promise<number> => {
		const exitCode = await running.ended;
		if (!restarting) return exitCode;
		await restarting;
		return await watch();
	};
	return {
		ended: watch(),
		output: () => running.output(),
		stop: async () => await running.stop(),
		async restart(whileDown) {
			restarting = running.stop().then(() => {
				whileDown?.();
				running = start();
				restarting = undefined;
			});
			await restarting;
		},
	};
}

/**
 * Runs a command to its end and gives what it printed.
 * @throws Error with the last lines that it printed, when its exit code is not 0.
 */
export async function runCommand(
	command: string,
	commandArguments: string[],
	options: CommandOptions = {},
): Promise<string> {
	const running = startCommand(command, commandArguments, options);
	const exitCode = await running.ended;
	if (exitCode === 0) return running.output();
	throw new Error(
		`"${[command, ...commandArguments].join(' ')}" ended with exit code ${exitCode}:\n` +
			lastLines(running.output()),
	);
}

/** A new folder that is gone once this process has ended, and on `remove`. */
export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
	// The real path, by which Node.js knows the modules in it: on macOS the other one is a link.
	const path = await mkdtemp(join(await realpath(tmpdir()), 'n8n-playground-'));
	const leash = spawnLeash([path]);
	const ended = endOf(leash);
	return {
		path,
		async remove() {
			leash.stdin?.end();
			await ended;
		},
	};
}

export function lastLines(output: string): string {
	return output.trimEnd().split('\n').slice(-SHOWN_OUTPUT_LINES).join('\n');
}

function spawnLeash(
	leashArguments: string[],
	options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): ChildProcess {
	// Detached: what ends us by our process group must not end the leash before it has cleaned up.
	return spawn(process.execPath, [join(__dirname, 'leash.mjs'), ...leashArguments], {
		...options,
		detached: true,
		stdio: ['pipe', 'pipe', 'pipe'],
	});
}

function endOf(child: ChildProcess): Promise<number> {
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (exitCode) => resolve(exitCode ?? 1));
	});
}
