import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import type { N8nSettings } from '../../playground/n8n';
import { oAuth2Data } from '../../playground/credentials';
import { SIGNER, triggerWorkflow } from '../../playground/trigger';
import { startWorld, type World } from '../../playground/world';
import type { AgreementEventName } from '../../sandbox';
import { CUSTOMERS, PROVIDER_INSTANCES } from '../../sandbox/seed';

/** n8n as it comes, and with its durable scheduler, whose steps are taken every second here. */
const ENGINES: Array<[string, N8nSettings]> = [
	['default', {}],
	[
		'durable',
		{
			N8N_SCHEDULER_ENABLED: 'true',
			N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
			N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
			N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'true',
			N8N_SCHEDULER_EXECUTOR_INTERVAL: '1',
			N8N_SCHEDULER_MATERIALIZATION_INTERVAL: '1',
		},
	],
];

const LOOK_AGAIN_MS = 200;
const LITWARE = {
	customerId: SIGNER.customerId,
	providerInstanceId: PROVIDER_INSTANCES.microsoftEurope.id,
};
const TAILSPIN = { ...LITWARE, customerId: CUSTOMERS.tailspin.id };

/** An item as the workflow sends it on. */
interface Received {
	customerId: string;
	status: string;
	eventId: string;
}

describe.each(ENGINES)('in an n8n with the %s engine', (_name, settings) => {
	let world: World;
	let receiver: Server;
	let workflowId: string;
	const received: Received[] = [];

	beforeAll(async () => {
		receiver = createServer((request, response) => {
			void request.toArray().then((chunks: Buffer[]) => {
				received.push(JSON.parse(Buffer.concat(chunks).toString()) as Received);
				response.end();
			});
		}).listen(0, '127.0.0.1');
		await once(receiver, 'listening');
		world = await startWorld(settings);
		await world.n8n.api.createCredential({
			name: 'CloudCockpit account',
			type: 'cloudCockpitOAuth2Api',
			data: oAuth2Data(world.sandbox),
		});
	});
	afterAll(async () => {
		await world.stop();
		receiver.close();
	});

	/** Sends each item to the test. */
	const sendOn = () => ({
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			method: 'POST',
			url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`,
			sendBody: true,
			specifyBody: 'json',
			jsonBody: '={{ JSON.stringify($json) }}',
			options: {},
		},
	});
	const polls = () =>
		world.sandbox.requests.filter(({ path }) => path === '/v1/Customers/mca').length;
	/** Waits for polls that begin from now on, and a little for what they start. */
	const afterPolls = async (count: number) => {
		// One may be under way.
		const wanted = polls() + count + 1;
		while (polls() < wanted) await sleep(LOOK_AGAIN_MS);
		await sleep(1_000);
	};
	/** n8n stores how an execution ended a moment after the item went on. */
	const untilReceived = async (count: number) => {
		const succeeded = async () =>
			(await world.n8n.api.readOutcomes(workflowId)).filter((status) => status === 'success')
				.length;
		while (received.length < count || (await succeeded()) < count) await sleep(LOOK_AGAIN_MS);
	};
	const move = (
		place: { customerId: string; providerInstanceId: string },
		event: AgreementEventName,
	) => world.sandbox.moveAgreement({ ...place, event });

	test('a rate limit does not stand against publishing', async () => {
		world.sandbox.inject({
			...{ kind: 'rateLimit', retryAfter: 2, times: 'always' },
			match: { operationId: 'getMcas' },
		});
		workflowId = await world.n8n.publish(
			triggerWorkflow(sendOn(), { event: 'statusChanged', options: { maxRetries: 0 } }),
		);
		expect(await world.n8n.api.publicationStatus(workflowId)).toBe('published');
		expect(polls()).toBeGreaterThan(0);

		world.sandbox.clearFaults();
		await afterPolls(2);
		expect(received).toEqual([]);
	});

	test('a customer who signs starts the workflow exactly once', async () => {
		move(LITWARE, 'agreementCreated');
		await untilReceived(1);
		await afterPolls(2);

		expect(received).toMatchObject([{ ...LITWARE, status: 'agreementcreated' }]);
		expect(await world.n8n.api.readOutcomes(workflowId)).toEqual(['success']);
	});

	test('over a restart of n8n nothing is lost and nothing told twice', async () => {
		move(TAILSPIN, 'linkGenerated');
		await untilReceived(2);
		await world.n8n.restart(() => move(TAILSPIN, 'customerAccepted'));
		await untilReceived(3);
		move(TAILSPIN, 'agreementCreated');
		await untilReceived(4);
		await world.n8n.restart();
		await afterPolls(3);

		expect(received.slice(1)).toMatchObject([
			{ ...TAILSPIN, status: 'linkgenerated' },
			{ ...TAILSPIN, status: 'customeraccepted' },
			{ ...TAILSPIN, status: 'agreementcreated' },
		]);
		expect(new Set(received.map(({ eventId }) => eventId)).size).toBe(4);
		expect(new Set(await world.n8n.api.readOutcomes(workflowId))).toEqual(new Set(['success']));
	});
});
