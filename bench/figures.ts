import type { LoadTime } from './load-time';
import { concealedWrites, lostItems, type Measurement } from './measurement';
import { findServer, type ServerId } from './servers';
import type { WorkId } from './work';

/** A figure that the node is held to. */
export interface Figure {
	what: string;
	measured: string;
	wanted: string;
	reached: boolean;
}

type Find = (
	contender: string,
	server: ServerId,
	items: number,
	work?: WorkId,
) => Measurement | undefined;

const MOST_ITEMS = 10_000;
const ITEMS = 1_000;
const FEW_ITEMS = 100;

/** All figures for which the run has the measurements. */
export function judgeFigures(measurements: Measurement[], load: LoadTime): Figure[] {
	const find: Find = (contender, server, items, work = 'write') =>
		measurements.find(
			(one) =>
				one.contender === contender &&
				one.server === server &&
				one.items === items &&
				one.work === work,
		);
	return [
		...againstYardsticks(find),
		...ownCost(find),
		...limits(find),
		...faults(find),
		...scale(find),
		atMost('Loading the built package inside n8n', load.withinN8nMs, 30, ' ms'),
	].filter((figure) => figure !== undefined);
}

type Maybe = Figure | undefined;

/** Undefined when a measurement is missing. */
function atMost(what: string, value: number | undefined, most: number, unit = ' ×'): Maybe {
	if (value === undefined || Number.isNaN(value)) return undefined;
	const digits = unit === '' ? 0 : 2;
	return {
		what,
		measured: `${value.toFixed(digits)}${unit}`,
		wanted: `≤ ${most}${unit}`,
		reached: Number(value.toFixed(digits)) <= most,
	};
}

const ratio = (a: number | undefined, b: number | undefined) =>
	a === undefined || b === undefined ? undefined : a / b;

function againstYardsticks(find: Find): Maybe[] {
	const levels = [
		{ concurrency: 10, helper: 1.03, limit: 1.1, axios: 1.1 },
		{ concurrency: 50, helper: 1.03, limit: 1.35, axios: 1.35 },
	];
	return levels.flatMap(({ concurrency, ...most }) => {
		const wallOf = (contender: string) => find(`${contender}${concurrency}`, 'slow', ITEMS)?.wallMs;
		const ours = wallOf('ours');
		const what = `1,000 writes at 50 ms, ${concurrency} at a time:`;
		const idealMs = findServer('slow').idealMs?.(ITEMS, concurrency);
		return [
			atMost(
				`${what} against n8n’s bare request helper`,
				ratio(ours, wallOf('helper')),
				most.helper,
			),
			atMost(`${what} against the limit N / c × 50 ms`, ratio(ours, idealMs), most.limit),
			atMost(`${what} against bare axios`, ratio(ours, wallOf('axios')), most.axios),
		];
	});
}

/** CPU time an item beyond a node that only calls the helper. */
function ownCost(find: Find): Maybe[] {
	return (['write', 'read'] as const).map((work) => {
		const count = find('ours10', 'immediate', MOST_ITEMS, work) ? MOST_ITEMS : ITEMS;
		const ours = find('ours10', 'immediate', count, work)?.cpuMs;
		const helper = find('helper10', 'immediate', count, work)?.cpuMs;
		if (ours === undefined || helper === undefined) return undefined;
		const own = (ours - helper) / count;
		return atMost(`CPU time of our code an item (${work}s)`, own, 0.2, ' ms');
	});
}

function limits(find: Find): Maybe[] {
	const timed = (contender: string, concurrency: number, server: ServerId, most: number) => {
		const one = find(contender, server, ITEMS);
		const idealMs = findServer(server).idealMs?.(ITEMS, concurrency);
		const what = `${ITEMS.toLocaleString('en')} writes, ${server === 'rate100' ? '100 per second' : '20 admitted'}, ${concurrency} at a time:`;
		return [
			atMost(`${what} against the ideal`, ratio(one?.wallMs, idealMs), most),
			atMost(`${what} lost or written twice`, damage(one), 0, ''),
		];
	};
	return [
		...timed('ours10', 10, 'admits20', 1.5),
		...timed('ours20', 20, 'admits20', 1.5),
		...timed('ours50', 50, 'admits20', 1.5),
		...timed('ours10', 10, 'rate100', 1.25),
	];
}

function faults(find: Find): Maybe[] {
	const names = { unavailable5: '5 % 503', resets1: '1 % reset' } as const;
	return (['unavailable5', 'resets1'] as const).flatMap((server) =>
		(['write', 'read'] as const).map((work) => {
			const one = find('ours10', server, ITEMS, work) ?? find('ours10', server, 100, work);
			const what = `${one?.items.toLocaleString('en')} ${work}s, ${names[server]}: lost, written twice, or written and not named`;
			return atMost(what, damage(one), 0, '');
		}),
	);
}

const damage = (one: Measurement | undefined) =>
	one && lostItems(one) + one.duplicates + concealedWrites(one);

function scale(find: Find): Maybe[] {
	const servers: ServerId[] = ['immediate', 'slow'];
	const memory = servers.map((server) => {
		const ours = find('ours10', server, MOST_ITEMS)?.peakMemoryMegabytes;
		const http = find('http', server, MOST_ITEMS)?.peakMemoryMegabytes;
		const what = `Peak memory for 10,000 writes against HTTP Request (${findServer(server).title.toLowerCase()})`;
		return atMost(what, ratio(ours, http), 1);
	});
	const wallOf = (count: number) => find('ours10', 'slow', count)?.wallMs ?? NaN;
	/** Milliseconds for each further item. Leaves out the start, where one request goes alone. */
	const slope = (from: number, to: number) => (wallOf(to) - wallOf(from)) / (to - from);
	const growth = slope(ITEMS, MOST_ITEMS) / slope(FEW_ITEMS, ITEMS);
	const linear = Number.isNaN(growth)
		? undefined
		: {
				what: 'Time for each item after the 1,000th against each from the 100th on, at 50 ms',
				measured: `${growth.toFixed(2)} ×`,
				wanted: '0.85 × to 1.15 ×',
				reached: Math.abs(growth - 1) <= 0.15,
			};
	const perItem = (count: number) => wallOf(count) / count;
	return [
		...memory,
		linear,
		atMost(
			'Time an item with 10,000 writes against 100, at 50 ms',
			perItem(MOST_ITEMS) / perItem(FEW_ITEMS),
			1.15,
		),
	];
}
