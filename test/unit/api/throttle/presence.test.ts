import { createPresence } from '../../../../nodes/shared/api/throttle/presence';
import { createQueue } from '../../../../nodes/shared/api/throttle/queue';
import { createTurns } from '../../../../nodes/shared/api/throttle/turns';

describe('who is present', () => {
	const wishing = (maxConcurrency: number) => ({ settings: { maxConcurrency }, watch: jest.fn() });

	test('is who has something under way, and is told when that begins and ends', () => {
		const presence = createPresence<ReturnType<typeof wishing>>();
		const member = wishing(3);
		presence.change(member, 1);
		presence.change(member, 1);
		presence.change(member, -1);
		expect([...presence.all]).toEqual([member]);
		expect(member.watch.mock.calls).toEqual([[true]]);
		presence.change(member, -1);
		expect(presence.all.size).toBe(0);
		expect(member.watch.mock.calls).toEqual([[true], [false]]);
	});

	test('wants as much as the one that wants the most', () => {
		const presence = createPresence<ReturnType<typeof wishing>>();
		const [small, large, same] = [wishing(2), wishing(9), wishing(9)];
		expect(presence.wanted).toBe(1);
		for (const member of [small, large, same]) presence.change(member, 1);
		expect(presence.wanted).toBe(9);
		presence.change(large, -1);
		expect(presence.wanted).toBe(9);
		presence.change(same, -1);
		expect(presence.wanted).toBe(2);
		presence.change(small, -1);
		expect(presence.wanted).toBe(1);
	});

	test('does not change by nothing', () => {
		const presence = createPresence<ReturnType<typeof wishing>>();
		const member = wishing(2);
		presence.change(member, 0);
		presence.change(member, 1);
		presence.change(member, 0);
		expect(member.watch).toHaveBeenCalledTimes(1);
	});
});

describe('turns', () => {
	/** Who has so many that wait, and may have that many more under way. */
	const party = (name: string, waiting: number, free = Infinity) => {
		const waiters = createQueue<number>();
		for (let index = 0; index < waiting; index += 1) waiters.add(index);
		return {
			name,
			waiters,
			free,
			mayStart() {
				return this.free > 0;
			},
		};
	};
	/** Gives turns until nobody has one. */
	const order = (...parties: Array<ReturnType<typeof party>>) => {
		const turns = createTurns<ReturnType<typeof party>>();
		for (const one of parties) turns.join(one);
		const names: string[] = [];
		while (turns.any()) {
			const next = turns.next();
			if (!next) break;
			names.push(next.name);
			next.waiters.next();
			turns.join(next);
		}
		return names.join('');
	};

	test('go round, and leave out who has nobody waiting', () => {
		expect(order(party('a', 3), party('b', 1), party('c', 0), party('d', 2))).toBe('abdada');
	});

	test('are one for each who joins, however often', () => {
		const turns = createTurns<ReturnType<typeof party>>();
		const one = party('a', 2);
		turns.join(one);
		turns.join(one);
		turns.next();
		expect(turns.any()).toBe(false);
		expect(turns.next()).toBeUndefined();
	});

	test('pass over who has left or has enough under way since it joined, until it joins again', () => {
		const turns = createTurns<ReturnType<typeof party>>();
		const [left, busy] = [party('a', 1), party('b', 1)];
		turns.join(left);
		turns.join(busy);
		left.waiters.clear();
		busy.free = 0;
		expect(turns.any()).toBe(false);
		busy.free = 1;
		expect(turns.next()).toBeUndefined();
		turns.join(busy);
		expect(turns.next()).toBe(busy);
	});
});
