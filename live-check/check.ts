/** A whole check: reads, tries, changes if wanted, and the report, whatever comes in between. */
import { createClient } from './client';
import { findOperation } from './contract';
import { createJournal, READ } from './journal';
import type { Journal } from './journal';
import { look } from './looks';
import { probe } from './probes';
import { readAll } from './reads';
import { writeReport } from './report';
import { search } from './searches';
import type { Settings } from './settings';
import { Stopped } from './stopped';
import type { Terminal } from './terminal';
import { tryChanges } from './writes';

export interface CheckOptions {
	settings: Settings;
	terminal: Terminal;
	/** Whether changes are tried, each after a yes. */
	withChanges?: boolean;
	/** Ends the check; its reason is a `Stopped`. */
	signal?: AbortSignal;
}

/** Pauses between two looks at what a change has done, as many as between two requests. */
const LOOK_AGAIN_PAUSES = 10;

/** Runs a check to its end, or to where it has to stop, and gives what it found and the report. */
export async function runCheck({
	settings,
	terminal,
	withChanges = false,
	signal = new AbortController().signal,
}: CheckOptions): Promise<{ journal: Journal; report: string }> {
	const journal = createJournal();
	const send = createClient({ settings, journal, terminal, signal });
	const check = { send, journal };
	try {
		terminal.say('Reading everything once.');
		const places = await readAll(check);
		const place = places.find(({ customerUserId }) => customerUserId) ?? places[0];
		terminal.say('Trying pages, wrong ids and a broken token.');
		await probe(check, place ?? {});
		terminal.say('Trying searches and filters.');
		await search(check, place);
		if (withChanges) {
			const lookAgainMs = settings.pauseMs * LOOK_AGAIN_PAUSES;
			await tryChanges({ ...check, terminal, lookAgainMs, signal });
			// Now with the changes in it.
			await send({ operation: findOperation('getAuditLogs'), why: READ });
		}
	} catch (error) {
		if (!(error instanceof Stopped)) throw error;
		journal.stopped = error.message;
	}
	look(journal);
	return { journal, report: writeReport(journal, { withChanges }) };
}
