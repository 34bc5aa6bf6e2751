import fc from 'fast-check';

import { problemOfPath } from '../../../nodes/CloudCockpit/operations/api/path';
import { CUSTOMER, useScene } from '../support';
import { junk, SEED } from '../properties/arbitraries';

/** A request of one's own reaches nothing but /v1 of the credential's base URL. */
const scene = useScene();

const ID = CUSTOMER.id;
const OUTSIDE = [
	'/',
	'/v1',
	'/v1/',
	'/V1/Customers',
	'/v2/Customers',
	'v1/Customers',
	'/_sandbox/state',
	'/v1x/Customers',
	'//evil.example.com/v1/',
	'https://evil.example.com/v1/Customers',
	'@evil.example.com/v1/Customers',
	':80/v1/Customers',
	'.evil.example.com/v1/Customers',
	'\\\\evil.example.com\\v1\\',
	'/\\evil.example.com/v1/Customers',
	'/v1//evil.example.com',
	'/v1/../_sandbox/state',
	'/v1/./Customers',
	'/v1/Customers/..',
	'/v1/Customers/../../_sandbox/state',
	'/v1/%2e%2e/_sandbox/state',
	'/v1/.%2E/_sandbox/state',
	'/v1/%252e%252e/_sandbox/state',
	'/v1/%c0%ae%c0%ae/_sandbox/state',
	'/v1/..%2f_sandbox/state',
	'/v1/..%5c_sandbox/state',
	'/v1/..\\_sandbox\\state',
	'/v1/..;/_sandbox/state',
	'/v1/Customers;a=b',
	'/v1/Customers?pageSize=1',
	'/v1/Customers%3fpageSize=1',
	'/v1/Customers#a',
	'/v1/Customers%23a',
	'/v1/Customers\r\nX-Evil: 1',
	'/v1/Customers%0d%0aX-Evil:%201',
	'/v1/Cust\tomers',
	'/v1/Cust\u0000omers',
	'/v1/Customers%00',
	'/v1/Customers%7f',
	'/v1/\u2024\u2024/_sandbox/state',
	'/v1/\uff0e\uff0e/_sandbox/state',
	'/v1/Customers/%',
	'/v1/Customers/%zz',
	'/v1/Customers/%ff',
	'/v1/Customers/ ü',
	'/v1/{customerId}',
	`/v1/${'a'.repeat(2_000)}`,
];

test.each(OUTSIDE)('%j is refused before anything is sent', async (path) => {
	const run = await scene.run(
		{ resource: 'api', operation: 'call', path: `={{ ${JSON.stringify(path)} }}` },
		{ onError: 'continueErrorOutput' },
	);

	expect(run.errorOutput[0]?.json.error).toMatchObject({
		message: expect.stringMatching(/^Path must /),
		outcome: 'notSent',
		attempts: 0,
	});
	expect(scene.sandbox.requests).toEqual([]);
});

test.each([
	`/v1/Customers/${ID}`,
	'/v1/users/ada%20l%C3%BCck@example.com',
	'/v1/a-b_c~d/e.f/1,2:3=4+5',
	'/v1/...a',
])('%s is sent as it is', async (path) => {
	await scene.run({ resource: 'api', operation: 'call', path });

	expect(scene.requests().map((request) => request.path)).toEqual([path]);
});

/** Paths that are nearly good: pieces of good and of bad ones. */
const PIECES = [
	...[
		'/',
		'//',
		'/v1/',
		'v1',
		'..',
		'.',
		'%2e',
		'%2E%2e',
		'%2f',
		'%5C',
		'%25',
		'\\',
		';',
		'@',
		':',
	],
	...[
		'?',
		'#',
		'%00',
		'%0a',
		'\n',
		'\t',
		' ',
		'a',
		ID,
		'http:',
		'%',
		'%e',
		'%c0%ae',
		'ü',
		'\u2024',
	],
];
const crafted = fc
	.array(fc.constantFrom(...PIECES), { maxLength: 8 })
	.map((pieces) => `/v1/${pieces.join('')}`);

const BASE = 'https://api.example.com';

test('whatever is accepted stays letter by letter what it is, however it is read', () => {
	let accepted = 0;
	const anyPath = fc.oneof({ weight: 5, arbitrary: crafted }, fc.webUrl(), junk.map(String));
	fc.assert(
		fc.property(anyPath, (path) => {
			if (problemOfPath(path) !== undefined) return;
			accepted += 1;
			const url = new URL(`${BASE}${path}`);
			expect(url.href).toBe(`${BASE}${path}`);
			expect(url.origin).toBe(BASE);
			// Also for a proxy that decodes it once more than it should.
			const decoded = new URL(`${BASE}${decodeURIComponent(url.pathname)}`);
			expect(decoded.pathname).toMatch(/^\/v1\/./);
			expect(decodeURIComponent(decoded.pathname)).toBe(decodeURIComponent(path));
			expect(decoded).toMatchObject({ origin: BASE, search: '', hash: '' });
		}),
		{ seed: SEED, numRuns: 20_000 },
	);
	expect(accepted).toBeGreaterThan(200);
});

test('through the engine, whatever the method, nothing else is reached', async () => {
	const item = fc.record({
		path: fc.oneof({ weight: 3, arbitrary: crafted }, junk),
		method: fc.constantFrom('GET', 'POST', 'PATCH', 'PUT', 'DELETE'),
		query: fc.oneof({ weight: 3, arbitrary: fc.constant('') }, junk),
		body: fc.oneof({ weight: 3, arbitrary: fc.constant({ a: 1 }) }, junk),
	});
	await fc.assert(
		fc.asyncProperty(fc.array(item, { minLength: 40, maxLength: 40 }), async (items) => {
			scene.sandbox.reset();
			const expression = (name: string) => `={{ $json.${name} }}`;
			await scene.run(
				{
					...{ resource: 'api', operation: 'call' },
					...{ path: expression('path'), method: expression('method') },
					...{ query: expression('query'), body: expression('body') },
					options: { maxRetries: 0 },
				},
				{ items: JSON.parse(JSON.stringify(items)), onError: 'continueErrorOutput' },
			);
			const asked = new Set(items.map(({ path }) => String(path).trim()));
			for (const { path, headers } of scene.requests()) {
				expect(path).toMatch(/^\/v1\/./);
				expect(asked).toContain(path);
				expect(headers['x-evil']).toBeUndefined();
				expect(headers['x-tenant']).toBe(scene.sandbox.tenant);
			}
		}),
		{ seed: SEED, numRuns: 15 },
	);
});
