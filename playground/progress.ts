const TERMINAL_REFRESH_MS = 1_000;
const LOG_REFRESH_MS = 15_000;

/**
 * Does one step of something long and tells how it goes: what is done, and for how many seconds.
 * In a terminal the line is rewritten every second; in a log a new one comes now and then.
 */
export async function withProgress<T>(what: string, step: () => Promise<T>): Promise<T> {
	const startedAt = Date.now();
	const inTerminal = process.stdout.isTTY === true;
	const tell = (state: string) => {
		const seconds = Math.round((Date.now() - startedAt) / 1_000);
		const line = `  ${what} ${state} ${seconds} s`;
		process.stdout.write(inTerminal ? `\r\x1b[K${line}` : `${line}\n`);
	};
	tell('...');
	const timer = setInterval(() => tell('...'), inTerminal ? TERMINAL_REFRESH_MS : LOG_REFRESH_MS);
	try {
		const result = await step();
		tell('done,');
		return result;
	} catch (error) {
		tell('FAILED after');
		throw error;
	} finally {
		clearInterval(timer);
		if (inTerminal) process.stdout.write('\n');
	}
}
