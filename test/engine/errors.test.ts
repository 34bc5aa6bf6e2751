import { CUSTOMERS } from '../../sandbox/seed';
import { AT_CUSTOMER, byId, CUSTOMER, INSTANCE, useScene } from './support';
import { startRawServer } from './support/raw-server';

const scene = useScene();

const UPDATE = {
	resource: 'qualification',
	operation: 'update',
	...AT_CUSTOMER,
	qualification: 'Education',
};
const API_ERROR = {
	statusCode: 400,
	type: 'BadRequest',
	description: 'The request is invalid.',
	// The sandbox fills in the correlation id of the request, as the API does.
	correlationId: null,
	errors: [
		{
			propertyName: 'providerInstanceId',
			description: ['Is disabled.', 'Belongs to someone else.'],
		},
		{ propertyName: 'somethingNew', description: ['Is missing.'] },
	],
};

const sentId = () => String(scene.requests()[0]?.headers['x-correlation-id']);
const refuse = () => scene.sandbox.inject({ kind: 'status', status: 400, body: API_ERROR });

describe('an error of the API', () => {
	test('becomes an error item in its own words', async () => {
		refuse();
		const run = await scene.run(UPDATE, { onError: 'continueRegularOutput' });

		expect(run.output).toEqual([
			{
				json: {
					error: {
						message: 'The request is invalid.',
						description: expect.any(String),
						httpCode: '400',
						code: 'BadRequest',
						correlationId: sentId(),
						fields: [
							{
								name: 'providerInstanceId',
								messages: ['Is disabled.', 'Belongs to someone else.'],
							},
							{ name: 'somethingNew', messages: ['Is missing.'] },
						],
						attempts: 1,
						outcome: 'rejected',
					},
				},
				pairedItem: { item: 0 },
			},
		]);
		const { description } = run.output[0]?.json.error as { description: string };
		expect(description).toContain('Provider Instance: Is disabled.; Belongs to someone else.');
		expect(description).toContain('Something New: Is missing.');
		expect(description).toContain(sentId());
	});

	test('lands on the error branch and leaves the success branch empty', async () => {
		refuse();
		const run = await scene.run(UPDATE, { items: [{ row: 7 }], onError: 'continueErrorOutput' });

		expect(run.output).toEqual([]);
		expect(run.errorOutput).toEqual([
			{
				json: { row: 7, error: expect.objectContaining({ message: 'The request is invalid.' }) },
				pairedItem: { item: 0 },
			},
		]);
	});

	test('stops the execution with message, description and item', async () => {
		refuse();
		const run = await scene.run(UPDATE);

		expect(run.workflow.status).toBe('error');
		expect(run.output).toEqual([]);
		expect(run.error).toMatchObject({
			name: 'NodeApiError',
			message: 'The request is invalid.',
			httpCode: '400',
			description: expect.stringContaining(sentId()),
			context: { itemIndex: 0 },
		});
	});

	test.each([
		['another id', 'e0b7c1d2-0000-4000-8000-000000000007', 'e0b7c1d2-0000-4000-8000-000000000007'],
		['an id of zeros', '00000000-0000-0000-0000-000000000000', undefined],
		['100 kB of text', 'x'.repeat(100_000), undefined],
		['no text', { id: 7 }, undefined],
	])('keeps the id that was sent when the API names %s', async (_, correlationId, named) => {
		let sent: unknown;
		const server = await startRawServer(({ headers }, response) => {
			sent = headers['x-correlation-id'];
			response.writeHead(400, { 'content-type': 'application/json' });
			response.end(JSON.stringify({ ...API_ERROR, correlationId }));
		});
		const credentials = scene.credentials('oAuth2', { baseUrl: server.url });
		const run = await scene.run(UPDATE, { onError: 'continueRegularOutput', credentials });
		await server.close();

		const error = run.output[0]?.json.error as Record<string, string>;
		expect(error.correlationId).toBe(sent);
		expect(error.serverCorrelationId).toBe(named);
		expect(error.description).toContain(sent);
		if (named) expect(error.description).toContain(named);
		expect(JSON.stringify(error).length).toBeLessThan(4_000);
	});

	test('names the correlation id of the request when the API gives none', async () => {
		scene.sandbox.inject({ kind: 'status', status: 400, body: { description: 'No.' } });
		const run = await scene.run(UPDATE, { onError: 'continueRegularOutput' });

		expect(run.output[0]?.json.error).toMatchObject({
			message: 'No.',
			correlationId: sentId(),
		});
	});
});

test('a 403 without body names tenant and roles', async () => {
	scene.sandbox.inject({ kind: 'status', status: 403 });
	const run = await scene.run(UPDATE, { onError: 'continueRegularOutput' });

	expect(run.output[0]?.json.error).toMatchObject({
		description: expect.stringMatching(new RegExp(`csp.*${scene.sandbox.tenant}`)),
		httpCode: '403',
		outcome: 'rejected',
	});
});

test('a 404 without body names what was looked for', async () => {
	const run = await scene.run(
		{
			resource: 'mca',
			operation: 'get',
			customerId: byId(CUSTOMERS.blueYonder.id),
			providerInstanceId: byId(INSTANCE.id),
		},
		{ onError: 'continueRegularOutput' },
	);

	const { error } = run.output[0]?.json ?? {};
	expect(error).toMatchObject({ httpCode: '404', outcome: 'rejected' });
	expect(JSON.stringify(error)).toContain(CUSTOMERS.blueYonder.id);
	expect(JSON.stringify(error)).toContain(INSTANCE.id);
});

test('a web page in the place of the API does not show its HTML', async () => {
	scene.sandbox.inject({ kind: 'html', times: 2 });
	const run = await scene.run(UPDATE, { onError: 'continueRegularOutput' });

	expect(run.output[0]?.json.error).toMatchObject({ httpCode: '502', outcome: 'unknown' });
	expect(JSON.stringify(run.output)).not.toMatch(/<\/?\w+>/);
	expect(scene.requests()).toHaveLength(1);
});

test('an address where nothing listens is named, and is not a lost item', async () => {
	const credentials = scene.credentials('accessToken', { baseUrl: 'http://127.0.0.1:9' });
	const run = await scene.run(
		{ ...UPDATE, options: { maxRetries: 0 } },
		{ authentication: 'accessToken', credentials, onError: 'continueErrorOutput' },
	);

	expect(run.errorOutput[0]?.json.error).toMatchObject({
		message: expect.stringContaining('127.0.0.1:9'),
		outcome: 'notSent',
	});
});

test('a run that stops half-way says what was already applied', async () => {
	scene.sandbox.inject({
		kind: 'status',
		status: 400,
		body: API_ERROR,
		match: { path: new RegExp(CUSTOMERS.fabrikam.id) },
	});
	const ids = [CUSTOMER.id, CUSTOMERS.fabrikam.id, CUSTOMERS.northwind.id];
	const run = await scene.run(
		{ ...UPDATE, customerId: byId('={{ $json.id }}'), options: { maxConcurrency: 1 } },
		{ items: ids.map((id) => ({ id })) },
	);

	expect(run.error?.message).toBe('The request is invalid.');
	expect(run.error?.context?.itemIndex).toBe(1);
	expect(run.error?.description).toMatch(/already applied: item 0/i);
	expect(run.error?.description).toMatch(/not sent: item 2/i);
	expect(scene.requests()).toHaveLength(2);
});
