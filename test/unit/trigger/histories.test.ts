import fc from 'fast-check';

import { type Change, compare, type Listed } from '../../../nodes/CloudCockpitTrigger/changes';
import { type EventName, STATUS_OF } from '../../../nodes/CloudCockpitTrigger/events';
import { attestationOf, keyOf } from '../../../nodes/CloudCockpitTrigger/memory';
import { defaultEngine, durableEngine, type MemoryKeeper, type Poll } from './n8n-memory';

/**
 * Whatever happens to agreements, and to n8n: a status that a successful poll saw for the first time
 * is told exactly once.
 */
const EVENTS = Object.keys(STATUS_OF) as EventName[];
const CUSTOMERS = ['Fabrikam', 'Northwind', 'Tailspin'];

/** What may happen to an agreement, and in which statuses. */
const MOVES = {
	link: { to: 'linkgenerated', from: ['required', 'linkgenerated', 'linkexpired'] },
	expire: { to: 'linkexpired', from: ['linkgenerated'] },
	accept: { to: 'customeraccepted', from: ['linkgenerated'] },
	create: { to: 'agreementcreated', from: ['linkgenerated', 'customeraccepted'] },
};

type Step =
	| { does: 'move'; customer: string; move: keyof typeof MOVES }
	| { does: 'list' | 'respell'; customer: string }
	| { does: 'poll' | 'fail' | 'restart' | 'crash' | 'publish' };

const customer = fc.constantFrom(...CUSTOMERS);
const moves = Object.keys(MOVES) as Array<keyof typeof MOVES>;
const move = fc.record({
	does: fc.constant('move' as const),
	customer,
	move: fc.constantFrom(...moves),
});
const listing = fc.record({ does: fc.constantFrom('list' as const, 'respell' as const), customer });
const polling = (...names: Array<'poll' | 'fail' | 'restart' | 'crash' | 'publish'>) =>
	fc.record({ does: fc.constantFrom('poll' as const, ...names) });
const historyOf = (...n8n: Array<'fail' | 'restart' | 'crash' | 'publish'>) =>
	fc.array(
		fc.oneof<Array<{ weight: number; arbitrary: fc.Arbitrary<Step> }>>(
			{ weight: 5, arbitrary: move },
			{ weight: 1, arbitrary: listing },
			{ weight: 4, arbitrary: polling(...n8n) },
		),
		{ maxLength: 60, size: 'max' },
	);

interface Place {
	status: string;
	link: number;
	isListed: boolean;
	inCapitals: boolean;
	/** Counts the statuses that the agreement has been in: one visit, one thing to tell. */
	visit: number;
}

interface World {
	/** With an attestation for every link, or with none at all. */
	attests: boolean;
	event: EventName;
	keeper: MemoryKeeper;
}

/** Lives through a history. Gives what should be told, and what was. */
function live({ attests, event, keeper }: World, history: readonly Step[]) {
	const places = new Map<string, Place>(
		CUSTOMERS.map((name) => [
			name,
			{ status: 'required', link: 0, isListed: true, inCapitals: false, visit: 0 },
		]),
	);
	const expected = new Set<string>();
	const known = new Set<string>();
	const told: Array<{ visit: string; eventId: string }> = [];
	let baselines = 0;

	const wanted = STATUS_OF[event];
	const visits = () =>
		[...places]
			.filter(([, { isListed, status }]) => isListed && (wanted ?? status) === status)
			.map(([name, { visit }]) => `${name} ${visit}`);
	const list = (): Array<Listed<string>> =>
		[...places].flatMap(([name, { status, link, isListed, inCapitals, visit }]) => {
			if (!isListed) return [];
			const attestation = attests && link > 0 ? `attestation ${name} ${link}` : undefined;
			return {
				key: keyOf(name, 'instance'),
				status: inCapitals ? status.toUpperCase() : status,
				attestation: attestationOf(attestation),
				agreement: `${name} ${visit}`,
			};
		});
	const poll: Poll = (saved) => {
		// Where n8n has no memory (any more), the poll finds out where things stand.
		if (saved.memory === undefined) known.clear();
		if (saved.memory === undefined) for (const visit of visits()) known.add(visit);
		for (const visit of visits()) if (!known.has(visit)) expected.add(visit);
		for (const visit of visits()) known.add(visit);
		const terms = { scope: 'scope', event, epoch: `epoch ${(baselines += 1)}` };
		const { memory, changes } = compare(saved.memory, list(), terms);
		saved.memory = memory;
		return changes;
	};
	const note = (changes: Array<Change<string>>) => {
		for (const { agreement, eventId } of changes) told.push({ visit: agreement, eventId });
	};

	note(keeper.activate(poll));
	for (const step of history) {
		switch (step.does) {
			case 'move': {
				const place = places.get(step.customer);
				const { to, from } = MOVES[step.move];
				if (!place || !from.includes(place.status)) break;
				place.visit += 1;
				if (step.move === 'link') place.link += 1;
				place.status = to;
				break;
			}
			case 'list':
			case 'respell': {
				const place = places.get(step.customer);
				if (place && step.does === 'list') place.isListed = !place.isListed;
				if (place && step.does === 'respell') place.inCapitals = !place.inCapitals;
				break;
			}
			case 'poll':
				note(keeper.tick(poll));
				break;
			case 'crash':
				note(keeper.tick(poll, 'crash'));
				keeper.restart();
				note(keeper.activate(poll));
				break;
			case 'restart':
				keeper.restart();
				note(keeper.activate(poll));
				break;
			case 'publish':
				note(keeper.activate(poll));
				break;
			case 'fail':
				// A list that could not be read to its end does not come to a comparison.
				break;
		}
	}
	return { expected: [...expected].sort(), told };
}

const visitsOf = (told: Array<{ visit: string }>) => told.map(({ visit }) => visit).sort();

describe.each(EVENTS)('%s', (event) => {
	test.each([
		['default', defaultEngine],
		['durable', durableEngine],
	])('is told exactly once with the %s engine, over failures and restarts', (_name, engine) => {
		fc.assert(
			fc.property(historyOf('fail', 'restart'), (history) => {
				const { expected, told } = live({ attests: true, event, keeper: engine() }, history);

				expect(visitsOf(told)).toEqual(expected);
				expect(new Set(told.map(({ eventId }) => eventId)).size).toBe(told.length);
			}),
			{ numRuns: 300 },
		);
	});

	test('needs no attestation as long as n8n runs', () => {
		fc.assert(
			fc.property(historyOf('fail'), (history) => {
				const world = { attests: false, event, keeper: defaultEngine() };
				const { expected, told } = live(world, history);
				// What is left and entered again between two polls looks as if nothing had been.
				expect(expected).toEqual(expect.arrayContaining(visitsOf(told)));
				expect(new Set(told.map(({ eventId }) => eventId)).size).toBe(told.length);
			}),
			{ numRuns: 300 },
		);
	});

	test('is told twice only with the same event ID, where n8n ended before it had saved', () => {
		fc.assert(
			fc.property(historyOf('fail', 'restart', 'crash', 'publish'), (history) => {
				const world = { attests: true, event, keeper: defaultEngine() };
				const { expected, told } = live(world, history);

				expect([...new Set(visitsOf(told))]).toEqual(expected);
				const byVisit = new Map(told.map(({ visit, eventId }) => [visit, eventId]));
				for (const { visit, eventId } of told) expect(byVisit.get(visit)).toBe(eventId);
				expect(new Set(byVisit.values()).size).toBe(byVisit.size);
			}),
			{ numRuns: 300 },
		);
	});
});
