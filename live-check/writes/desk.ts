import { setTimeout as wait } from 'node:timers/promises';
import type { JsonObject } from '../describe';
import type { Check, Place } from '../reads';
import type { Terminal } from '../terminal';
import type { QuestionKey } from '../questions';
import type { Changer } from './changer';

/** What a trial works with. */
export interface Desk extends Check, Pick<Changer, 'change' | 'restored'> {
	terminal: Terminal;
	/** The customer and the user that were chosen. */
	place: Required<Place>;
	customerName: string;
	userName: string;
	/** Between two looks at what a change has done. */
	lookAgainMs: number;
	signal: AbortSignal;
}

/** A change that is tried and taken back, for the questions that it settles. */
export interface Trial {
	settles: readonly QuestionKey[];
	run(desk: Desk): Promise<void>;
}

const MAX_LOOKS = 6;

/**
 * Looks until something is as expected, because CloudCockpit may take its time; gives the last look,
 * whether it is as expected or not.
 */
export async function lookUntil<Look>(
	{ lookAgainMs, signal }: Desk,
	look: () => Promise<Look>,
	isExpected: (look: Look) => boolean,
): Promise<Look> {
	for (let looks = 1; ; looks++) {
		const seen = await look();
		if (looks === MAX_LOOKS || isExpected(seen)) return seen;
		await wait(lookAgainMs, undefined, { signal }).catch(() => signal.throwIfAborted());
	}
}

/** The fields in which two objects differ. */
export const differences = (one: JsonObject, other: JsonObject): string[] =>
	[...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
		(name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]),
	);
