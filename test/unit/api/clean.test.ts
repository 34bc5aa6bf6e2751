import fc from 'fast-check';

import {
	BEARER_TOKEN,
	CLEAN_BASE_URL,
	CLEAN_TENANT,
	cleanBaseUrl,
	cleanTenant,
	cleanToken,
} from '../../../nodes/shared/api/clean';

describe('cleanTenant', () => {
	test.each([
		['portal.example.com'],
		[' Portal.Example.COM '],
		['https://portal.example.com'],
		['HTTP://portal.example.com/'],
		['https://portal.example.com/customers?page=1#top'],
		['portal.example.com?x'],
		['portal.example.com#x'],
		['portal.example.com:443'],
		['https://portal.example.com:8443/x'],
		['portal.example.com.'],
		['portal.example.com/\nx'],
	])('understands %j', (input) => expect(cleanTenant(input)).toBe('portal.example.com'));

	test.each([['xn--bcher-kva.example'], ['a.b'], ['1.2.3.4'], [`${'a'.repeat(63)}.com`]])(
		'takes %j as it is',
		(input) => expect(cleanTenant(input)).toBe(input),
	);

	test.each([
		[''],
		[undefined],
		[7],
		['portal'],
		['-portal.example.com'],
		['portal-.example.com'],
		['portal..example.com'],
		['.example.com'],
		['port_al.example.com'],
		['portal.example.com\r\nX-Evil: 1'],
		['user@portal.example.com'],
		['a b.example.com'],
		['portal.example.com..'],
		['portal.example.com:443:443'],
		[`${'a'.repeat(64)}.com`],
		[`${'a.'.repeat(127)}com`],
		['bücher.example'],
	])('refuses %j', (input) => expect(() => cleanTenant(input)).toThrow(/^The Tenant in the cred/));
});

describe('cleanBaseUrl', () => {
	test.each([
		[undefined, 'https://api.cloudcockpit.com'],
		['  ', 'https://api.cloudcockpit.com'],
		['https://api.example.com', 'https://api.example.com'],
		[' https://api.example.com// ', 'https://api.example.com'],
		['https://API.example.com/v1', 'https://API.example.com'],
		['https://api.example.com/V1/', 'https://api.example.com'],
		['https://api.example.com/v1/x', 'https://api.example.com/v1/x'],
		['https://api.example.com/xv1', 'https://api.example.com/xv1'],
		['https://api.example.com:8443/base/', 'https://api.example.com:8443/base'],
		['http://localhost:4010', 'http://localhost:4010'],
		['http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
		['http://127.1.2.3', 'http://127.1.2.3'],
		['http://[::1]:4010', 'http://[::1]:4010'],
		['http://host.docker.internal', 'http://host.docker.internal'],
	])('makes %j to %j', (input, url) => expect(cleanBaseUrl(input)).toBe(url));

	test.each([
		['http://api.example.com'],
		['http://127.0.0.1.example.com'],
		['http://localhost.example.com'],
		['http://my-localhost'],
		['ftp://localhost'],
		['api.example.com'],
		['https://'],
		['https://user@api.example.com'],
		['https://:password@api.example.com'],
		['https://api.example.com?x=1'],
		['https://api.example.com#x'],
		['javascript:alert(1)'],
	])('refuses %j', (input) => expect(() => cleanBaseUrl(input)).toThrow(/starts with https:\/\//));
});

test.each([
	['token', 'token'],
	['Bearer token', 'token'],
	['bearer\t token', 'token'],
	[' "Bearer token" \n', 'token'],
	["'token'", 'token'],
	['Bearertoken', 'Bearertoken'],
	['', ''],
	[undefined, ''],
	[7, ''],
])('cleanToken makes %j to %j', (input, token) => expect(cleanToken(input)).toBe(token));

describe('the expressions of the credentials clean like the code', () => {
	/** What n8n makes of a credential's expression: `prefix {{ code }}`. */
	function evaluate(expression: string, $credentials: Record<string, string>): string {
		const [, prefix = '', code = ''] = /^=(.*?)\{\{ (.*) \}\}$/s.exec(expression) ?? [];
		const value = new Function('$credentials', `return ${code}`) as (given: object) => string;
		return `${prefix}${value($credentials)}`;
	}
	const SETTINGS = { seed: 20_260_115, numRuns: 500 };
	const oneOf = (...texts: string[]) => fc.constantFrom(...texts);
	const blanks = oneOf('', ' ', '\n', '\t ', '\u00a0');
	const text = (...parts: Array<fc.Arbitrary<string>>) =>
		fc.tuple(...parts).map((all) => all.join(''));
	/** Gives nothing where the code refuses: n8n then sends what the server refuses. */
	const accepted = (clean: () => string) => {
		try {
			return clean();
		} catch {
			return undefined;
		}
	};

	test('a tenant', () => {
		const host = fc.oneof(fc.domain(), oneOf('Portal.Example.COM', 'portal.example.com'));
		const scheme = oneOf('', 'https://', 'HTTP://');
		const rest = oneOf(
			'',
			'.',
			':443',
			'/',
			'/customers?page=1#top',
			'?x',
			'#x',
			':8443/x',
			'/\nx',
		);
		const address = text(blanks, scheme, host, rest, blanks);
		fc.assert(
			fc.property(fc.oneof(address, fc.string({ unit: 'binary' })), (tenant) => {
				const host = accepted(() => cleanTenant(tenant));
				fc.pre(host !== undefined);
				expect(evaluate(CLEAN_TENANT, { tenant })).toBe(host);
			}),
			SETTINGS,
		);
	});

	test('a base URL', () => {
		const host = fc.oneof(fc.domain(), oneOf('localhost'));
		const rest = oneOf(
			'',
			'/',
			'//',
			'/v1',
			'/V1/',
			'/v1/x',
			'/xv1',
			'/base',
			'/base/v1//',
			'/v10',
		);
		const address = text(blanks, oneOf('https://'), host, oneOf('', ':8443'), rest, blanks);
		fc.assert(
			fc.property(address, (baseUrl) => {
				// The code also writes the host name in lower case, which changes no address.
				expect(evaluate(CLEAN_BASE_URL, { baseUrl }).toLowerCase()).toBe(
					cleanBaseUrl(baseUrl).toLowerCase(),
				);
			}),
			SETTINGS,
		);
	});

	test('a token', () => {
		const quotes = oneOf('', '"', "'", ' "', '\n');
		const pasted = text(quotes, oneOf('', 'Bearer ', 'bearer\t'), fc.string(), quotes);
		fc.assert(
			fc.property(fc.oneof(pasted, fc.string({ unit: 'binary' })), (accessToken) => {
				expect(evaluate(BEARER_TOKEN, { accessToken })).toBe(`Bearer ${cleanToken(accessToken)}`);
			}),
			SETTINGS,
		);
	});
});
