import { useScene } from '../support';
import { LITWARE, publish, TAILSPIN, told } from './support';

const scene = useScene();

const refreshes = () =>
	scene
		.calls()
		.filter((call) => call.startsWith('POST'))
		.map((call) => call.split('/')[3] ?? '');

test('none is refreshed unless asked for', async () => {
	await publish(scene);
	expect(refreshes()).toEqual([]);
});

test('agreements that are not in place are refreshed in turn, also over a restart', async () => {
	const published = await publish(scene, { options: { refreshPending: 2 } });
	await published.tick();
	await published.tick();

	const times = refreshes();
	const pending = new Set(times);
	expect(pending).toContain(LITWARE.customerId);
	expect(pending).toContain(TAILSPIN.customerId);
	expect(new Set(times.slice(0, pending.size)).size).toBe(pending.size);
	expect(times).toHaveLength(8);
});

test('what a refresh finds starts the workflow at the next poll', async () => {
	const published = await publish(scene, {
		event: 'linkExpired',
		options: { refreshPending: 100 },
	});
	await published.tick();

	expect(told(published)).toMatchObject([LITWARE]);
});

test('refreshes that fail do not fail the poll', async () => {
	const published = await publish(scene, {
		event: 'statusChanged',
		options: { refreshPending: 100, maxRetries: 0 },
	});
	scene.sandbox.inject({ kind: 'status', status: 403, match: { method: 'POST' }, times: 'always' });
	scene.sandbox.moveAgreement({ ...TAILSPIN, event: 'linkGenerated' });
	for (let poll = 0; poll < 4; poll += 1) await published.tick();

	expect(published.errors).toEqual([]);
	expect(told(published)).toEqual(
		expect.arrayContaining([expect.objectContaining({ customerId: TAILSPIN.customerId })]),
	);
});
