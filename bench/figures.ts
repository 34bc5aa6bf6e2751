import type { LoadTime } from './load-time';
import { concealedWrites, lostItems, medianOf, type Measurement } from './measurement';
import { findServer, RETRY_AFTER_MS, type ServerId } from './servers';
import type { ShapeId, WorkId } from './work';

/** A figure that the node is held to. */
export interface Figure {
	what: string;
	measured: string;
	wanted: string;
	reached: boolean;
}

/** Finds the measurement of a contender at a server, of writes in one execution unless told otherwise. */
export type Find = (
	contender: string,
	server: ServerId,
	items?: number,
	more?: { work?: WorkId; shape?: ShapeId },
) => Measurement | undefined;

export const finderIn =
	(measurements: readonly Measurement[]): Find =>
	(contender, server, items = ITEMS, { work = 'write', shape = 'run' } = {}) =>
		measurements.find(
			(one) =>
				one.contender === contender &&
				one.server === server &&
				one.items === items &&
				one.work === work &&
				one.shape === shape,
		);

const MOST_ITEMS = 10_000;
const ITEMS = 1_000;
const FEW_ITEMS = 100;

/** All figures for which the run has the measurements. */
export function judgeFigures(measurements: Measurement[], load: LoadTime): Figure[] {
	const find = finderIn(measurements);
	return [
		...bursts(find),
		...company(find),
		...limits(find),
		...refusals(find),
		...againstYardsticks(find),
		...ownCost(find),
		...scale(find),
		atMost('Loading the built package inside n8n', load.withinN8nMs, 30, ' ms'),
	].filter((figure) => figure !== undefined);
}

type Maybe = Figure | undefined;

/** Undefined when a measurement is missing. */
function atMost(what: string, value: number | undefined, most: number, unit = ' ×'): Maybe {
	if (value === undefined || Number.isNaN(value)) return undefined;
	const digits = unit === '' ? 0 : unit === ' ms' && most >= 100 ? 0 : 2;
	return {
		what,
		measured: `${value.toFixed(digits)}${unit}`,
		wanted: `≤ ${Number(most.toFixed(digits))}${unit}`,
		reached: Number(value.toFixed(digits)) <= most,
	};
}

const ratio = (a: number | undefined, b: number | undefined) =>
	a === undefined || b === undefined ? undefined : a / b;
const idealOf = (server: ServerId, items: number, concurrency: number) =>
	findServer(server).idealMs?.(items, concurrency);
const damage = (one: Measurement | undefined) =>
	one && lostItems(one) + one.duplicates + concealedWrites(one);

function bursts(find: Find): Maybe[] {
	return [10, 50].flatMap((concurrency) =>
		[200, 500].flatMap((count) => {
			const shape = { shape: 'burst' } as const;
			const one = find(`ours${concurrency}`, 'admits20', count, shape);
			const empty = find('empty', 'admits20', count, shape);
			// The server takes 20, whatever one execution may have under way.
			const ideal = idealOf('admits20', count, Infinity) ?? 0;
			const most = empty && 1.5 * (ideal + empty.wallMs) + RETRY_AFTER_MS;
			const what = `${count} executions at once, 20 admitted, Max Concurrency ${concurrency}:`;
			return [
				atMost(`${what} lost or written twice`, damage(one), 0, ''),
				atMost(`${what} refusals`, one?.refused, 60, ''),
				most === undefined ? undefined : atMost(`${what} time`, one?.wallMs, most, ' ms'),
			];
		}),
	);
}

function company(find: Find): Maybe[] {
	const one = find('ours10', 'slow', ITEMS, { shape: 'webhooks' });
	if (!one?.webhooks) return [];
	const { amongMs, aloneMs } = one.webhooks;
	const what = 'A webhook during a run of 1,000, the slowest of those measured';
	return [atMost(what, Math.max(...amongMs), 2 * medianOf(aloneMs) + 200, ' ms')];
}

function limits(find: Find): Maybe[] {
	const timed = (concurrency: number, server: ServerId, most: number, extraMs = 0) => {
		const one = find(`ours${concurrency}`, server);
		const ideal = idealOf(server, ITEMS, concurrency);
		const name = server === 'rate100' ? '100 per second' : '20 admitted';
		const what = `1,000 writes, ${name}, ${concurrency} at a time:`;
		const against = extraMs > 0 ? 'the ideal and one Retry-After' : 'the ideal';
		return [
			atMost(`${what} against ${against}`, ratio(one?.wallMs, ideal && ideal + extraMs), most),
			atMost(`${what} lost or written twice`, damage(one), 0, ''),
		];
	};
	return [
		...timed(10, 'admits20', 1.1),
		...timed(50, 'admits20', 1.1, RETRY_AFTER_MS),
		...timed(10, 'rate100', 1.1),
	];
}

function refusals(find: Find): Maybe[] {
	const lone = find('ours10', 'unavailable5');
	const outage = find('ours10', 'outage3');
	const once = find('oursOnce', 'pause1');
	const kinds = { unavailable5: '5 % single 503', outage3: 'outage of 3 s', resets1: '1 % reset' };
	return [
		atMost(
			'1,000 writes, 5 % single 503: against the ideal and one Retry-After',
			ratio(lone?.wallMs, idealOf('unavailable5', ITEMS, 10)),
			1.4,
		),
		atMost('1,000 writes, outage of 3 s: requests meanwhile', outage?.whileClosed, 30, ''),
		atMost('1,000 writes, pause of 1 s, Max Retries 0: lost', once && lostItems(once), 10, ''),
		...Object.entries(kinds).flatMap(([server, name]) =>
			(['write', 'read'] as const).map((work) =>
				atMost(
					`1,000 ${work}s, ${name}: lost, written twice, or written and not named`,
					damage(find('ours10', server as ServerId, ITEMS, { work })),
					0,
					'',
				),
			),
		),
	];
}

function againstYardsticks(find: Find): Maybe[] {
	const levels = [
		{ concurrency: 10, limit: 1.08 },
		{ concurrency: 50, limit: 1.25 },
	];
	return levels.flatMap(({ concurrency, limit }) => {
		const wallOf = (contender: string) => find(`${contender}${concurrency}`, 'slow')?.wallMs;
		const what = `1,000 writes at 50 ms, ${concurrency} at a time:`;
		return [
			atMost(
				`${what} against the best pool over n8n’s helper`,
				ratio(wallOf('ours'), wallOf('helper')),
				1.03,
			),
			atMost(
				`${what} against the limit N / c × 50 ms`,
				ratio(wallOf('ours'), idealOf('slow', ITEMS, concurrency)),
				limit,
			),
		];
	});
}

/** What an item costs beyond a pool that only calls the helper, and beyond HTTP Request. */
function ownCost(find: Find): Maybe[] {
	const single = find('ours10', 'immediate', 1)?.wallMs;
	const http = find('http', 'immediate', 1)?.wallMs;
	return [
		...(['write', 'read'] as const).map((work) => {
			const count = find('ours10', 'immediate', MOST_ITEMS, { work }) ? MOST_ITEMS : ITEMS;
			const ours = find('ours10', 'immediate', count, { work })?.cpuMs;
			const helper = find('helper10', 'immediate', count, { work })?.cpuMs;
			if (ours === undefined || helper === undefined) return undefined;
			const what = `CPU time of our code an item (${work}s), beyond the best pool`;
			return atMost(what, (ours - helper) / count, 0.15, ' ms');
		}),
		single !== undefined && http !== undefined
			? atMost('A single write: longer than HTTP Request by', single - http, 3, ' ms')
			: undefined,
	];
}

function scale(find: Find): Maybe[] {
	const servers: ServerId[] = ['immediate', 'slow'];
	const memory = servers.map((server) => {
		const ours = find('ours10', server, MOST_ITEMS)?.peakMemoryMegabytes;
		const http = find('http', server, MOST_ITEMS)?.peakMemoryMegabytes;
		const what = `Peak memory for 10,000 writes against HTTP Request (${findServer(server).title.toLowerCase()})`;
		return atMost(what, ratio(ours, http), 1);
	});
	const wallOf = (count: number) => find('ours10', 'slow', count)?.wallMs ?? NaN;
	const perItem = (count: number) => wallOf(count) / count;
	return [
		...memory,
		atMost(
			'Time an item with 10,000 writes against 100, at 50 ms',
			perItem(MOST_ITEMS) / perItem(FEW_ITEMS),
			1.15,
		),
	];
}
