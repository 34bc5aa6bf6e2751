import {
	type CallContext,
	credentialTypeOf,
	readConnection,
} from '../../../nodes/shared/api/connection';

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

test('the node signs in with OAuth2 unless it says otherwise', () => {
	expect(credentialTypeOf('accessToken')).toBe('cloudCockpitApi');
	expect(credentialTypeOf('oAuth2')).toBe('cloudCockpitOAuth2Api');
	expect(credentialTypeOf(undefined)).toBe('cloudCockpitOAuth2Api');
});
