import { useScene } from '../support';
import { appliedTo, itemsFrom, UPDATE } from './support';

/**
 * Workers of queue mode know nothing of each other. Here each has a token of its own, so that its
 * executions share what they learn with each other and with nobody else.
 */
const WORKERS = 4;
const EXECUTIONS = 10;
const ITEMS = 3;
const ALL = WORKERS * EXECUTIONS * ITEMS;

const scene = useScene({ customers: 10 + ALL });

/** Runs all executions of all workers at once. */
async function runWorkers() {
	const workers = Array.from({ length: WORKERS }, () => scene.credentials('accessToken'));
	const runs = workers.flatMap((credentials, worker) =>
		Array.from({ length: EXECUTIONS }, async (_, execution) => {
			const first = (worker * EXECUTIONS + execution) * ITEMS;
			return await scene.engine.run({
				node: { ...UPDATE, authentication: 'accessToken' },
				items: itemsFrom(first, ITEMS),
				credentials,
			});
		}),
	);
	return await Promise.all(runs);
}

test.each([
	['admits 20 at a time', () => scene.sandbox.limitConcurrency(20, 1)],
	['allows 100 a second', () => scene.sandbox.limitRate({ requests: 100, perSeconds: 1 })],
])('four workers lose nothing at a server that %s', async (_, limit) => {
	scene.sandbox.inject({ kind: 'delay', delayMs: 20, times: 'always' });
	limit();
	const runs = await runWorkers();

	expect(runs.map(({ error }) => error)).toEqual(runs.map(() => undefined));
	expect(appliedTo(scene)).toEqual(itemsFrom(0, ALL).map(({ id }) => id));
});
