import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './command';
import { withProgress } from './progress';

const ROOT = join(__dirname, '..');

/** What n8n's installer runs in the unpacked package. */
const INSTALL_DEPENDENCIES = [
	'install',
	'--audit=false',
	'--fund=false',
	'--bin-links=false',
	'--install-strategy=shallow',
	'--ignore-scripts=true',
	'--package-lock=false',
];

export interface PackedPackage {
	name: string;
	version: string;
	/** Path of the tarball. */
	tarball: string;
}

/** Builds this package and packs it into `folder`, as it would be published. Tells its progress. */
export async function packPackage(folder: string): Promise<PackedPackage> {
	await withProgress('Build and pack this package', async () => {
		await runCommand('npm', ['run', 'build'], { cwd: ROOT });
		await runCommand('npm', ['pack', '--pack-destination', folder], { cwd: ROOT });
	});
	const { name, version } = await readPackageJson(ROOT);
	return { name, version, tarball: join(folder, `${name}-${version}.tgz`) };
}

/**
 * Puts a packed package into n8n's user folder, step by step as n8n's installer of community nodes
 * does, and gives the folder in which it then lies. The installer itself fetches from the public
 * registry alone.
 */
export async function layOutPackage(packed: PackedPackage, userFolder: string): Promise<string> {
	const { name, version, tarball } = packed;
	const nodesFolder = join(userFolder, '.n8n', 'nodes');
	const packageFolder = join(nodesFolder, 'node_modules', name);
	await mkdir(packageFolder, { recursive: true });
	await runCommand('tar', ['-xzf', tarball, '-C', packageFolder, '--strip-components=1']);

	const manifest = await readPackageJson(packageFolder);
	for (const key of ['devDependencies', 'peerDependencies', 'optionalDependencies']) {
		Reflect.deleteProperty(manifest, key);
	}
	await writeJson(join(packageFolder, 'package.json'), manifest);
	await runCommand('npm', INSTALL_DEPENDENCIES, { cwd: packageFolder });
	await writeJson(join(nodesFolder, 'package.json'), {
		name: 'installed-nodes',
		private: true,
		dependencies: { [name]: version },
	});
	return packageFolder;
}

interface PackageJson extends Record<string, unknown> {
	name: string;
	version: string;
}

async function readPackageJson(folder: string): Promise<PackageJson> {
	return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as PackageJson;
}

async function writeJson(path: string, content: unknown): Promise<void> {
	await writeFile(path, JSON.stringify(content, null, 2));
}
