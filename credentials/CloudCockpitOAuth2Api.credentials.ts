import type { Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

import { baseUrl, connectionTest, tenant } from './shared';

/** Client id and secret of an API Access. n8n gets the token, and a new one when it has expired. */
export class CloudCockpitOAuth2Api implements ICredentialType {
	name = 'cloudCockpitOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'CloudCockpit OAuth2 API';

	icon: Icon = {
		light: 'file:../icons/cloudcockpit.svg',
		dark: 'file:../icons/cloudcockpit.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-cloudcockpit/n8n-nodes-cloudcockpit/blob/main/docs/credentials.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'clientCredentials',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
		},
		{
			// In the place of a field of n8n's that this sign-in does not have: n8n puts its own fields
			// first, so that Tenant is below what can be seen.
			displayName:
				'Enter Client ID, Client Secret and, further down, Tenant. All other fields are preset.',
			name: 'authUrl',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Send Additional Body Properties',
			name: 'sendAdditionalBodyProperties',
			type: 'hidden',
			default: false,
		},
		tenant,
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 3fa85f64-5717-4562-b3fc-2c963f66afa6',
			description: 'The client ID of the API Access that you created in the settings of the portal',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. 8Kf8Q~…',
			description: 'The secret that the portal showed when the API Access was created',
			// The test's own words for a wrong secret are n8n's and do not say what to do.
			hint: 'If the test says "Failed to acquire OAuth2 access token", copy Client ID and Client Secret again from the API Access in the portal.',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'string',
			default:
				'https://login.microsoftonline.com/4e806121-ff28-4286-ab4e-3be0a08f9ce0/oauth2/v2.0/token',
			required: true,
			placeholder: 'e.g. https://login.microsoftonline.com/…/oauth2/v2.0/token',
			description: 'Where n8n gets the access token; change it for the sandbox only',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			default: 'api://b92a36a4-feb8-4f47-a69c-29a180aa6d0a/.default',
			required: true,
			placeholder: 'e.g. api://b92a36a4-feb8-4f47-a69c-29a180aa6d0a/.default',
			description: 'What the access token is valid for; change it for the sandbox only',
		},
		baseUrl,
	];

	test: ICredentialTestRequest = connectionTest({
		unauthorized:
			'Signed in, but CloudCockpit does not accept the token. Check that Client ID and Scope belong to a CloudCockpit API Access.',
		forbidden:
			'Signed in, but not for this tenant. Check that Tenant is the domain of your own portal, and that the API Access has the role csp or reseller.',
	});
}
