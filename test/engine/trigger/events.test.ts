import { POLL_ENGINES, useScene } from '../support';
import { LITWARE, move, publish, TAILSPIN, told } from './support';

const scene = useScene();

describe.each(POLL_ENGINES)('with the %s engine of n8n', (engine) => {
	test('a customer who signs starts the workflow, once', async () => {
		const published = await publish(scene, {}, { engine });
		expect(published.executions).toEqual([]);

		move(scene, LITWARE, 'agreementCreated');
		await published.tick();
		await published.tick();

		expect(published.executions).toHaveLength(1);
		expect(told(published)).toEqual([
			{
				customerId: LITWARE.customerId,
				companyName: 'Litware Logistics',
				providerCustomerId: expect.any(String),
				providerInstanceId: LITWARE.providerInstanceId,
				providerInstanceName: expect.any(String),
				status: 'agreementcreated',
				statusLabel: 'Compliant',
				waitsFor: null,
				agreed: true,
				firstName: expect.any(String),
				lastName: expect.any(String),
				email: expect.any(String),
				phone: expect.any(String),
				attestationId: expect.any(String),
				dateAgreed: expect.any(String),
				lastUpdate: expect.any(String),
				event: 'agreementCreated',
				previousStatus: 'linkgenerated',
				eventId: expect.stringMatching(/^[0-9a-f]{32}$/),
				detectedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
			},
		]);
		expect(published.errors).toEqual([]);
	});

	test('what happens while n8n is down is told once it runs again, and nothing twice', async () => {
		const published = await publish(scene, { event: 'statusChanged' }, { engine });
		move(scene, LITWARE, 'customerAccepted');
		await published.tick();

		move(scene, LITWARE, 'agreementCreated');
		await published.activate('init');
		await published.tick();

		expect(told(published).map(({ status }) => status)).toEqual([
			'customeraccepted',
			'agreementcreated',
		]);
	});

	test('a link that expires again after a new one is told again, over a restart', async () => {
		const published = await publish(scene, { event: 'linkExpired' }, { engine });
		move(scene, TAILSPIN, 'linkGenerated');
		await published.tick();
		await published.activate('init');
		move(scene, TAILSPIN, 'linkExpired');
		await published.tick();
		await published.tick();

		expect(told(published)).toMatchObject([{ customerId: TAILSPIN.customerId }]);
	});

	test.each([
		['event', { event: 'customerAccepted' }],
		['filter', { filters: { search: 'i' } }],
	])('another %s starts anew, in silence', async (_what, changed) => {
		const published = await publish(scene, {}, { engine });
		move(scene, LITWARE, 'customerAccepted');
		move(scene, LITWARE, 'agreementCreated');
		published.configure({ authentication: 'oAuth2', ...changed });
		await published.activate('update');
		await published.tick();

		expect(published.executions).toEqual([]);
		expect(published.errors).toEqual([]);
	});

	test('polls at once, or one right after the other, tell a change once', async () => {
		const published = await publish(scene, {}, { engine });
		move(scene, LITWARE, 'agreementCreated');
		scene.sandbox.inject({ kind: 'delay', delayMs: 200, match: { operationId: 'getMcas' } });
		const before = scene.calls().length;
		await Promise.all([published.tick(), published.tick()]);
		expect(scene.calls()).toHaveLength(before + 1);
		move(scene, TAILSPIN, 'linkGenerated', 'agreementCreated');
		await published.tickTwice();
		await published.tick();

		expect(told(published).map(({ customerId }) => customerId)).toEqual([
			LITWARE.customerId,
			TAILSPIN.customerId,
		]);
	});

	test('a workflow that is published again goes on where it was', async () => {
		const published = await publish(scene, {}, { engine });
		move(scene, LITWARE, 'agreementCreated');
		await published.activate('update');
		await published.tick();

		expect(published.executions).toHaveLength(1);
	});
});

test('customerAccepted is told, and not what else happens', async () => {
	const published = await publish(scene, { event: 'customerAccepted' });
	move(scene, TAILSPIN, 'linkGenerated');
	move(scene, LITWARE, 'customerAccepted');
	await published.tick();

	expect(told(published)).toMatchObject([
		{ ...LITWARE, event: 'customerAccepted', status: 'customeraccepted' },
	]);
});

test('not simplified, the object of the API is kept', async () => {
	const published = await publish(scene, { simplify: false });
	move(scene, LITWARE, 'agreementCreated');
	await published.tick();

	expect(told(published)).toMatchObject([
		{
			status: { name: 'agreementcreated' },
			customer: { id: LITWARE.customerId },
			event: 'agreementCreated',
			previousStatus: 'linkgenerated',
		},
	]);
});

test('filters are sent, and only what they let through is told', async () => {
	const filters = {
		customerId: { __rl: true, mode: 'id', value: LITWARE.customerId },
		providerInstanceId: { __rl: true, mode: 'id', value: LITWARE.providerInstanceId },
		search: 'litware',
	};
	const published = await publish(scene, { event: 'statusChanged', filters });
	move(scene, TAILSPIN, 'linkGenerated');
	move(scene, LITWARE, 'linkExpired');
	await published.tick();

	expect(told(published)).toMatchObject([LITWARE]);
	expect(scene.requests().at(-1)?.query).toEqual({
		...LITWARE,
		searchValue: 'litware',
		sortPropertyName: 'CompanyName',
		ascendingOrder: 'true',
		pageNumber: '1',
		pageSize: '2000',
	});
});

test('both ways to sign in work, and a new token goes on with the old memory', async () => {
	const [parameters, credentials] = [
		{ authentication: 'accessToken' },
		scene.credentials('accessToken'),
	];
	const published = await scene.engine.prepareTrigger({ parameters, credentials });
	await published.activate();
	const before = published.saved();
	const renewed = await scene.engine.prepareTrigger({
		parameters,
		credentials: scene.credentials('accessToken'),
	});
	await renewed.activate();

	const scopeOf = ({ memory }: ReturnType<typeof published.saved>) =>
		(memory as { scope: string }).scope;
	expect(scopeOf(renewed.saved())).toBe(scopeOf(before));
	expect(published.errors).toEqual([]);
});
