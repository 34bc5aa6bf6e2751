import type { INodeListSearchResult, INodeParameters, INodePropertyOptions } from 'n8n-workflow';

import { AT_CUSTOMER } from '../../support/adventure-works';
import type { PlainCredentials, Scene } from './scene';

/** Each list of the form, and the operation that shows it with all that is above it. */
const SHOWN_BY = {
	searchCustomers: { resource: 'user', operation: 'get' },
	searchProviderInstances: { resource: 'user', operation: 'get' },
	searchUsers: { resource: 'user', operation: 'get' },
	getLicenses: { resource: 'license', operation: 'update' },
} as const;

export type PickerName = keyof typeof SHOWN_BY;

export const PICKERS = Object.keys(SHOWN_BY) as PickerName[];

interface Opened {
	/** Fields of the form that are filled in; a customer and its instance by default. */
	above?: INodeParameters;
	credentials?: PlainCredentials;
	filter?: string;
	paginationToken?: string;
}

/** Opens one of the lists, or a page of it, as the editor does. */
export async function openPicker(
	{ engine, credentials: usual }: Scene,
	name: PickerName,
	{ above = AT_CUSTOMER, credentials = usual(), ...page }: Opened = {},
): Promise<Omit<INodeListSearchResult, 'results'> & { results: Entry[] }> {
	const form = { ...SHOWN_BY[name], ...above };
	if (name === 'getLicenses') {
		return { results: await engine.loadOptions(name, form, credentials) };
	}
	return await engine.listSearch(name, form, credentials, page);
}

type Entry = INodeListSearchResult['results'][number] | INodePropertyOptions;

/** Opens a list and scrolls to its end. */
export async function readPicker(
	scene: Scene,
	name: PickerName,
	opened: Opened = {},
): Promise<Entry[]> {
	const { results, paginationToken } = await openPicker(scene, name, opened);
	if (paginationToken === undefined) return results;
	const next = { ...opened, paginationToken: String(paginationToken) };
	return [...results, ...(await readPicker(scene, name, next))];
}
