import { existsSync } from 'node:fs';
import path from 'node:path';

import { PackageDirectoryLoader } from 'n8n-core';

import { completeCredentialType } from './version';

/** Where the node classes come from: the TypeScript sources, or what `npm run build` made of them. */
export type PackageForm = 'source' | 'dist';

export const PACKAGE_DIRECTORY = path.resolve(__dirname, '../../..');

/**
 * n8n's package loader, pointed at the sources. package.json names the built files; each is looked
 * up where it was built from.
 */
class SourceDirectoryLoader extends PackageDirectoryLoader {
	protected override resolvePath(file: string): string {
		const built = super.resolvePath(file);
		const source = path.resolve(this.directory, path.relative('dist', file));
		if (!file.startsWith('dist/')) return built;
		return source.endsWith('.js') ? source.replace(/\.js$/, '.ts') : source;
	}
}

/**
 * Loads every node and credential that the package.json of `directory` names, the way n8n does at
 * start, with the domain restriction fields that n8n then adds to each credential.
 */
export async function loadPackage(
	form: PackageForm,
	directory: string,
): Promise<PackageDirectoryLoader> {
	if (form === 'dist' && !existsSync(path.join(directory, 'dist'))) {
		throw new Error('There is no dist folder: run `npm run build` first.');
	}
	const Loader = form === 'source' ? SourceDirectoryLoader : PackageDirectoryLoader;
	const loader = new Loader(directory);
	await loader.loadAll();
	for (const { type } of Object.values(loader.credentialTypes)) {
		completeCredentialType(type);
	}
	return loader;
}
