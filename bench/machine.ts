import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { loadavg, type } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { describeHardware } from '../playground/hardware';

/** Where and with what the benchmark runs, each as a name and a value. */
export async function describeMachine(
	node: string,
	n8nModules: string,
): Promise<Array<[name: string, value: string]>> {
	const { stdout: nodeVersion } = await promisify(execFile)(node, ['--version']);
	return [
		['Date', new Date().toISOString().slice(0, 10)],
		['Machine', `${describeHardware()}, ${type()} ${process.arch}`],
		['Load of the machine at the end (1 minute)', loadavg()[0]?.toFixed(2) ?? ''],
		['Node.js', nodeVersion.trim()],
		['n8n', await versionOf(join(n8nModules, 'n8n'))],
		['axios', await versionOf(join(__dirname, '..', 'node_modules', 'axios'))],
		['n8n-nodes-cloudcockpit', await versionOf(join(__dirname, '..'))],
	];
}

async function versionOf(folder: string): Promise<string> {
	const manifest = await readFile(join(folder, 'package.json'), 'utf8');
	return (JSON.parse(manifest) as { version: string }).version;
}
