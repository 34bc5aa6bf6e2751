import { randomBytes } from 'node:crypto';
import type { Sandbox } from '../sandbox';
import type { Crm } from './crm';
import type { Mailbox } from './mailbox';
import type { RunningN8n } from './n8n';

/** The header without which a webhook turns a caller away. */
export interface WebhookSecret {
	name: string;
	value: string;
}

/**
 * Saves the credentials under the names by which the templates ask for them. Gives the secret of
 * the webhooks, which is made anew at every start.
 */
export async function createCredentials(
	{ api }: RunningN8n,
	sandbox: Sandbox,
	mailbox: Mailbox,
	crm?: Crm,
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
	return secret;
}

/** The fields of an OAuth2 credential that opens the sandbox. */
export function oAuth2Data(sandbox: Sandbox): Record<string, string> {
	const { url, tenant, clientId, clientSecret, tokenUrl, scope } = sandbox;
	return { baseUrl: url, tenant, clientId, clientSecret, accessTokenUrl: tokenUrl, scope };
}
