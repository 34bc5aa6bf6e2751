import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface ChildOptions {
	/** The Node program that runs it. */
	node: string;
	/** Options for Node itself. */
	nodeArguments?: string[];
	programArguments?: string[];
}

/**
 * Starts a TypeScript file of this folder as a process. A channel connects both: what the child
 * sends comes as messages, and when this process ends, the child gets `disconnect` and ends too.
 */
export function startChild(file: string, options: ChildOptions): ChildProcess {
	const { node, nodeArguments = [], programArguments = [] } = options;
	return fork(join(__dirname, file), programArguments, {
		execPath: node,
		execArgv: [...nodeArguments, '--import', 'tsx'],
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
	});
}

/**
 * The next message of a child.
 * @throws Error when the child ends instead.
 */
export async function nextMessage<T>(child: ChildProcess): Promise<T> {
	const stop = new AbortController();
	const message = once(child, 'message', stop).then(([value]) => value as T);
	const end = once(child, 'exit', stop).then(([code]) => {
		throw new Error(`A process of the benchmark ended with exit code ${String(code)}`);
	});
	try {
		return await Promise.race([message, end]);
	} finally {
		stop.abort();
		await Promise.allSettled([message, end]);
	}
}
