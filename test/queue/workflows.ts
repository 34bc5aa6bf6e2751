import { createCredentials, oAuth2Data, type WebhookSecret } from '../../playground/credentials';
import type { Mailbox } from '../../playground/mailbox';
import type { RunningN8n } from '../../playground/n8n';
import type { WorkflowNode } from '../../playground/n8n-api';
import { loadTemplates } from '../../playground/templates';
import type { Sandbox } from '../../sandbox';

/** Where new customers are sent. */
export interface Intake {
	url: string;
	secret?: WebhookSecret;
}

const CREDENTIAL_TYPE = 'cloudCockpitOAuth2Api';

/** Publishes the onboarding template, with what it needs. */
export async function publishTemplate(
	n8n: RunningN8n,
	sandbox: Sandbox,
	mailbox: Mailbox,
): Promise<Intake> {
	const secret = await createCredentials(n8n, sandbox, mailbox);
	await loadTemplates(n8n);
	return { url: `${n8n.url}/webhook/onboard-customer`, secret };
}

/**
 * Publishes an onboarding in three steps, each with the correlation ID of the caller, and a workflow
 * that answers with CloudCockpit's audit log. `name` must be new; so is their credential, whose
 * token has still to be fetched.
 */
export async function publishOnboarding(
	n8n: RunningN8n,
	sandbox: Sandbox,
	{ name, maxConcurrency }: { name: string; maxConcurrency: number },
): Promise<{ intake: Intake; auditLogUrl: string }> {
	const data = oAuth2Data(sandbox);
	const id = await n8n.api.createCredential({ name, type: CREDENTIAL_TYPE, data });
	const credentials = { [CREDENTIAL_TYPE]: { id, name } };
	const cloudCockpit = (called: string, parameters: Record<string, unknown>) =>
		node(called, 'n8n-nodes-cloudcockpit.cloudCockpit', 1.1, {
			credentials,
			parameters: { authentication: 'oAuth2', ...parameters },
		});
	const step = (called: string, parameters: Record<string, unknown>) => ({
		...cloudCockpit(called, {
			customerId: locator(asked('body.customerId')),
			providerInstanceId: locator(asked('body.providerInstanceId')),
			...parameters,
			options: { correlationId: asked('headers["x-correlation-id"]'), maxConcurrency },
		}),
		onError: 'continueErrorOutput',
	});
	const onboard = `${name}-onboard`;
	await n8n.publish({
		name: onboard,
		nodes: [
			webhook('New customer', onboard, { responseMode: 'responseNode' }),
			step('Agreement', { resource: 'mca', operation: 'refresh' }),
			step('Qualification', {
				...{ resource: 'qualification', operation: 'update' },
				qualification: asked('body.qualification'),
			}),
			step('Licenses', {
				...{ resource: 'license', operation: 'update' },
				customerUserId: locator(asked('body.customerUserId')),
				assignSkuIds: asked('body.skuIds'),
			}),
			answer('Onboarded', 200, `{ outcome: 'onboarded', ...$json }`),
			answer('Failed', 422, `{ outcome: 'failed', ...$json.error }`),
		],
		connections: {
			'New customer': to('Agreement'),
			Agreement: to('Qualification', 'Failed'),
			Qualification: to('Licenses', 'Failed'),
			Licenses: to('Onboarded', 'Failed'),
		},
	});
	const look = `${name}-look`;
	await n8n.publish({
		name: look,
		nodes: [
			webhook('Asked', look, { responseMode: 'lastNode', responseData: 'allEntries' }),
			cloudCockpit('Audit log', { resource: 'auditLog', operation: 'getMany', returnAll: true }),
		],
		connections: { Asked: to('Audit log') },
	});
	const url = (path: string) => `${n8n.url}/webhook/${path}`;
	return { intake: { url: url(onboard) }, auditLogUrl: url(look) };
}

/** An expression for what the caller has sent. */
const asked = (what: string) => `={{ $('New customer').item.json.${what} }}`;

const locator = (value: string) => ({ __rl: true, mode: 'id', value });

function webhook(name: string, path: string, response: Record<string, unknown>): WorkflowNode {
	return node(name, 'n8n-nodes-base.webhook', 2.1, {
		webhookId: path,
		parameters: { httpMethod: 'POST', path, ...response, options: {} },
	});
}

function answer(name: string, responseCode: number, body: string): WorkflowNode {
	return node(name, 'n8n-nodes-base.respondToWebhook', 1.4, {
		parameters: {
			...{ respondWith: 'json', responseBody: `={{ ${body} }}` },
			options: { responseCode },
		},
	});
}

function node(
	name: string,
	type: string,
	typeVersion: number,
	more: Pick<WorkflowNode, 'parameters'> & Record<string, unknown>,
): WorkflowNode {
	return { ...{ id: name, name, type, typeVersion, position: [0, 0] }, ...more } as WorkflowNode;
}

/** Connections to one node for each output. */
const to = (...names: string[]) => ({
	main: names.map((name) => [{ node: name, type: 'main', index: 0 }]),
});
