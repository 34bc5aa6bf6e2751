import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import type { components } from '../api/contract';
import { textOf } from '../api/error-body';
import { toPage } from '../api/paging';
import { toText } from '../fields/parse';
import { chosenPlace } from './above';
import { byName, entry, explanation, pick, withGdapAdvice } from './picker';

const PAGE_SIZE = 100;

/** Lists the users of the chosen customer, with a search in name and user principal name. */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const pageNumber = Number(paginationToken ?? 1);
	const searchValue = toText(filter) || undefined;
	return await pick(this, async (api) => {
		const place = await chosenPlace(this, api);
		if ('missing' in place) return { results: [explanation(place.missing)] };
		const { customerId, providerInstanceId } = place;
		const answer = await withGdapAdvice(
			api.read('/v1/Customers/{customerId}/users', {
				path: { customerId },
				query: { providerInstanceId, pageNumber, pageSize: PAGE_SIZE, searchValue },
			}),
		);
		const { items, hasNextPage } = toPage(answer);
		if (items.length === 0 && pageNumber === 1 && searchValue === undefined) {
			return { results: [explanation('No users: check the GDAP relationship')] };
		}
		return {
			// Page by page: that the API can sort users is not documented.
			results: items.flatMap(toEntry).sort(byName),
			paginationToken: hasNextPage && items.length > 0 ? String(pageNumber + 1) : undefined,
		};
	});
}

/** The API calls the user principal name `email`. */
function toEntry(user: components['schemas']['CustomerUser']): INodeListSearchItems[] {
	const { id, displayName, email } = user;
	return entry(id, [textOf(displayName), textOf(email) && `(${email})`].filter(Boolean).join(' '));
}
