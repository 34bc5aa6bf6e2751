import type { N8nCall } from './n8n-api';

export type DataTableRow = { id: number } & Record<string, unknown>;

/** What the editor does with data tables. */
export function tableCalls(call: N8nCall, personalProject: () => Promise<string>) {
	/** Where n8n has a data table of the owner's, found by its name. */
	async function tablePath(name: string): Promise<string | undefined> {
		const tables = `/projects/${await personalProject()}/data-tables`;
		const filter = encodeURIComponent(JSON.stringify({ name: name.toLowerCase() }));
		const { data } = await call<{ data: Array<{ id: string; name: string }> }>(
			'GET',
			`${tables}?filter=${filter}`,
		);
		const table = data.find((candidate) => candidate.name === name);
		return table && `${tables}/${table.id}`;
	}

	return {
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
	};
}
