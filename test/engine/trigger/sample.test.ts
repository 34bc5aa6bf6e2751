import { useScene } from '../support';
import { LITWARE, move, prepare, publish, TAILSPIN, told } from './support';

const scene = useScene();

test('Fetch test event shows up to three agreements that match', async () => {
	const published = await prepare(scene);
	const items = await published.fetchTestEvent();

	expect(items).toHaveLength(3);
	for (const { json } of items) {
		expect(json).toMatchObject({
			event: 'agreementCreated',
			status: 'agreementcreated',
			previousStatus: null,
			eventId: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
		});
	}
	expect(scene.calls()).toEqual(['GET /v1/Customers/mca']);
});

test('it moves no memory', async () => {
	const published = await publish(scene);
	const before = published.saved();
	move(scene, LITWARE, 'agreementCreated');
	await published.fetchTestEvent();
	expect(published.saved()).toEqual(before);
	await published.tick();

	expect(told(published)).toMatchObject([LITWARE]);
});

test('it says in plain words that there is none', async () => {
	const published = await prepare(scene, {
		event: 'linkExpired',
		filters: { search: 'no such company' },
	});
	await expect(published.fetchTestEvent()).rejects.toMatchObject({
		message: 'No agreement with the status linkexpired was found',
		description: expect.stringContaining('starts when there is one') as string,
	});
});

test('it tells every fault at once', async () => {
	const published = await prepare(scene, { options: { maxRetries: 0 } });
	scene.sandbox.inject({ kind: 'rateLimit', retryAfter: 60 });
	await expect(published.fetchTestEvent()).rejects.toMatchObject({ httpCode: '429' });
});

test('statusChanged shows any agreement', async () => {
	const published = await prepare(scene, {
		event: 'statusChanged',
		filters: { search: 'tailspin' },
	});
	expect((await published.fetchTestEvent()).map(({ json }) => json)).toMatchObject([TAILSPIN]);
});
