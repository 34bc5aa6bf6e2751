import { existsSync, watch } from 'node:fs';
import { copyFile, mkdir, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { type RunningCommand, startCommand } from './command';

const ROOT = join(__dirname, '..');
const TSC = require.resolve('typescript/bin/tsc');

/** What the compiler says of one file that it has written. */
const WRITTEN = /^TSFILE: (.+)\.js$/;
const COMPILED = /Found (\d+) errors?\. Watching/;
/** Said when a file has changed, and when it has begun to watch. */
const BEGINS = /Starting (?:incremental )?compilation/;

/** Folders whose icons, search words and output schemas are copied as they are. */
const ASSET_FOLDERS = ['icons', 'nodes'];
const ASSET = /\.(?:svg|json)$/;

export interface Rebuilt {
	/** The files that were built anew, as they lie in the project. */
	files: string[];
	/** When the latest of them was saved, in milliseconds. */
	savedAt: number;
}

export interface Listener {
	rebuilt(what: Rebuilt): void;
	/** What does not compile, in the compiler's words. Nothing is built until it does. */
	refused(words: string): void;
}

/**
 * Builds what is saved in `nodes`, `credentials` and `icons` into a folder, from now on. Settles when
 * all of it has been built once.
 */
export async function rebuildOnSave(dist: string, listener: Listener): Promise<RunningCommand> {
	const compiler = await startCompiler(dist, listener);
	for (const folder of ASSET_FOLDERS) {
		watch(join(ROOT, folder), { recursive: true }, (_event, name) => {
			if (name === null || !ASSET.test(name)) return;
			void copyAsset(join(folder, name), dist, listener);
		});
	}
	return compiler;
}

/** Starts the TypeScript compiler, which goes on to watch, and waits for its first result. */
async function startCompiler(dist: string, listener: Listener): Promise<RunningCommand> {
	return await new Promise((resolve) => {
		let isFirst = true;
		let lines: string[] = [];
		const onLine = (line: string) => {
			if (BEGINS.test(line)) lines = [];
			else if (line !== '') lines.push(line);
			const [, errors] = COMPILED.exec(line) ?? [];
			if (errors === undefined) return;
			const files = lines.flatMap((text) => sourceOf(text, dist) ?? []);
			if (errors !== '0') listener.refused(lines.slice(0, -1).join('\n'));
			else if (!isFirst && files.length > 0) void tell(files, listener);
			if (isFirst) resolve(compiler);
			isFirst = false;
		};
		const watching = ['--watch', '--preserveWatchOutput', '--noEmitOnError', '--listEmittedFiles'];
		const compilerArguments = [TSC, ...watching, '--pretty', 'false', '--outDir', dist];
		const compiler = startCommand(process.execPath, compilerArguments, { cwd: ROOT, onLine });
	});
}

function sourceOf(line: string, dist: string): string | undefined {
	const [, written] = WRITTEN.exec(line) ?? [];
	return written && `${relative(dist, written)}.ts`;
}

async function copyAsset(file: string, dist: string, listener: Listener): Promise<void> {
	const source = join(ROOT, file);
	if (!existsSync(source)) return;
	const copy = join(dist, file);
	await mkdir(dirname(copy), { recursive: true });
	await copyFile(source, copy);
	await tell([file], listener);
}

async function tell(files: string[], listener: Listener): Promise<void> {
	const times = await Promise.all(
		files.map(async (file) => (await stat(join(ROOT, file))).mtimeMs),
	);
	listener.rebuilt({ files, savedAt: Math.max(...times) });
}
