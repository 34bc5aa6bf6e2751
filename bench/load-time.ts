import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const RUNS = 7;

export interface LoadTime {
	/** In an n8n, where n8n-workflow is loaded already. */
	withinN8nMs: number;
	/** With n8n-workflow, from nothing. */
	aloneMs: number;
}

/** The median time to load the built package, each time in a new process. */
export async function measureLoadTime(node: string): Promise<LoadTime> {
	return { withinN8nMs: await median(node, ['warm']), aloneMs: await median(node, []) };
}

async function median(node: string, programArguments: string[]): Promise<number> {
	const times: number[] = [];
	while (times.length < RUNS) {
		const program = join(__dirname, 'load-time.mjs');
		const { stdout } = await promisify(execFile)(node, [program, ...programArguments]);
		times.push(Number(stdout));
	}
	return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? NaN;
}
