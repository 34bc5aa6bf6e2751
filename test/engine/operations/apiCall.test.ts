import type { INodeParameters } from 'n8n-workflow';

import { CUSTOMERS } from '../../../sandbox/seed';
import { CUSTOMER, INSTANCE, useScene, UUID_V4 } from '../support';
import { useJitter } from '../support/jitter';

/** Calls that have no operation of their own keep the promises of those that have. */
const scene = useScene();

useJitter(0);

const CALL = { resource: 'api', operation: 'call' };
const IDENTIFIER = `/v1/Customers/${CUSTOMER.id}/internal-identifier`;
const REFRESH = `/v1/Customers/${CUSTOMER.id}/provider-instances/${INSTANCE.id}/mca/status`;
const PATCH = {
	...CALL,
	method: 'PATCH',
	path: IDENTIFIER,
	body: '{ "internalIdentifier": "CRM-2001" }',
};
const ON_ERROR_BRANCH = { onError: 'continueErrorOutput' } as const;

const jsons = async (node: INodeParameters) =>
	(await scene.run({ ...CALL, ...node })).output.map(({ json }) => json);
const stored = () => scene.sandbox.state.customers.get(CUSTOMER.id)?.profile.internalIdentifier;
/** Has the API answer the next request with this, as JSON. */
const answering = (body: unknown, status = 200) =>
	scene.sandbox.inject({ kind: 'status', status, body });

describe('a write', () => {
	test('sends method, path and body, and says that there was no answer', async () => {
		const run = await scene.run(PATCH);

		expect(scene.calls()).toEqual([`PATCH ${IDENTIFIER}`]);
		expect(scene.requests()[0]?.body).toEqual({ internalIdentifier: 'CRM-2001' });
		expect(run.output[0]?.json).toEqual({
			success: true,
			correlationId: scene.requests()[0]?.headers['x-correlation-id'],
		});
		expect(stored()).toBe('CRM-2001');
	});

	test('adds nothing to an answer', async () => {
		answering({ id: 7 });

		expect(await jsons({ ...PATCH })).toEqual([{ id: 7 }]);
	});

	test.each<[string, string, unknown, string]>([
		['POST', 'an array', '[1, { "a": null }]', '[1,{"a":null}]'],
		['POST', 'an object without keys', '{}', '{}'],
		['POST', 'an empty array', '={{ [] }}', '[]'],
		['PUT', 'text', '"PO-4711"', '"PO-4711"'],
		['PATCH', 'a number', '7', '7'],
		['PATCH', 'false', '={{ false }}', 'false'],
		['PUT', 'an object of an expression', '={{ { a: { b: [1] } } }}', '{"a":{"b":[1]}}'],
		['DELETE', 'nothing', '', ''],
	])('by %s sends %s', async (method, _, body, sent) => {
		await scene.run({ ...CALL, method, path: '/v1/Things', body: body as string });

		const [request] = scene.requests();
		expect(request).toMatchObject({ method, path: '/v1/Things', rawBody: sent });
		if (sent !== '') expect(request?.headers['content-type']).toMatch(/^application\/json\b/);
	});

	test('is shown by a dry run, whose plan binds', async () => {
		const query = '{ "resellerId": "a" }';
		const dry = await scene.run({ ...PATCH, query, dryRun: true });
		const { planId } = dry.output[0]?.json ?? {};

		expect(dry.output[0]?.json).toEqual({
			dryRun: true,
			request: {
				method: 'PATCH',
				path: IDENTIFIER,
				query: { resellerId: 'a' },
				body: { internalIdentifier: 'CRM-2001' },
			},
			planId: expect.stringMatching(/^[0-9a-f]{64}$/),
			summary: `Would send PATCH ${IDENTIFIER}`,
		});
		const approved = { ...PATCH, options: { approvedPlan: String(planId) } };
		const other = await scene.run(approved);
		expect(other.error?.message).toBe('The request is no longer the one that was approved');
		expect(scene.requests()).toEqual([]);
		await scene.run({ ...approved, query });
		expect(scene.requests()).toHaveLength(1);
	});

	test('is sent again only where that is safe', async () => {
		for (const safeToRepeat of [false, true]) {
			scene.sandbox.reset();
			scene.sandbox.inject({ kind: 'resetAfter' });
			const run = await scene.run({ ...PATCH, safeToRepeat }, ON_ERROR_BRANCH);

			expect(scene.calls()).toHaveLength(safeToRepeat ? 2 : 1);
			expect(run.output).toHaveLength(safeToRepeat ? 1 : 0);
			const errors = run.errorOutput.map(({ json }) => json.error);
			expect(errors).toMatchObject(safeToRepeat ? [] : [{ outcome: 'unknown', attempts: 1 }]);
		}
	});

	test('stays unknown when a repeat is refused', async () => {
		scene.sandbox.inject({ kind: 'resetAfter' });
		scene.sandbox.inject({ kind: 'status', status: 400 });
		const run = await scene.run({ ...PATCH, safeToRepeat: true }, ON_ERROR_BRANCH);

		expect(run.errorOutput[0]?.json.error).toMatchObject({ outcome: 'unknown', attempts: 2 });
	});

	test.each([
		['a page', '<!DOCTYPE html><html></html>'],
		['plain text', 'done'],
		['an error in it', { success: false }],
	])('answered with %s is unknown', async (_, body) => {
		answering(body);
		const run = await scene.run(PATCH, ON_ERROR_BRANCH);

		expect(run.errorOutput[0]?.json.error).toMatchObject({ outcome: 'unknown' });
		expect(scene.calls()).toHaveLength(1);
	});

	test('answered with JSON that was cut off is done', async () => {
		scene.sandbox.inject({ kind: 'truncated' });
		const run = await scene.run({ ...CALL, method: 'POST', path: REFRESH }, ON_ERROR_BRANCH);

		expect(run.output.map(({ json }) => json)).toEqual([
			{ success: true, correlationId: expect.stringMatching(UUID_V4) },
		]);
	});

	test('to one path keeps the order of the items', async () => {
		const items = Array.from({ length: 12 }, (_, index) => ({ name: `CRM-${index}` }));
		const body = '={{ { internalIdentifier: $json.name } }}';
		await scene.run({ ...PATCH, body }, { items });

		expect(scene.requests().map(({ body: sent }) => sent)).toEqual(
			items.map(({ name }) => ({ internalIdentifier: name })),
		);
	});
});

describe('nothing is sent', () => {
	test.each<[string, INodeParameters, string]>([
		['a path from an empty cell', { path: '={{ "" }}' }, 'Path must be filled in'],
		['a path of nothing', { path: '={{ $json.renamed }}' }, 'Path must be filled in'],
		['an id of nothing', { path: '=/v1/Customers/{{ $json.renamed }}' }, 'empty part'],
		['an id of nothing inside', { path: '=/v1/A/{{ $json.renamed }}/b' }, 'empty part'],
		['an id as text', { path: '={{ "/v1/A/" + $json.renamed }}' }, 'the part undefined'],
		['a query of nothing', { query: '={{ $json.renamed }}' }, 'Query has an expression'],
		['a filter of nothing', { query: '={{ { a: $json.renamed } }}' }, 'Query, a must be'],
		['a filter that is null', { query: '{ "a": null }' }, 'Query, a must be'],
		['a query of objects', { query: '{ "a": { "b": 1 } }' }, 'Query, a must be'],
		['a query that is a list', { query: '[1]' }, 'Query must be a JSON object'],
		['a query that is no JSON', { query: 'a=b' }, 'Query must be JSON'],
		['a body of nothing', { body: '={{ $json.renamed }}' }, 'Body has an expression'],
		[
			'a body with nothing in it',
			{ body: '={{ { a: [{ b: $json.no }] } }}' },
			'Body, a, entry 1, b has no value',
		],
		['a body that is no JSON', { body: '{ "a": }' }, 'Body must be JSON'],
		['a method that is none', { method: 'TRACE' }, 'Method must be one of'],
		['a method of nothing', { method: '={{ $json.renamed }}' }, 'Method must be one of'],
		['an unclear switch', { safeToRepeat: '={{ $json.renamed }}' }, 'Safe to Repeat must be'],
	])('for %s', async (_, parameters, message) => {
		const run = await scene.run({ ...PATCH, ...parameters }, ON_ERROR_BRANCH);

		expect(run.errorOutput[0]?.json.error).toMatchObject({
			message: expect.stringContaining(message),
			outcome: 'notSent',
		});
		expect(scene.sandbox.requests).toEqual([]);
	});

	test('for anyone with Stop Workflow when one item is wrong', async () => {
		const items = [{ id: CUSTOMER.id }, { id: '' }, { id: CUSTOMERS.fabrikam.id }];
		const path = '=/v1/Customers/{{ $json.id }}/internal-identifier';
		const run = await scene.run({ ...PATCH, path }, { items });

		expect(run.error).toMatchObject({ context: { itemIndex: 1 } });
		expect(scene.sandbox.requests).toEqual([]);
	});
});

test('does not follow a redirect to another place', async () => {
	scene.sandbox.inject({ kind: 'status', status: 302 });
	const run = await scene.run({ ...CALL, path: '/v1/Customers' }, ON_ERROR_BRANCH);

	expect(run.errorOutput[0]?.json.error).toMatchObject({ httpCode: '302', outcome: 'rejected' });
	expect(scene.calls()).toHaveLength(1);
});

test('hides secrets that the API repeats in an error', async () => {
	const token = scene.sandbox.issueToken();
	answering({ description: `Bearer ${token}` }, 400);
	const run = await scene.run(PATCH, ON_ERROR_BRANCH);

	expect(JSON.stringify(run.workflow.stored.data.resultData)).not.toContain(token);
});
