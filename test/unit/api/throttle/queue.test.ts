import fc from 'fast-check';

import { createQueue } from '../../../../nodes/shared/api/throttle/queue';

test('who came first goes first, also when some come in between', () => {
	const queue = createQueue<string>();
	queue.add('a');
	queue.add('b');
	expect(queue.next()).toBe('a');
	queue.add('c');
	expect(queue.length).toBe(2);
	expect([queue.next(), queue.next(), queue.next()]).toEqual(['b', 'c', undefined]);
	expect(queue.length).toBe(0);
});

test('can be emptied at once, and goes on afterwards', () => {
	const queue = createQueue<string>();
	for (const waiter of ['a', 'b', 'c']) queue.add(waiter);
	queue.next();
	expect(queue.clear()).toEqual(['b', 'c']);
	expect([queue.length, queue.next(), queue.clear()]).toEqual([0, undefined, []]);
	queue.add('d');
	expect([queue.length, queue.next()]).toEqual([1, 'd']);
});

test('is an array that is pushed and shifted, whatever happens in which order', () => {
	const step = fc.constantFrom('add', 'add', 'next', 'clear');
	fc.assert(
		fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
			const queue = createQueue<number>();
			let model: number[] = [];
			steps.forEach((name, number) => {
				if (name === 'add') {
					queue.add(number);
					model.push(number);
				} else if (name === 'next') {
					expect(queue.next()).toBe(model.shift());
				} else {
					expect(queue.clear()).toEqual(model);
					model = [];
				}
				expect(queue.length).toBe(model.length);
			});
		}),
		{ seed: 20_260_115, numRuns: 300 },
	);
});
