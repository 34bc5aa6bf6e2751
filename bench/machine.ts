import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const BYTES_PER_GIGABYTE = 1_024 ** 3;

/** Where and with what the benchmark runs, each as a name and a value. */
export async function describeMachine(
	node: string,
	n8nModules: string,
): Promise<Array<[name: string, value: string]>> {
	const { stdout: nodeVersion } = await promisify(execFile)(node, ['--version']);
	const memory = Math.round(totalmem() / BYTES_PER_GIGABYTE);
	return [
		['Date', new Date().toISOString().slice(0, 10)],
		['Machine', `${cpus().length} × ${cpus()[0]?.model}, ${memory} GB, ${type()} ${process.arch}`],
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
