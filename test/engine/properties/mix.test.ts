import fc from 'fast-check';

import { generatedCustomerId } from '../../../sandbox/seed';
import { byId, INSTANCE, useScene, type NodeRun } from '../support';
import { useJitter } from '../support/jitter';
import { onError as anyOnError, SEED } from './arbitraries';

/** Together some 4,000 items. */
const RUNS = 80;
const TIMEOUT_MS = 60_000;
const MAX_ITEMS = 80;
const CUSTOMERS = 20;

const scene = useScene({ customers: 10 + 4 * CUSTOMERS });

useJitter(0);

/** What can be the matter with an item, and what must become of it. */
const KINDS = {
	good: { succeeds: true, applied: 1 },
	limited: { succeeds: true, applied: 1 },
	slow: { succeeds: true, applied: 1 },
	bad: { succeeds: false, applied: 0, outcome: 'notSent' },
	missing: { succeeds: false, applied: 0, outcome: 'rejected' },
	refused: { succeeds: false, applied: 0, outcome: 'rejected' },
	lostBefore: { succeeds: false, applied: 0, outcome: 'unknown' },
	lostAfter: { succeeds: false, applied: 1, outcome: 'unknown' },
} as const;
type Kind = keyof typeof KINDS;

/** Customers of each kind that the server treats in its own way. */
const customerOf = (kind: Kind, index: number): string => {
	const groups: readonly Kind[] = ['good', 'refused', 'lostBefore', 'lostAfter'];
	const group = Math.max(0, groups.indexOf(kind));
	if (kind === 'bad') return `no GUID ${index}`;
	if (kind === 'missing') return `deadbeef-0000-4000-8000-${String(index).padStart(12, '0')}`;
	return generatedCustomerId(group * CUSTOMERS + index);
};

const kinds = Object.keys(KINDS) as Kind[];
const anyItems = (among: readonly Kind[]) =>
	fc.array(fc.record({ kind: fc.constantFrom(...among), index: fc.nat(CUSTOMERS - 1) }), {
		minLength: 5,
		maxLength: MAX_ITEMS,
		size: 'max',
	});
/** Also mixes in which all items can be sent, which chance alone would hardly give. */
const anyMix = fc.oneof(
	anyItems(kinds),
	anyItems(kinds.filter((kind) => kind !== 'bad')),
	anyItems(['good', 'limited', 'slow', 'refused']),
);

test(
	'every item has the outcome that is its own, in any company',
	async () => {
		await fc.assert(
			fc.asyncProperty(
				anyMix,
				fc.integer({ min: 1, max: 50 }),
				anyOnError,
				async (mix, max, onError) => {
					scene.sandbox.reset();
					orderFaults(mix);
					const items = mix.map(({ kind, index }, row) => ({
						id: customerOf(kind, index),
						correlationId: correlationIdOf(row),
					}));
					const run = await scene.run(
						{
							resource: 'qualification',
							operation: 'update',
							customerId: byId('={{ $json.id }}'),
							providerInstanceId: byId(INSTANCE.id),
							qualification: 'Education',
							options: {
								correlationId: '={{ $json.correlationId }}',
								maxConcurrency: max,
								maxRetries: 10,
							},
						},
						{ items, onError },
					);
					if (onError === undefined) expectStop(run, mix);
					else expectAll(run, mix);
				},
			),
			{ seed: SEED, numRuns: RUNS },
		);
	},
	TIMEOUT_MS,
);

type Mix = ReadonlyArray<{ kind: Kind; index: number }>;

function orderFaults(mix: Mix): void {
	const path = (kind: Kind) =>
		new RegExp(Array.from({ length: CUSTOMERS }, (_, index) => customerOf(kind, index)).join('|'));
	const always = 'always' as const;
	const { sandbox } = scene;
	sandbox.inject({ kind: 'status', status: 400, times: always, match: { path: path('refused') } });
	sandbox.inject({ kind: 'resetBefore', times: always, match: { path: path('lostBefore') } });
	sandbox.inject({ kind: 'resetAfter', times: always, match: { path: path('lostAfter') } });
	for (const { kind, index } of mix) {
		const match = { path: customerOf(kind, index) };
		if (kind === 'limited') sandbox.inject({ kind: 'rateLimit', retryAfter: 0.002, match });
		if (kind === 'slow') sandbox.inject({ kind: 'delay', delayMs: (index * 7) % 10, match });
	}
}

/** Whether an item before it, to the same customer, may still be carried out. */
function isKeptBack(mix: Mix, row: number): boolean {
	const own = mix[row];
	const isLost = own?.kind === 'lostBefore' || own?.kind === 'lostAfter';
	return (
		isLost && mix.findIndex(({ kind, index }) => kind === own.kind && index === own.index) < row
	);
}

/** Every item, once, on its branch, in input order; and the server did no more and no less. */
function expectAll(run: NodeRun, mix: Mix): void {
	expect(run.error).toBeUndefined();
	const seen = [...run.output, ...run.errorOutput].map(({ json, pairedItem }) => ({
		row: (pairedItem as { item: number }).item,
		outcome: (json.error as { outcome?: string } | undefined)?.outcome,
	}));
	const rowsOf = (items: NodeRun['output']) =>
		items.map(({ pairedItem }) => (pairedItem as { item: number }).item);
	expect(rowsOf(run.output)).toEqual([...rowsOf(run.output)].sort((a, b) => a - b));
	expect(rowsOf(run.errorOutput)).toEqual([...rowsOf(run.errorOutput)].sort((a, b) => a - b));
	expect(seen.sort((a, b) => a.row - b.row)).toEqual(
		mix.map(({ kind }, row) => {
			const known = isKeptBack(mix, row) ? KINDS.bad : KINDS[kind];
			return { row, outcome: 'outcome' in known ? known.outcome : undefined };
		}),
	);
	expect(mix.map((_, row) => appliedTo(row))).toEqual(
		mix.map(({ kind }, row) => (isKeptBack(mix, row) ? 0 : KINDS[kind].applied)),
	);
}

/** Nothing at all with a bad item; else nothing twice, and the error names what was applied. */
function expectStop(run: NodeRun, mix: Mix): void {
	const firstBad = mix.findIndex(({ kind }) => kind === 'bad');
	const failing = mix.flatMap(({ kind }, row) => (KINDS[kind].succeeds ? [] : [row]));
	if (failing.length === 0) {
		expectAll(run, mix);
		return;
	}
	expect(run.error?.name).toBe(firstBad >= 0 ? 'NodeOperationError' : 'NodeApiError');
	if (firstBad >= 0) {
		expect(scene.sandbox.requests).toEqual([]);
		expect(run.error?.context?.itemIndex).toBe(firstBad);
		return;
	}
	expect(failing).toContain(run.error?.context?.itemIndex);
	const applied = mix.map((_, row) => appliedTo(row));
	for (const [row, { kind }] of mix.entries()) {
		expect(applied[row]).toBeLessThanOrEqual(KINDS[kind].applied);
	}
	const named = rowsIn(run.error?.description ?? '', 'Already applied');
	const succeeded = mix.flatMap(({ kind }, row) =>
		KINDS[kind].succeeds && applied[row] === 1 ? [row] : [],
	);
	expect(named).toEqual(succeeded);
	const untouched = mix.flatMap((_, row) => (sentFor(row) === 0 ? [row] : []));
	expect(rowsIn(run.error?.description ?? '', 'Not sent')).toEqual(untouched);
}

/** `Already applied: items 0, 2-4.` as a list of numbers. */
function rowsIn(description: string, label: string): number[] {
	const list = new RegExp(`${label}: items? ([\\d, -]+)\\.`).exec(description)?.[1] ?? '';
	return list
		.split(', ')
		.filter(Boolean)
		.flatMap((range) => {
			const [from = 0, to = from] = range.split('-').map(Number);
			return Array.from({ length: to - from + 1 }, (_, offset) => from + offset);
		});
}

function correlationIdOf(row: number): string {
	return `00000000-0000-4000-8000-${String(row).padStart(12, '0')}`;
}

const requestsOf = (row: number) =>
	scene.requests().filter(({ headers }) => headers['x-correlation-id'] === correlationIdOf(row));
const sentFor = (row: number) => requestsOf(row).length;
const appliedTo = (row: number) => requestsOf(row).filter(({ applied }) => applied).length;
