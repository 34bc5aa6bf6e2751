/** A terminal to talk to: lines out, answers in, secrets without an echo. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { Stopped } from './stopped';

export interface Terminal {
	say(text: string): void;
	/** Rejects with `Stopped` when the signal fires, or when nobody can answer any more. */
	ask(question: string): Promise<string>;
	/** What is typed does not show. */
	askSecret(question: string): Promise<string>;
	close(): void;
}

export interface Streams {
	input: NodeJS.ReadableStream;
	output: Writable & { isTTY?: boolean };
	/** Ends a question; Ctrl+C in a question fires it through `interrupt`. */
	signal: AbortSignal;
	interrupt: () => void;
}

export function openTerminal({ input, output, signal, interrupt }: Streams): Terminal {
	let isMuted = false;
	// What a line editor echoes goes through here.
	const echo = new Writable({
		write(chunk: Buffer, _encoding, done) {
			if (!isMuted) output.write(chunk);
			done();
		},
	});
	const terminal = output.isTTY ?? false;
	// Without history, or the next question would offer the secret.
	const lines = createInterface({ input, output: echo, terminal, historySize: 0 });
	lines.on('SIGINT', interrupt);
	const ended = new AbortController();
	lines.once('close', () => ended.abort());

	async function ask(question: string): Promise<string> {
		try {
			const either = AbortSignal.any([signal, ended.signal]);
			return await lines.question(question, { signal: either });
		} catch {
			signal.throwIfAborted();
			throw new Stopped('there is nobody to answer');
		}
	}

	return {
		say: (text) => void output.write(`${text}\n`),
		ask,
		async askSecret(question) {
			output.write(question);
			isMuted = true;
			try {
				return await ask('');
			} finally {
				isMuted = false;
				output.write('\n');
			}
		},
		close: () => lines.close(),
	};
}
