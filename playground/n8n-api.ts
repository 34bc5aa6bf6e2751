import { randomUUID } from 'node:crypto';
import { parse as parseFlatted } from 'flatted';

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

export type DataTableRow = { id: number } & Record<string, unknown>;

export interface OpenedExecution {
	status: string;
	/** Why it failed. */
	error: string | undefined;
	/** What a node put out, over all its runs. */
	items(node: string, output?: number): Array<Record<string, unknown>>;
}

interface ResultData {
	error?: { message: string };
	runData: Record<
		string,
		Array<{ data?: { main?: Array<Array<{ json: Record<string, unknown> }> | null> } }>
	>;
}

/** The calls of n8n's editor that a person makes by hand: log in, add credentials, import, publish. */
export type N8nApi = ReturnType<typeof n8nApi>;

export function n8nApi(baseUrl: string) {
	// n8n binds the login to the browser: every call must carry the id that the login carried.
	const browserId = randomUUID();
	let cookie = '';
	const headers = () => ({ 'browser-id': browserId, 'content-type': 'application/json', cookie });
	const nodeTypes = `${baseUrl}/types/nodes.json`;

	/** @throws Error with n8n's own message when it refuses. */
	async function call<T>(
		method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
		path: string,
		body?: unknown,
	): Promise<T> {
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
	}

	/** Where n8n has a data table of the owner's, found by its name. */
	async function tablePath(name: string): Promise<string | undefined> {
		const { id: projectId } = await call<{ id: string }>('GET', '/projects/personal');
		const tables = `/projects/${projectId}/data-tables`;
		const filter = encodeURIComponent(JSON.stringify({ name: name.toLowerCase() }));
		const { data } = await call<{ data: Array<{ id: string; name: string }> }>(
			'GET',
			`${tables}?filter=${filter}`,
		);
		const table = data.find((candidate) => candidate.name === name);
		return table && `${tables}/${table.id}`;
	}

	return {
		/** Makes the first user, who owns the instance, and logs in as that user. */
		async setUpOwner(owner: Owner): Promise<void> {
			await call('POST', '/owner/setup', owner);
		},

		/** Logs in as a user that there is. */
		async logIn({ email, password }: Owner): Promise<void> {
			await call('POST', '/login', { emailOrLdapLoginId: email, password });
		},

		/** The nodes that the editor offers, as it reads them. */
		async readNodeTypes(): Promise<Array<{ name: string; properties: unknown }>> {
			const response = await fetch(nodeTypes, { headers: headers() });
			return (await response.json()) as Array<{ name: string; properties: unknown }>;
		},

		/** What tells one state of that list from another, without reading it. */
		async tagNodeTypes(): Promise<string | null> {
			const { headers: answered } = await fetch(nodeTypes, { method: 'HEAD', headers: headers() });
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
			const { id, versionId } = await call<{ id: string; versionId: string }>(
				'POST',
				'/workflows',
				workflow,
			);
			await call('POST', `/workflows/${id}/activate`, { versionId });
			return id;
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

		/** How many times a workflow has run to its end. */
		async countEnded(workflowId: string): Promise<number> {
			const filter = encodeURIComponent(JSON.stringify({ workflowId }));
			const { count } = await call<{ count: number }>('GET', `/executions?filter=${filter}`);
			return count;
		},

		/** How the latest executions of a workflow have ended; polls that failed are among them. */
		async readOutcomes(workflowId: string): Promise<string[]> {
			const filter = encodeURIComponent(JSON.stringify({ workflowId }));
			const path = `/executions?filter=${filter}&limit=100`;
			const { results } = await call<{ results: Array<{ status: string }> }>('GET', path);
			return results.map(({ status }) => status);
		},

		/** The latest execution of a workflow, if it has begun. */
		async latestExecution(workflowId: string): Promise<string | undefined> {
			const filter = encodeURIComponent(JSON.stringify({ workflowId }));
			const { results } = await call<{ results: Array<{ id: string }> }>(
				'GET',
				`/executions?filter=${filter}`,
			);
			return results[0]?.id;
		},

		/** What Stop does in the editor. */
		async stopExecution(executionId: string): Promise<void> {
			await call('POST', `/executions/${executionId}/stop`);
		},

		/** An execution as n8n has stored it: its status, and its data as the text that n8n keeps. */
		async readExecution(executionId: string): Promise<{ status: string; data: string }> {
			return await call('GET', `/executions/${executionId}`);
		},

		/** What n8n shows of an execution when it is opened: its status, and the items of each node. */
		async openExecution(executionId: string): Promise<OpenedExecution> {
			const { status, data } = await call<{ status: string; data: string }>(
				'GET',
				`/executions/${executionId}`,
			);
			const { resultData } = parseFlatted(data) as { resultData: ResultData };
			const items = (node: string, output = 0) =>
				(resultData.runData[node] ?? []).flatMap(({ data: { main = [] } = {} }) =>
					(main[output] ?? []).map(({ json }) => json),
				);
			return { status, error: resultData.error?.message, items };
		},

		/** The rows of a data table, oldest first; none when there is no table of this name. */
		async readTable(name: string): Promise<DataTableRow[]> {
			const path = await tablePath(name);
			if (!path) return [];
			const { data } = await call<{ data: DataTableRow[] }>('GET', `${path}/rows?take=250`);
			return data.sort((one, other) => one.id - other.id);
		},

		/** Changes a row of a data table, which must be there. */
		async changeRow(name: string, id: number, data: Record<string, unknown>): Promise<void> {
			const path = await tablePath(name);
			const filter = { type: 'and', filters: [{ columnName: 'id', condition: 'eq', value: id }] };
			await call('PATCH', `${path}/rows`, { filter, data });
		},

		/** Removes a data table with all that it holds, if there is one of this name. */
		async removeTable(name: string): Promise<void> {
			const path = await tablePath(name);
			if (path) await call('DELETE', path);
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
