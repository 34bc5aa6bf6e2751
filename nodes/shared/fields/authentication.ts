import type { INodeCredentialDescription } from 'n8n-workflow';

import { choice } from './basic';

/** With which of its credentials a node signs in. */
export const authentication = choice(
	{
		displayName: 'Authentication',
		noDataExpression: true,
		description: 'How the node signs in to CloudCockpit',
	},
	[
		{
			name: 'OAuth2 (Client Credentials)',
			value: 'oAuth2',
			description: 'Client ID and secret of an API Access; renews itself',
		},
		{
			name: 'Access Token',
			value: 'accessToken',
			description: 'A pasted token, which lives for an hour',
		},
	],
	'oAuth2',
);

/** The credentials themselves, each shown for its kind of authentication. */
export const credentials: INodeCredentialDescription[] = [
	{
		name: 'cloudCockpitOAuth2Api',
		required: true,
		displayOptions: { show: { authentication: ['oAuth2'] } },
	},
	{
		name: 'cloudCockpitApi',
		required: true,
		displayOptions: { show: { authentication: ['accessToken'] } },
	},
];
