import type { INodeParameters } from 'n8n-workflow';

import { CUSTOMER, INSTANCE, useScene, UUID_V4 } from '../support';
import { useJitter } from '../support/jitter';

/** What a GET of one's own gives, and what it does not take for an answer. */
const scene = useScene();

useJitter(0);

const CALL = { resource: 'api', operation: 'call' };
const IDENTIFIER = `/v1/Customers/${CUSTOMER.id}/internal-identifier`;
const PATCH = {
	...CALL,
	method: 'PATCH',
	path: IDENTIFIER,
	body: '{ "internalIdentifier": "CRM-2001" }',
};
const ON_ERROR_BRANCH = { onError: 'continueErrorOutput' } as const;

const jsons = async (node: INodeParameters) =>
	(await scene.run({ ...CALL, ...node })).output.map(({ json }) => json);
/** Has the API answer the next request with this, as JSON. */
const answering = (body: unknown, status = 200) =>
	scene.sandbox.inject({ kind: 'status', status, body });

describe('GET', () => {
	test('gives the JSON as it came, with the headers of every request', async () => {
		const [customer, ...others] = await jsons({ path: `/v1/Customers/${CUSTOMER.id}` });

		expect(others).toEqual([]);
		expect(customer).toMatchObject({ id: CUSTOMER.id, providerCustomers: expect.any(Object) });
		expect(customer).not.toHaveProperty('correlationId');
		expect(scene.calls()).toEqual([`GET /v1/Customers/${CUSTOMER.id}`]);
		expect(scene.requests()[0]).toMatchObject({
			query: {},
			rawBody: '',
			headers: {
				'x-tenant': scene.sandbox.tenant,
				'x-correlation-id': expect.stringMatching(UUID_V4),
			},
		});
	});

	test('sends a query, also with lists', async () => {
		await jsons({
			path: '/v1/Customers',
			query:
				'{ "pageSize": 2, "searchValue": "a & b/ü", "ascendingOrder": true, "tag": ["x", "y"] }',
		});

		expect(scene.requests()[0]?.query).toEqual({
			...{ pageSize: '2', searchValue: 'a & b/ü', ascendingOrder: 'true' },
			tag: ['x', 'y'],
		});
	});

	test('gives one item for each entry of an array', async () => {
		const path = `/v1/Customers/${CUSTOMER.id}/licenses`;
		const licenses = await jsons({ path, query: { providerInstanceId: INSTANCE.id } });

		expect(licenses).toHaveLength(4);
		expect(licenses[0]).toMatchObject({ skuId: expect.any(String) });
	});

	test.each<[string, unknown, unknown[]]>([
		['an empty array', [], []],
		['true', true, [{ value: true }]],
		['zero', 0, [{ value: 0 }]],
		['null', null, [{ value: null }]],
		['an array of values', ['a', null, 7, [1]], ['a', null, 7, [1]].map((value) => ({ value }))],
		['an object without keys', {}, [{}]],
		['an error alone', { error: 'x' }, [{ value: { error: 'x' } }]],
		[
			'an error with a message and details',
			{ error: 'x', message: 'y', details: [] },
			[{ value: { error: 'x', message: 'y', details: [] } }],
		],
		['an error among others', { error: 'x', id: 1 }, [{ error: 'x', id: 1 }]],
		['entries like errors', [{ error: 1 }, { id: 1 }], [{ value: { error: 1 } }, { id: 1 }]],
		['input', { input: 1, json: 2 }, [{ input: 1, json: 2 }]],
	])('gives %s on the success branch', async (_, body, items) => {
		answering(body);
		const run = await scene.run({ ...CALL, path: '/v1/Customers' }, ON_ERROR_BRANCH);

		expect(run.errorOutput).toEqual([]);
		expect(run.output.map(({ json }) => json)).toEqual(items);
	});

	test('gives success where there is no body', async () => {
		answering(undefined, 204);

		expect(await jsons({ path: '/v1/Customers' })).toEqual([
			{ success: true, correlationId: scene.requests()[0]?.headers['x-correlation-id'] },
		]);
	});

	test.each([
		['a page', '<!DOCTYPE html><html></html>'],
		['plain text', 'upstream is restarting'],
		['an error in it', { statusCode: 500 }],
	])('does not take %s for an answer, and asks again', async (_, body) => {
		answering(body);
		const [customer] = await jsons({ path: `/v1/Customers/${CUSTOMER.id}` });

		expect(customer).toMatchObject({ id: CUSTOMER.id });
		expect(scene.calls()).toHaveLength(2);
	});

	test('does not take JSON that was cut off for an answer', async () => {
		scene.sandbox.inject({ kind: 'truncated' });
		const [customer] = await jsons({ path: `/v1/Customers/${CUSTOMER.id}` });

		expect(customer).toMatchObject({ id: CUSTOMER.id });
		expect(scene.calls()).toHaveLength(2);
	});

	test('is no write: a dry run reads, and Max Changes does not count it', async () => {
		const items = [{ method: 'GET' }, { method: 'get' }, { method: 'PATCH' }];
		const run = await scene.run(
			{ ...PATCH, method: '={{ $json.method }}', options: { maxChanges: 1 } },
			{ items, ...ON_ERROR_BRANCH },
		);
		const dry = await scene.run({ ...CALL, path: '/v1/Customers', dryRun: true });

		expect(scene.calls().filter((call) => call === `GET ${IDENTIFIER}`)).toHaveLength(2);
		expect(run.output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 2 }]);
		expect(dry.output[0]?.json).toHaveProperty('items');
	});
});
