import type { INodeProperties } from 'n8n-workflow';

import { CloudCockpitApi } from '../../credentials/CloudCockpitApi.credentials';
import { CloudCockpitOAuth2Api } from '../../credentials/CloudCockpitOAuth2Api.credentials';

/** What credentials save: a contract like what workflows save. */
const defaultsOf = (properties: INodeProperties[]) =>
	Object.fromEntries(
		properties.filter(({ type }) => type !== 'notice').map((field) => [field.name, field.default]),
	);

test('a pasted token is saved in these fields', () => {
	const credential = new CloudCockpitApi();

	expect(credential.name).toBe('cloudCockpitApi');
	expect(defaultsOf(credential.properties)).toEqual({
		baseUrl: 'https://api.cloudcockpit.com',
		tenant: '',
		accessToken: '',
	});
});

test('a client id and secret are saved in these fields', () => {
	const credential = new CloudCockpitOAuth2Api();

	expect(credential).toMatchObject({ name: 'cloudCockpitOAuth2Api', extends: ['oAuth2Api'] });
	expect(defaultsOf(credential.properties)).toEqual({
		grantType: 'clientCredentials',
		authentication: 'body',
		baseUrl: 'https://api.cloudcockpit.com',
		tenant: '',
		clientId: '',
		clientSecret: '',
		sendAdditionalBodyProperties: false,
		accessTokenUrl:
			'https://login.microsoftonline.com/4e806121-ff28-4286-ab4e-3be0a08f9ce0/oauth2/v2.0/token',
		scope: 'api://b92a36a4-feb8-4f47-a69c-29a180aa6d0a/.default',
	});
});
