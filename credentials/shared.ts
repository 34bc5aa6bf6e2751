import type {
	IAuthenticateRuleResponseCode,
	IAuthenticateRuleResponseSuccessBody,
	ICredentialTestRequest,
	INodeProperties,
} from 'n8n-workflow';

import { CLEAN_BASE_URL, CLEAN_TENANT, DEFAULT_BASE_URL } from '../nodes/shared/api/clean';

/** Fields that both credentials have. */
export const tenant: INodeProperties = {
	displayName: 'Tenant',
	name: 'tenant',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. portal.example.com',
	description: 'The domain under which you open your CloudCockpit portal',
};

export const baseUrl: INodeProperties = {
	displayName: 'Base URL',
	name: 'baseUrl',
	type: 'string',
	default: DEFAULT_BASE_URL,
	required: true,
	placeholder: `e.g. ${DEFAULT_BASE_URL}`,
	description: 'The address of the CloudCockpit API; change it for the sandbox only',
};

const NO_API = 'There is no CloudCockpit API at this Base URL. Check the address.';

/** A portal has a web page at every path. In a text, `0` is the first character. */
const whenPage: IAuthenticateRuleResponseSuccessBody = {
	type: 'responseSuccessBody',
	properties: { key: '0', value: '<', message: NO_API },
};

/**
 * The test of a credential: the one documented read that every role may make and that needs no id.
 * What went wrong is told by status.
 */
export function connectionTest(messages: {
	unauthorized: string;
	forbidden: string;
}): ICredentialTestRequest {
	return {
		request: {
			baseURL: CLEAN_BASE_URL,
			url: '/v1/Providers/Instances',
			qs: { pageNumber: 1, pageSize: 1 },
			// n8n does not apply header rules of a credential that signs in with OAuth2.
			headers: { Accept: 'application/json', 'X-Tenant': CLEAN_TENANT },
			// A redirect would carry the token to an address that nobody entered.
			disableFollowRedirect: true,
		},
		rules: [
			whenStatus(401, messages.unauthorized),
			whenStatus(403, messages.forbidden),
			whenStatus(
				400,
				'CloudCockpit does not know this tenant. Enter the domain under which you open your portal, such as portal.example.com.',
			),
			...[301, 302, 303, 307, 308, 404].map((status) => whenStatus(status, NO_API)),
			whenPage,
			// n8n's types want rules of one kind, its test takes both.
		] as IAuthenticateRuleResponseCode[],
	};
}

function whenStatus(value: number, message: string): IAuthenticateRuleResponseCode {
	return { type: 'responseCode', properties: { value, message } };
}
