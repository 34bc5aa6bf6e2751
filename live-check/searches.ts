/** The open questions that take a request of their own: searches, filters, undocumented paths. */
import { randomUUID } from 'node:crypto';
import { findOperation } from './contract';
import type { Ids, OperationId } from './contract';
import { describeBody, enumName, isObject, isSame, itemsOf, textOf } from './describe';
import type { JsonObject } from './describe';
import type { Exchange } from './journal';
import type { Check, Place } from './reads';

type Query = Record<string, string | boolean>;

export async function search(check: Check, place: Place | undefined): Promise<void> {
	await searchLists(check, place);
	if (!place) return;
	await filterSubscriptions(check, place);
	await readUserLicenses(check, place);
}

/** What a search did to a list. */
interface Narrowing {
	list: string;
	/** Undefined when the list was empty to begin with. */
	isNarrowed?: boolean;
	isCounted?: boolean;
}

async function searchLists(check: Check, place: Place | undefined): Promise<void> {
	const lists = [
		await narrow(check, 'getCustomers', 'companyName', {}),
		await narrow(check, 'getCustomers', 'companyName', {}, { searchField: 'Company.Name' }),
		place && (await narrow(check, 'getCustomerUsers', 'displayName', place)),
	].filter((one) => one?.isNarrowed !== undefined) as Narrowing[];
	if (lists.length === 0) return;
	const narrowed = lists.filter(({ isNarrowed }) => isNarrowed);
	check.journal.answer('search-parameters', {
		seen: lists
			.map(
				({ list, isNarrowed }) => `${list}: ${isNarrowed ? 'narrows' : 'does not narrow'} the list`,
			)
			.join(', '),
		fits: narrowed.length === lists.length,
	});
	if (narrowed.length === 0) {
		return check.journal.answer('filtered-count', { notSeen: 'no search narrows a list' });
	}
	const isCounted = narrowed.every((one) => one.isCounted);
	check.journal.answer('filtered-count', {
		seen: `\`totalCount\` of a search ${isCounted ? 'is the number of what was found' : 'counts something else'}`,
		fits: isCounted,
	});
}

/** Searches for a text that nothing has, and for that of the first entry. */
async function narrow(
	check: Check,
	operation: OperationId,
	field: string,
	ids: Ids,
	more: Query = {},
): Promise<Narrowing> {
	const parameters = ['searchValue', ...Object.keys(more)]
		.map((name) => `\`${name}\``)
		.join(' with ');
	const list = `${parameters} of ${operation}`;
	const before = check.journal.answersOf(operation).find(({ body }) => itemsOf(body).length > 0);
	const text = textOf(itemsOf(before?.body)[0], field);
	if (!text) return { list };
	const ask = (searchValue: string, why: string) =>
		readList(check, operation, why, ids, { searchValue, ...more });
	const none = await ask(randomUUID(), 'a search for nothing');
	const found = await ask(text, 'a search for the first entry');
	return {
		list,
		isNarrowed:
			itemsOf(none.body).length === 0 && itemsOf(found.body).some((item) => has(item, field, text)),
		isCounted: [none, found].every(
			({ body }) => !isObject(body) || body.hasNextPage || body.totalCount === itemsOf(body).length,
		),
	};
}

async function filterSubscriptions(check: Check, place: Place): Promise<void> {
	const { journal } = check;
	const ask = async (why: string, query: Query, expect?: number[]) =>
		itemsOf((await readList(check, 'getSubscriptions', why, place, query, expect)).body);
	const before = journal
		.answersOf('getSubscriptions')
		.filter(({ ids }) => ids.customerId === place.customerId)
		.flatMap(({ body }) => itemsOf(body));
	const [first] = before;
	if (!first) {
		return journal.answer('subscription-parameters', { notSeen: 'no subscription was listed' });
	}
	const status = enumName(first, 'subscriptionStatus');
	const none = await ask('a search for nothing', { searchValue: randomUUID() });
	const own = await ask('one status', { statuses: status });
	const other = await ask('a status that is none', { statuses: 'NoSuchStatus' }, [200, 400]);
	const sort = { sortPropertyName: 'StartDate' };
	const rising = await ask('sorted, rising', { ...sort, ascendingOrder: true });
	const falling = await ask('sorted, falling', { ...sort, ascendingOrder: false });

	const isSearched = none.length === 0;
	const isFiltered =
		own.length > 0 &&
		own.every((one) => isSame(enumName(one, 'subscriptionStatus'), status)) &&
		other.length === 0;
	const isSorted = isRising(rising) && isRising([...falling].reverse());
	const does = (works: boolean) => (works ? 'works' : 'does not work');
	const names = [...(journal.enumerations.get('SubscriptionStatus')?.keys() ?? [])];
	journal.answer('subscription-parameters', {
		seen: `\`searchValue\` ${does(isSearched)}, \`statuses\` ${does(isFiltered)}, \`sortPropertyName\` with \`ascendingOrder\` ${does(isSorted)}; statuses: ${names.join(', ')}`,
		fits: isSearched && isFiltered,
	});
}

/** Reads a path that is not in the OpenAPI file, and would be good to have. */
async function readUserLicenses({ send, journal }: Check, place: Place): Promise<void> {
	const lack = { notSeen: 'no user was listed' };
	if (!place.customerUserId) {
		journal.answer('user-licenses', lack);
		return journal.answer('other-paths', lack);
	}
	const path = '/v1/Customers/{customerId}/users/{customerUserId}/licenses';
	const { status, body, problem } = await send({
		operation: { method: 'GET', path },
		why: 'a path that is not documented',
		ids: place,
		query: { providerInstanceId: place.providerInstanceId },
	});
	const told = `${status || 'No answer'} with ${problem ?? describeBody(body)}`;
	const exists = status === 200 && problem === undefined;
	journal.answer('user-licenses', {
		seen: `${exists ? 'There is such a call' : 'No such call'}: ${told}`,
		fits: !exists,
	});
	journal.answer('other-paths', { seen: `GET ${path}: ${told}`, fits: status > 0 });
}

/** Reads a list in another way than plainly. */
const readList = (
	{ send }: Check,
	operation: OperationId,
	why: string,
	ids: Ids,
	query: Query,
	expect?: number[],
): Promise<Exchange> => send({ operation: findOperation(operation), why, ids, query, expect });

const has = (item: JsonObject, field: string, text: string): boolean =>
	isSame(textOf(item, field), text);

function isRising(items: readonly JsonObject[]): boolean {
	const dates = items.map((item) => textOf(item, 'startDate'));
	return dates.every((date, index) => index === 0 || date >= (dates[index - 1] ?? ''));
}
