import * as chance from '../../../nodes/shared/api/jitter';
import { ID } from '../api/sent';
import { type Answers, failureOf } from '../support/api';
import { ABSENT, given, readAll, saved } from '../support/fields';
import { issuesOf, ok, operationOf, perform, tasksOf } from '../support/operation';

const CALL = 'api/call';
const PATH = '/v1/Things/7';
const GET = { method: 'GET', path: PATH };
const PATCH = { method: 'PATCH', path: PATH, body: '{ "name": "A" }' };

beforeEach(() => void jest.spyOn(chance, 'jitter').mockReturnValue(0));
afterEach(() => jest.restoreAllMocks());

const asJson = (body: string) => ({
	...{ status: 200, body },
	headers: { 'content-type': 'application/json' },
});
const DONE = { success: true, correlationId: ID };

describe('an answer comes as it is', () => {
	test.each<[string, Answers[number], object[]]>([
		['an object', ok({ id: 7, more: { a: null } }), [{ id: 7, more: { a: null } }]],
		['an object without keys', ok({}), [{}]],
		['one item for each entry', ok([{ id: 1 }, { id: 2 }]), [{ id: 1 }, { id: 2 }]],
		['no item for an empty list', ok([]), []],
		['values', ok([1, 'a', null, [2]]), [1, 'a', null, [2]].map((value) => ({ value }))],
		['a number', ok(7), [{ value: 7 }]],
		['false', ok(false), [{ value: false }]],
		['null', ok(null), [{ value: null }]],
		['text', asJson('f1a6'), [{ value: 'f1a6' }]],
		['text with a bracket in it', asJson('f1 [a]'), [{ value: 'f1 [a]' }]],
		['what looks like an error', ok({ message: 'Hi' }), [{ value: { message: 'Hi' } }]],
		[
			'what n8n would take for an error, in a list',
			ok([
				{ error: 'a', message: 'b', details: 'c' },
				{ error: 'a', id: 1 },
			]),
			[{ value: { error: 'a', message: 'b', details: 'c' } }, { error: 'a', id: 1 }],
		],
		['success where there is none', { status: 204 }, [DONE]],
		['success where it is empty', ok(''), [DONE]],
	])('%s', async (_, answer, json) => {
		for (const request of [GET, PATCH]) {
			expect((await perform(CALL, request, [answer])).json).toEqual(json);
		}
	});

	test.each(['{"id": "f1', ' [{"id": 1}, {"i'])(
		'a write whose answer %j was cut off is done',
		async (cut) => {
			expect((await perform(CALL, PATCH, [asJson(cut)])).json).toEqual([DONE]);
		},
	);
});

describe('a GET', () => {
	test('asks with the query, and sends no body', async () => {
		const query = '{ "pageSize": 100, "ids": ["a", "b"], "open": true }';
		const { calls, bodies } = await perform(CALL, { ...PATCH, ...GET, query });
		expect(calls).toEqual([`GET ${PATH}?pageSize=100&ids=a%2Cb&open=true`]);
		expect(bodies).toEqual([undefined]);
	});

	test('changes nothing: it has no dry run, no order, and is sent again', async () => {
		const { calls } = await perform(CALL, { ...GET, dryRun: true }, [{ code: 'ECONNRESET' }]);
		expect(calls).toEqual([`GET ${PATH}`, `GET ${PATH}`]);
		expect(tasksOf(CALL, GET)).toMatchObject([{ impact: 'none' }]);
		expect(tasksOf(CALL, GET)[0]).not.toHaveProperty('target');
	});
});

describe('a write', () => {
	test.each(['POST', 'PATCH', 'PUT', 'DELETE'])('by %s sends what is given', async (method) => {
		const { calls, bodies } = await perform(CALL, { ...PATCH, method, query: '{"a": 1}' });
		expect(calls).toEqual([`${method} ${PATH}?a=1`]);
		expect(bodies).toEqual([{ name: 'A' }]);
		expect(tasksOf(CALL, { ...PATCH, method })).toMatchObject([{ impact: 'write' }]);
	});

	test.each<[string, object, object]>([
		['all that is given', { query: '{"a": 1}' }, { query: { a: 1 }, body: { name: 'A' } }],
		['no empty query', { query: '{}' }, { body: { name: 'A' } }],
		['no empty body', { body: ' ' }, {}],
		['a body that is empty by itself', { body: '{}' }, { body: {} }],
		['a body of no', { body: 'false' }, { body: false }],
		['a body of null', { body: '{"a": [null]}' }, { body: { a: [null] } }],
	])('shows %s in a dry run', async (_, parameters, request) => {
		const { json, calls } = await perform(CALL, { ...PATCH, ...parameters, dryRun: true });
		expect(json).toEqual([
			{
				dryRun: true,
				request: { method: 'PATCH', path: PATH, ...request },
				planId: expect.stringMatching(/^[0-9a-f]{64}$/),
				summary: `Would send PATCH ${PATH}`,
			},
		]);
		expect(calls).toEqual([]);
	});

	test('to one path, in whatever capitals, keeps the order of the items', () => {
		const paths = [PATH, PATH.toUpperCase().replace('V', 'v'), '/v1/Things/8'];
		const tasks = tasksOf(CALL, ...paths.map((path) => ({ ...PATCH, path })));
		const [first, second, third] = tasks.map(({ target }) => target);
		expect(first).toBe(second);
		expect(third).not.toBe(first);
	});

	test('is sent again after a silence only where that is safe', async () => {
		const silent: Answers = [{ code: 'ECONNRESET' }];
		const { calls } = await perform(CALL, { ...PATCH, safeToRepeat: true }, silent);
		expect(calls).toHaveLength(2);
		const failure = await failureOf(perform(CALL, PATCH, silent));
		expect(failure).toMatchObject({ outcome: 'unknown', attempts: 1 });
		expect(failure.hint).toMatch(/The fastest way to find out: Get Many of Audit Log, /);
	});
});

describe('a body is refused', () => {
	const { method, body } = operationOf(CALL).fields;
	const read = (value: ReturnType<typeof given>) =>
		readAll({ method, body } as never, { method: saved('POST'), body: value });

	test.each<[unknown, string, string]>([
		['{ "a": }', 'body', 'must be JSON, but is "{ \\"a\\": }"'],
		[undefined, 'body', 'has an expression that gives nothing: has a column been renamed?'],
		[null, 'body', 'has an expression that gives nothing: has a column been renamed?'],
		[{ a: undefined }, 'body.a', 'has no value: a column may have another name'],
		[[1, undefined], 'body[1]', 'has no value: a column may have another name'],
		[
			{ a: 1, b: [{ c: null }, { d: undefined }] },
			'body.b[1].d',
			'has no value: a column may have another name',
		],
	])('for %j, with the place', (value, name, message) => {
		expect(read(given(value))).toEqual({ issues: [{ name, messages: [message] }] });
	});

	test('and is none where it is left empty', () => {
		for (const empty of [saved(''), saved(' '), ABSENT, given('')]) {
			expect(read(empty)).toEqual({ values: { method: 'POST', body: undefined } });
		}
	});
});

describe('a query is refused', () => {
	const PLAIN = 'must be text, a number or a list, but is';
	test.each<[unknown, string, string]>([
		['a=b', 'query', 'must be JSON, but is "a=b"'],
		['[1]', 'query', 'must be a JSON object, but is "[1]"'],
		['"a"', 'query', 'must be a JSON object, but is "a"'],
		['null', 'query', 'must be a JSON object, but is empty'],
		['{ "a": 1, "b": null }', 'query.b', `${PLAIN} empty`],
		['{ "a": { "b": 1 } }', 'query.a', `${PLAIN} "{\\"b\\":1}"`],
		['{ "a": ["b", null] }', 'query.a', `${PLAIN} "[\\"b\\",null]"`],
		['{ "a": [["b"]] }', 'query.a', `${PLAIN} "[[\\"b\\"]]"`],
		[{ a: Number.NaN }, 'query.a', `${PLAIN} "null"`],
	])('for %j, with the place', (query, name, message) => {
		expect(issuesOf(CALL, { ...GET, query })).toEqual([{ name, messages: [message] }]);
	});
});

describe('a path', () => {
	test.each([
		PATH,
		`  ${PATH} `,
		'/v1/a-b_c~d/e.f/1,2:3=4+5@6',
		'/v1/users/ada%20l%C3%BCck',
		'/v1/...a/b../undefinedx/annull',
	])('%j is sent as it is', async (path) => {
		expect((await perform(CALL, { ...GET, path })).calls).toEqual([`GET ${path.trim()}`]);
	});

	test('may have two thousand characters, and not one more', async () => {
		const path = `/v1/${'a'.repeat(1_996)}`;
		expect((await perform(CALL, { ...GET, path })).calls).toEqual([`GET ${path}`]);
		expect(issuesOf(CALL, { ...GET, path: `${path}a` })).toEqual([
			{ name: 'path', messages: ['must not be longer than 2000 characters'] },
		]);
	});

	const START = /^must begin with \/v1\/, without a host$/;
	const NO_QUERY = /^must not have a query or a fragment: use Query$/;
	const EMPTY_PART = /^must not have an empty part/;
	const DOTS = /^must not have a part of dots alone$/;
	const DISGUISED = /written as %XX$/;
	const ESCAPE = /^must have special characters written as %XX: /;
	test.each<[string, RegExp]>([
		['', /^must be filled in, but is empty$/],
		['v1/Things', START],
		['/V1/Things', START],
		['/v1', START],
		['https://api.example.com/v1/Things', START],
		['/v2/v1/Things', START],
		['/v1/Things?a=1', NO_QUERY],
		['/v1/Things#a', NO_QUERY],
		['/v1/', EMPTY_PART],
		['/v1/Things//7', EMPTY_PART],
		['/v1/Things/7/', EMPTY_PART],
		['/v1/Things/undefined', /^must not have the part undefined: an expression gave nothing$/],
		['/v1/null/7', /^must not have the part null: /],
		['/v1/Things/NaN', /^must not have the part NaN: /],
		['/v1/.', DOTS],
		['/v1/a/../b', DOTS],
		['/v1/...', DOTS],
		...['2e', '2E', '2f', '25', '3F', '23', '5c', '00', '1f', '0D', '7f'].map(
			(code): [string, RegExp] => [`/v1/a%${code}b`, DISGUISED],
		),
		['/v1/a b', ESCAPE],
		['/v1/ü', ESCAPE],
		['/v1/a;b', ESCAPE],
		['/v1/a\\b', ESCAPE],
		['/v1/{customerId}', ESCAPE],
		['/v1/a%', ESCAPE],
		['/v1/a%zz', ESCAPE],
		['/v1/a%ff', ESCAPE],
	])('%j is refused', (path, message) => {
		expect(issuesOf(CALL, { ...GET, path })).toEqual([
			{ name: 'path', messages: [expect.stringMatching(message)] },
		]);
	});
});

test.each<[object, string]>([
	[{ method: 'TRACE' }, 'method'],
	[{ safeToRepeat: 'perhaps' }, 'safeToRepeat'],
])('%j is refused', (parameters, name) => {
	expect(issuesOf(CALL, { ...PATCH, ...parameters })).toMatchObject([{ name }]);
});
