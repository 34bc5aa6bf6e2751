import {
	createLanes,
	type Lane,
	type LaneGrant,
} from '../../../../nodes/shared/api/throttle/lanes';

/** A run that waits for lanes, and can end. */
function waiting() {
	const callbacks = new Set<() => void>();
	return {
		callbacks,
		onEnd: (callback: () => void) => {
			callbacks.add(callback);
			return () => void callbacks.delete(callback);
		},
		end: () => {
			for (const callback of callbacks) callback();
		},
	};
}

/** Lanes, and what those who asked for one have got so far, by name. */
function createScene() {
	const lanes = createLanes();
	const got: Record<string, LaneGrant> = {};
	const settled = async () => await new Promise((resolve) => setImmediate(resolve));
	const take = async (name: string, target: string, run: object = waiting()) => {
		const taking = lanes.take(target, run as ReturnType<typeof waiting>);
		void Promise.resolve(taking).then((grant) => (got[name] = grant));
		await settled();
	};
	const release = async (name: string, isUncertain?: boolean) => {
		(got[name] as Lane).release(isUncertain);
		await settled();
	};
	return { got, take, release, settled, names: () => Object.keys(got) };
}

test('one at a time has the lane of a target, in the order in which they came', async () => {
	const { take, release, names } = createScene();
	for (const name of ['a', 'b', 'c']) await take(name, 'x');
	await take('other', 'y');
	expect(names()).toEqual(['a', 'other']);
	await release('a');
	expect(names()).toEqual(['a', 'other', 'b']);
	await release('b');
	expect(names()).toEqual(['a', 'other', 'b', 'c']);
	await release('c');
	await take('d', 'x');
	expect(names()).toContain('d');
});

test('with an uncertain outcome nobody who waits gets it, who comes later does', async () => {
	const { got, take, release } = createScene();
	for (const name of ['a', 'b', 'c']) await take(name, 'x');
	await release('a', true);
	expect([got.b, got.c]).toEqual(['uncertain', 'uncertain']);
	await take('d', 'x');
	expect(got.d).toHaveProperty('release');
});

test('who ends leaves the queue at once, and takes nothing', async () => {
	const { got, take, release, settled } = createScene();
	const run = waiting();
	await take('a', 'x');
	await take('b', 'x', run);
	await take('c', 'x');
	run.end();
	await settled();
	expect(got.b).toBe('ended');
	expect(run.callbacks.size).toBe(0);
	await release('a');
	expect(got.c).toHaveProperty('release');
});

test('who has ended gets none, and holds none', async () => {
	const { got, take } = createScene();
	await take('a', 'x', { ...waiting(), closed: new Error('canceled') });
	expect(got.a).toBe('ended');
	await take('b', 'x');
	expect(got.b).toHaveProperty('release');
});

test('who has got it listens no more for the end of the run', async () => {
	const { take, release } = createScene();
	const run = waiting();
	await take('a', 'x');
	await take('b', 'x', run);
	expect(run.callbacks.size).toBe(1);
	await release('a');
	expect(run.callbacks.size).toBe(0);
});
