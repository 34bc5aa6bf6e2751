/** Makes changes, each only after a "yes", and knows at any time what has yet to be put back. */
import type { Call, Send } from '../client';
import { textOf } from '../describe';
import type { Exchange, Journal } from '../journal';
import { Stopped } from '../stopped';
import type { Terminal } from '../terminal';

export interface Change {
	call: Omit<Call, 'why'>;
	/** For the person who says yes: with names. */
	announcement: string;
	/** For the report: without. */
	note: string;
	/** How a person puts it back; it stays in force until `restored` is called. */
	undo?: string;
}

export interface Changer {
	/** Throws `Declined` without a yes, and `Stopped` when the change is not carried out. */
	change(change: Change): Promise<Exchange>;
	/** All is as it was before the changes since the last time. */
	restored(): void;
	/** How to put back what has been changed. */
	readonly toUndo: readonly string[];
}

/** Nobody said yes; nothing was sent. */
export class Declined extends Stopped {
	constructor() {
		super('the next change was not confirmed');
	}
}

/** The change was answered, but not with a success. */
export class Refused extends Stopped {
	constructor(readonly exchange: Exchange) {
		super(`a change was answered with ${exchange.status}`);
	}
}

interface ChangerOptions {
	send: Send;
	journal: Journal;
	terminal: Terminal;
}

export function createChanger({ send, journal, terminal }: ChangerOptions): Changer {
	const undo = new Set<string>();

	return {
		async change({ call, announcement, note, undo: way }) {
			terminal.say(`\nNext change: ${announcement}`);
			const answer = await terminal.ask('Type yes to make it: ');
			if (answer.trim().toLowerCase() !== 'yes') throw new Declined();
			const wasKnown = way === undefined || undo.has(way);
			if (way !== undefined) undo.add(way);
			const exchange = await send({ ...call, why: note }).finally(() => {
				const last = journal.exchanges.at(-1);
				if (last?.why !== note) return;
				journal.changes.push(`${note}: ${last.problem ?? last.status} (${last.correlationId})`);
			});
			const { status, body } = exchange;
			if (status >= 200 && status < 300) return exchange;

			if (status >= 400 && status < 500 && way !== undefined && !wasKnown) undo.delete(way);
			const said = textOf(body, 'description');
			if (said) terminal.say(`CloudCockpit says: ${said}`);
			if (status === 0) throw new Stopped('a change was not answered, and may have been made');
			throw new Refused(exchange);
		},
		restored: () => undo.clear(),
		get toUndo() {
			return [...undo];
		},
	};
}
