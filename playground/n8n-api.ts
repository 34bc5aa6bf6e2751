import { randomUUID } from 'node:crypto';
import { executionCalls } from './n8n-executions';
import { tableCalls } from './n8n-tables';

export interface Owner {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

export interface Credential {
	id?: string;
	name: string;
	type: string;
	data: Record<string, unknown>;
}

export interface WorkflowNode {
	name: string;
	type: string;
	parameters: Record<string, unknown>;
}

/** A workflow as it lies in a file. */
export interface WorkflowFile {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
}

/** A list of a node's form, asked for with what the form holds so far. */
export interface PickerRequest {
	/** The type of the node with its version. */
	nodeTypeAndVersion: { name: string; version: number };
	/** The field, as `parameters.customerId`. */
	path: string;
	methodName: string;
	currentNodeParameters: Record<string, unknown>;
	/** By their type. */
	credentials: Record<string, { id: string; name: string }>;
}

export interface PickerEntry {
	name: string;
	value: string;
}

/** A type of node or credential as n8n offers it. */
export interface OfferedType {
	name: string;
	displayName: string;
	properties: unknown;
	iconUrl?: string | { light: string; dark: string };
}

/**
 * One call of n8n's REST API.
 * @throws Error with n8n's own message when it refuses.
 */
export type N8nCall = <T>(
	method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
	path: string,
	body?: unknown,
) => Promise<T>;

/** The calls of n8n's editor that a person makes by hand: log in, add credentials, import, publish. */
export type N8nApi = ReturnType<typeof n8nApi>;

export function n8nApi(baseUrl: string) {
	// n8n binds the login to the browser: every call must carry the id that the login carried.
	const browserId = randomUUID();
	let cookie = '';
	const headers = () => ({ 'browser-id': browserId, 'content-type': 'application/json', cookie });

	const call: N8nCall = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
		const response = await fetch(`${baseUrl}/rest${path}`, {
			method,
			headers: headers(),
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`n8n: ${method} ${path}: ${response.status} ${text}`);
		const setCookies = response.headers.getSetCookie().map((line) => line.split(';')[0]);
		if (setCookies.length > 0) cookie = setCookies.join('; ');
		return (JSON.parse(text) as { data: T }).data;
	};

	const typesUrl = (kind: 'nodes' | 'credentials') => `${baseUrl}/types/${kind}.json`;

	/** The types that n8n offers in its editor. */
	async function offeredTypes(kind: 'nodes' | 'credentials'): Promise<OfferedType[]> {
		const response = await fetch(typesUrl(kind), { headers: headers() });
		if (!response.ok) throw new Error(`n8n: types of ${kind}: ${response.status}`);
		return (await response.json()) as OfferedType[];
	}

	/** The project of the owner, in which everything is saved. */
	async function personalProject(): Promise<string> {
		const { id } = await call<{ id: string }>('GET', '/projects/personal');
		return id;
	}

	/** Imports a workflow, which finds its credentials by name, and gives its id and version. */
	async function saveWorkflow(workflow: WorkflowFile): Promise<{ id: string; versionId: string }> {
		// n8n 1 does not take a workflow without `active`, and links credentials in a named project only.
		const body = { ...workflow, active: false, projectId: await personalProject() };
		return await call('POST', '/workflows', body);
	}

	return {
		...executionCalls(call),
		...tableCalls(call, personalProject),
		offeredTypes,
		saveWorkflow,

		/** Makes the first user, who owns the instance, and logs in as that user. */
		async setUpOwner(owner: Owner): Promise<void> {
			await call('POST', '/owner/setup', owner);
		},

		/** Logs in as a user that there is. */
		async logIn({ email, password }: Owner): Promise<void> {
			await call('POST', '/login', { emailOrLdapLoginId: email, password });
		},

		/** What tells one state of the list of nodes from another, without reading it. */
		async tagNodeTypes(): Promise<string | null> {
			const { headers: answered } = await fetch(typesUrl('nodes'), {
				method: 'HEAD',
				headers: headers(),
			});
			return answered.get('etag');
		},

		/** Saves a credential and gives its id. */
		async createCredential(credential: Credential): Promise<string> {
			const { id } = await call<{ id: string }>('POST', '/credentials', credential);
			return id;
		},

		/** What the "Test" of the credential dialog answers. */
		async testCredential(credential: Credential): Promise<{ status: string; message: string }> {
			return await call('POST', '/credentials/test', { credentials: credential });
		},

		/** Imports a workflow, which finds its credentials by name, and publishes it; gives its id. */
		async publishWorkflow(workflow: WorkflowFile): Promise<string> {
			const { id, versionId } = await saveWorkflow(workflow);
			await call('POST', `/workflows/${id}/activate`, { versionId });
			return id;
		},

		/** Ends what publishing began: webhooks and triggers. */
		async unpublishWorkflow(workflowId: string): Promise<void> {
			await call('POST', `/workflows/${workflowId}/deactivate`, {});
		},

		/** The entries of a drop-down. */
		async loadOptions(request: PickerRequest): Promise<PickerEntry[]> {
			return await call('POST', '/dynamic-node-parameters/options', request);
		},

		/** The entries that a field with a list finds. */
		async searchList(request: PickerRequest & { filter?: string }): Promise<PickerEntry[]> {
			const { results } = await call<{ results: PickerEntry[] }>(
				'POST',
				'/dynamic-node-parameters/resource-locator-results',
				request,
			);
			return results;
		},

		/** A workflow as n8n has it saved. */
		async readWorkflow(workflowId: string): Promise<WorkflowFile> {
			return await call('GET', `/workflows/${workflowId}`);
		},

		/** Pins items to a node, as the editor does: runs by hand then start with these. */
		async pinItems(
			workflowId: string,
			node: string,
			items: Array<Record<string, unknown>>,
		): Promise<void> {
			const path = `/workflows/${workflowId}`;
			const { versionId } = await call<{ versionId: string }>('GET', path);
			const pinData = { [node]: items.map((json) => ({ json })) };
			await call('PATCH', path, { pinData, versionId });
		},

		/** What Execute Workflow does in the editor; gives the id of the execution. */
		async runWorkflow(workflowId: string, trigger: string): Promise<string> {
			const workflowData = await call('GET', `/workflows/${workflowId}`);
			const { executionId } = await call<{ executionId: string }>(
				'POST',
				`/workflows/${workflowId}/run`,
				{ workflowData, triggerToStartFrom: { name: trigger } },
			);
			return executionId;
		},

		/** Publishing goes on after n8n has answered the request for it; "published" ends it. */
		async publicationStatus(workflowId: string): Promise<string> {
			const { status } = await call<{ status: string }>(
				'GET',
				`/workflows/${workflowId}/publication-status`,
			);
			return status;
		},
	};
}
