import { type Find, finderIn } from './figures';
import { lostItems, medianOf, type Measurement } from './measurement';
import type { ServerId } from './servers';
import type { ShapeId } from './work';

/** One situation that a user knows, and what came of it. */
export interface Line {
	what: string;
	ours?: Measurement;
	http?: Measurement;
	/** What is told of a measurement, when it is not its time and its losses. */
	tell?: (one: Measurement) => string;
}

const SITUATIONS: ReadonlyArray<[what: string, server: ServerId, ours?: string]> = [
	['1,000 items, no limits, 10 at a time', 'slow'],
	['1,000 items, no limits, 50 at a time', 'slow', 'ours50'],
	['1,000 items, CloudCockpit admits 20 at a time', 'admits20'],
	['1,000 items, it allows 100 a second', 'rate100'],
	['1,000 items, 5 % are told to come back in a second', 'unavailable5'],
	['1,000 items, an outage of 3 seconds', 'outage3'],
	['1,000 items, 1 % of the connections break', 'resets1'],
];
const BURSTS = [50, 200, 500];

/** The results as a user reads them: at most twelve lines. */
export function summarize(measurements: readonly Measurement[]): Line[] {
	const find = finderIn(measurements);
	return [
		...BURSTS.map((items) =>
			pair(find, `${items} webhooks at once, it admits 20`, 'admits20', { items, shape: 'burst' }),
		),
		pair(find, 'A webhook during a run of 1,000 (slowest; alone)', 'slow', {
			shape: 'webhooks',
			tell: tellWebhooks,
		}),
		...SITUATIONS.map(([what, server, ours]) => pair(find, what, server, { ours })),
		pair(find, 'A single item', 'immediate', { items: 1, tell: ({ wallMs }) => time(wallMs) }),
	].filter(({ ours, http }) => ours ?? http);
}

interface Wanted {
	items?: number;
	shape?: ShapeId;
	ours?: string;
	tell?: Line['tell'];
}

function pair(
	find: Find,
	what: string,
	server: ServerId,
	{ items, shape, ours = 'ours10', tell }: Wanted,
): Line {
	return {
		what,
		ours: find(ours, server, items, { shape }),
		http: find('http', server, items, { shape }),
		tell,
	};
}

/** What the table says of a measurement. */
export function tellResult(one: Measurement | undefined, tell = tellLosses): string {
	return one ? tell(one) : '–';
}

function tellLosses(one: Measurement): string {
	const losses = [
		lostItems(one) > 0 && `**${count(lostItems(one))} lost**`,
		one.duplicates > 0 && `**${count(one.duplicates)} written twice**`,
		one.unknown > 0 && `${count(one.unknown)} named as unknown`,
	].filter(Boolean);
	return [time(one.wallMs), ...(losses.length > 0 ? losses : ['all done'])].join(', ');
}

function tellWebhooks({ webhooks }: Measurement): string {
	if (!webhooks || webhooks.amongMs.length === 0) return '–';
	return `${time(Math.max(...webhooks.amongMs))}; ${time(medianOf(webhooks.aloneMs))}`;
}

export const count = (value: number): string => value.toLocaleString('en');

export const time = (ms: number): string => {
	if (ms < 10) return `${ms.toFixed(1)} ms`;
	return ms < 1_000 ? `${ms.toFixed(0)} ms` : `${(ms / 1_000).toFixed(1)} s`;
};
