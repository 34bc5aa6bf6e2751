import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

import { BEARER_TOKEN, CLEAN_TENANT } from '../nodes/shared/api/clean';
import { baseUrl, connectionTest, tenant } from './shared';

/** A pasted access token. It lives for an hour: for trying things out. */
export class CloudCockpitApi implements ICredentialType {
	name = 'cloudCockpitApi';

	displayName = 'CloudCockpit API';

	icon: Icon = {
		light: 'file:../icons/cloudcockpit.svg',
		dark: 'file:../icons/cloudcockpit.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-cloudcockpit/n8n-nodes-cloudcockpit/blob/main/docs/credentials.md';

	properties: INodeProperties[] = [
		{
			displayName:
				'An access token stops working after an hour. For workflows that run on their own, choose OAuth2 (Client Credentials), which renews its token.',
			name: 'hourNotice',
			type: 'notice',
			default: '',
		},
		tenant,
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. eyJ0eXAiO…',
			description: 'A token you obtained from the sign-in service, with or without "Bearer"',
		},
		baseUrl,
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			headers: {
				Authorization: BEARER_TOKEN,
				'X-Tenant': CLEAN_TENANT,
			},
		},
	};

	test: ICredentialTestRequest = connectionTest({
		unauthorized:
			'The access token is not accepted. It may have expired (tokens live for an hour): get a new one and paste it here.',
		forbidden:
			'The token is valid, but not for this tenant. Check that Tenant is the domain of your own portal, and that the API Access has the role csp or reseller.',
	});
}
