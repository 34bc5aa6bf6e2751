import fc from 'fast-check';

import { cleanTenant } from '../../../nodes/shared/api/clean';
import { AT_CUSTOMER, useScene } from '../support';
import { useJitter } from '../support/jitter';
import { junk, SEED } from './arbitraries';

const RUNS = 300;

const scene = useScene();

useJitter(0);

const GET = { resource: 'mca', operation: 'get', ...AT_CUSTOMER, options: { maxRetries: 0 } };
const blanks = fc.constantFrom(
	'',
	' ',
	'\n',
	'\t',
	'\r\n',
	'/',
	'/\n',
	'/path',
	'?a=b',
	'#',
	'.',
	':443',
	'\r\nX-Evil: 1',
	'\0',
);

test('a tenant goes out as a host name, or nothing goes out', async () => {
	const prefixes = fc.constantFrom('', ' ', 'https://', 'HTTP://', 'x-evil:', '\r\n', '//');
	const nearly = fc
		.tuple(prefixes, blanks, blanks)
		.map(([prefix, ...ends]) => `${prefix}${scene.sandbox.tenant}${ends.join('')}`);
	await fc.assert(
		fc.asyncProperty(fc.oneof(nearly, nearly, junk), fc.boolean(), async (tenant, pasted) => {
			scene.sandbox.reset();
			const authentication = pasted ? 'accessToken' : 'oAuth2';
			const credentials = scene.credentials(authentication, { tenant: tenant as string });
			const run = await scene.run(GET, { authentication, credentials });

			const usable = tenantOf(tenant);
			expect(scene.requests().map(({ headers }) => headers['x-tenant'])).toEqual(
				usable === undefined ? [] : [usable],
			);
			expect(scene.requests().some(({ headers }) => 'x-evil' in headers)).toBe(false);
			expectNodeError(run.error, usable === scene.sandbox.tenant);
		}),
		{ seed: SEED, numRuns: RUNS },
	);
});

test('a token goes out as one word, or nothing goes out', async () => {
	const token = scene.sandbox.issueToken();
	const nearly = fc
		.tuple(fc.constantFrom('', ' ', '"', 'Bearer ', 'bearer  ', 'Bearer'), blanks)
		.map(([start, end]) => `${start}${token}${end}`);
	const broken = fc.nat(token.length).map((at) => `${token.slice(0, at)}\n${token.slice(at)}`);
	await fc.assert(
		fc.asyncProperty(fc.oneof(nearly, broken, junk), async (accessToken) => {
			scene.sandbox.reset();
			const credentials = scene.credentials('accessToken', { accessToken: accessToken as string });
			const run = await scene.run(GET, { authentication: 'accessToken', credentials });

			for (const { headers } of scene.requests()) {
				expect(headers.authorization).toMatch(/^Bearer [\x21-\x7e]+$/);
				expect(headers['x-evil']).toBeUndefined();
			}
			if (run.error) {
				expectNodeError(run.error, false);
				const stored = JSON.stringify(run.workflow.stored.data.resultData);
				expect(stored.includes(token)).toBe(false);
			}
		}),
		{ seed: SEED, numRuns: RUNS },
	);
});

test('a base URL that is none gets nothing, and no other host does', async () => {
	const { host } = new URL(scene.sandbox.url);
	const odd = fc.constantFrom(
		`http://${host}\r\nX-Evil: 1`,
		`http://${host}/\r\nHost: evil.example.com`,
		`http://user:secret@${host}`,
		`http://${host}@evil.invalid`,
		`http://${host}?to=evil.invalid`,
		`http://${host}#evil`,
		`http://${host}/../..`,
		`http://${host}/%2e%2e/v1/`,
		`http:\\\\${host}`,
		`ftp://${host}`,
		`javascript:alert(1)//${host}`,
		`file:///etc/passwd`,
		`http://evil.invalid`,
		`http://127.0.0.1.evil.invalid`,
		`${host}`,
		`//${host}`,
	);
	await fc.assert(
		fc.asyncProperty(fc.oneof(odd, junk), async (baseUrl) => {
			scene.sandbox.reset();
			// An empty one stands for CloudCockpit's own address, which tests leave alone.
			fc.pre(typeof baseUrl === 'string' && baseUrl.trim() !== '');
			const credentials = scene.credentials('accessToken', { baseUrl });
			const run = await scene.run(GET, { authentication: 'accessToken', credentials });

			for (const { headers, path } of scene.requests()) {
				expect(headers.host).toBe(host);
				expect(headers['x-evil']).toBeUndefined();
				expect(path).toMatch(
					/\/v1\/Customers\/[0-9a-f-]{36}\/provider-instances\/[0-9a-f-]{36}\/mca$/,
				);
			}
			if (run.error) expectNodeError(run.error, false);
		}),
		{ seed: SEED, numRuns: RUNS },
	);
});

/** The host name in what was entered, which is checked by itself in the unit tests. */
function tenantOf(tenant: unknown): string | undefined {
	try {
		return cleanTenant(tenant);
	} catch {
		return undefined;
	}
}

function expectNodeError(error: { name?: string } | undefined, succeeds: boolean): void {
	if (succeeds) expect(error).toBeUndefined();
	else expect(error?.name).toMatch(/^Node(?:Api|Operation)Error$/);
}
