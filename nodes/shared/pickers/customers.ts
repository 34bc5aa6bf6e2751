import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import type { components } from '../api/contract';
import { textOf } from '../api/error-body';
import { toPage } from '../api/paging';
import { toGuid, toText } from '../fields/parse';
import { type Customer, domainsOf } from '../model/customer';
import { entry, explanation, pick } from './picker';

type SearchField = components['schemas']['CustomerSearchField'];

const PAGE_SIZE = 100;

/**
 * Lists customers by name. A search also finds domains, internal identifiers and Microsoft tenant
 * ids: the API searches one field at a time, so the fields are tried in the order that suits the text.
 */
export async function searchCustomers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const searchValue = toText(filter) || undefined;
	const { fields, pageNumber } = continueAt(paginationToken) ?? {
		fields: fieldsFor(searchValue),
		pageNumber: 1,
	};
	return await pick(this, async (api) => {
		for (const searchField of fields) {
			const query = {
				pageNumber,
				pageSize: PAGE_SIZE,
				sortPropertyName: 'Company.Name' as const,
				ascendingOrder: true,
				...(searchValue && { searchValue, searchField }),
			};
			const { items, hasNextPage } = toPage(await api.read('/v1/Customers', { query }));
			if (items.length === 0) continue;
			return {
				results: items.flatMap(toEntry),
				paginationToken: hasNextPage ? `${searchField} ${pageNumber + 1}` : undefined,
			};
		}
		if (pageNumber > 1) return { results: [] };
		const reason =
			searchValue === undefined
				? 'No customers: check the role of the API Access'
				: 'No customer has this name, domain or ID';
		return { results: [explanation(reason)] };
	});
}

/** Two customers may have the same name, so the domain stands beside it. */
function toEntry(customer: Customer): INodeListSearchItems[] {
	const { id, companyName } = customer;
	const [domain] = domainsOf(customer);
	return entry(id, [textOf(companyName) ?? id, domain && `(${domain})`].filter(Boolean).join(' '));
}

function fieldsFor(searchValue: string | undefined): SearchField[] {
	if (searchValue === undefined) return ['Company.Name'];
	if (toGuid(searchValue)) return ['ProviderCustomerId', 'InternalIdentifier'];
	const named: SearchField[] = ['Company.Name', 'InternalIdentifier'];
	return /^\S+\.\S+$/.test(searchValue) ? ['Domain', ...named] : [...named, 'Domain'];
}

/** Where the next page of an earlier answer is: the field that had hits, and the page number. */
function continueAt(token: string | undefined) {
	if (!token) return undefined;
	const [field = '', page] = token.split(' ');
	return { fields: [field as SearchField], pageNumber: Number(page) };
}
