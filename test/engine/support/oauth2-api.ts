import type { ICredentialType, INodeProperties } from 'n8n-workflow';

/** n8n shows its own OAuth2 fields only where no client is registered on the fly. */
const displayOptions = { show: { useDynamicClientRegistration: [false] } };

const field = (name: string, rest: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	displayOptions,
	...rest,
});

/**
 * `oAuth2Api`, the parent of our OAuth2 credential. It is part of n8n-nodes-base, which weighs too
 * much to install for one file. These are its fields of the client credentials flow with their
 * defaults and conditions, in n8n 2.41; labels, which only the editor shows, are left out.
 */
export const oAuth2Api: ICredentialType = {
	name: 'oAuth2Api',
	displayName: 'OAuth2 API',
	genericAuth: true,
	properties: [
		field('useDynamicClientRegistration', {
			type: 'hidden',
			default: false,
			displayOptions: undefined,
		}),
		field('grantType', { default: 'authorizationCode' }),
		field('accessTokenUrl', { required: true }),
		field('clientId', { required: true }),
		field('clientCredentialType', {
			type: 'hidden',
			default: 'clientSecret',
			displayOptions: undefined,
		}),
		field('clientSecret', { typeOptions: { password: true }, required: true }),
		field('scope'),
		field('authentication', { default: 'header' }),
		field('sendAdditionalBodyProperties', {
			type: 'boolean',
			default: false,
			displayOptions: {
				show: {
					...displayOptions.show,
					grantType: ['clientCredentials'],
					authentication: ['body'],
				},
			},
		}),
		field('ignoreSSLIssues', {
			type: 'boolean',
			default: false,
			displayOptions: undefined,
			doNotInherit: true,
		}),
	],
};
