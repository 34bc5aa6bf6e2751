import { randomBytes } from 'node:crypto';
import type { Sandbox } from '../sandbox';
import type { Crm } from './crm';
import type { Directory } from './directory';
import type { FormLogin } from './forms';
import type { Mailbox } from './mailbox';
import type { RunningN8n } from './n8n';

/** The header without which a webhook turns a caller away. */
export interface WebhookSecret {
	name: string;
	value: string;
}

/** What the forms ask for. */
export const FORM_LOGIN: FormLogin = { user: 'operations', password: 'Playground1' };

/**
 * Saves the credentials under the names by which the templates ask for them. Gives the secret of
 * the webhooks, which is made anew at every start.
 */
export async function createCredentials(
	{ api }: RunningN8n,
	sandbox: Sandbox,
	mailbox: Mailbox,
	crm?: Crm,
	directory?: Directory,
): Promise<WebhookSecret> {
	await api.createCredential({
		name: 'CloudCockpit account',
		type: 'cloudCockpitOAuth2Api',
		data: oAuth2Data(sandbox),
	});
	await api.createCredential({
		name: 'SMTP account',
		type: 'smtp',
		data: { host: mailbox.host, port: mailbox.port, secure: false, disableStartTls: true },
	});
	const secret = { name: 'X-Webhook-Secret', value: randomBytes(24).toString('hex') };
	await api.createCredential({
		name: 'Header Auth account',
		type: 'httpHeaderAuth',
		data: { ...secret },
	});
	if (crm) {
		await api.createCredential({
			name: 'CRM account',
			type: 'httpHeaderAuth',
			data: { name: 'X-Api-Key', value: crm.apiKey },
		});
	}
	await api.createCredential({
		name: 'Form account',
		type: 'httpBasicAuth',
		data: { ...FORM_LOGIN },
	});
	if (directory) {
		const { clientId, clientSecret, tokenUrl, scope } = directory;
		await api.createCredential({
			name: 'Microsoft Graph account',
			type: 'oAuth2Api',
			data: {
				...{ grantType: 'clientCredentials', authentication: 'body' },
				...{ accessTokenUrl: tokenUrl, clientId, clientSecret, scope },
			},
		});
	}
	return secret;
}

/** The fields of an OAuth2 credential that opens the sandbox. */
export function oAuth2Data(sandbox: Sandbox): Record<string, string> {
	const { url, tenant, clientId, clientSecret, tokenUrl, scope } = sandbox;
	return { baseUrl: url, tenant, clientId, clientSecret, accessTokenUrl: tokenUrl, scope };
}
