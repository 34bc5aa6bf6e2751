import {
	type CallContext,
	cleanBaseUrl,
	cleanTenant,
	cleanToken,
	readConnection,
} from '../../../nodes/shared/api/connection';
import { redact } from '../../../nodes/shared/api/redact';
import { expiryOf } from '../../../nodes/shared/api/token';

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
		['https://API.example.com/v1', 'https://api.example.com'],
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

describe('readConnection', () => {
	const read = async (type: 'cloudCockpitApi' | 'cloudCockpitOAuth2Api', credential: object) =>
		await readConnection(
			{ getCredentials: async () => credential } as unknown as CallContext,
			type,
		);
	const shared = { baseUrl: 'https://api.example.com/', tenant: 'Portal.example.com' };

	test('with OAuth2 leaves the token to n8n', async () => {
		const data = { ...shared, clientSecret: 's' };
		expect(await read('cloudCockpitOAuth2Api', data)).toEqual({
			credentialType: 'cloudCockpitOAuth2Api',
			credential: { id: '', name: '', type: 'cloudCockpitOAuth2Api', data },
			baseUrl: 'https://api.example.com',
			tenant: 'portal.example.com',
			secrets: ['s'],
		});
	});

	test('with a token takes it bare, and keeps that from being shown', async () => {
		expect(await read('cloudCockpitApi', { ...shared, accessToken: 'Bearer t' })).toMatchObject({
			accessToken: 't',
			secrets: ['t'],
		});
	});

	test.each([[''], ['Bearer '], ['to\nken'], ['to ken'], ['tök'], [undefined]])(
		'refuses the token %j',
		async (accessToken) => {
			await expect(read('cloudCockpitApi', { ...shared, accessToken })).rejects.toThrow(
				/^The Access Token in the credential is empty, or has blanks/,
			);
		},
	);
});

const tokenOf = (claims: unknown) =>
	`h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;

test.each([
	['no token', undefined],
	['', undefined],
	['a.b.c', undefined],
	[tokenOf({}), undefined],
	[tokenOf(null), undefined],
	[tokenOf({ exp: '1768467600' }), undefined],
	[tokenOf({ exp: 8.64e12 + 1 }), undefined],
	[tokenOf({ exp: 8.64e12 }), 8.64e15],
	[tokenOf({ exp: -8.64e12 }), -8.64e15],
	[tokenOf({ exp: 1_768_467_600 }), 1_768_467_600_000],
])('expiryOf reads %s', (token, time) => expect(expiryOf(token)?.getTime()).toBe(time));

test.each([
	['nothing to hide', ['secret'], 'nothing to hide'],
	['secret, secret and other', ['secret', 'other'], '[hidden], [hidden] and [hidden]'],
	['a.c and abc', ['a.c'], '[hidden] and abc'],
	['Bearer abc.def-ghi, then', [], '[hidden] then'],
	['Authorization: Bearer  x', [], 'Authorization: [hidden]'],
	['got eyJhbGciOi.eyJleHAiOjE.c2ln.', [], 'got [hidden].'],
	['got eyJhbGciOi.eyJleHAiOjE. without', [], 'got [hidden] without'],
	['eyJabcd.abc', [], 'eyJabcd.abc'],
])('redact makes %j with %j to %j', (text, secrets, shown) => {
	expect(redact(text, secrets)).toBe(shown);
});
