import fc from 'fast-check';

import { readAgreements } from '../../../nodes/CloudCockpitTrigger/reading';
import type { Api } from '../../../nodes/shared/api/api';
import { CallFailure } from '../../../nodes/shared/api/failure';

interface Row {
	customerId: string;
	providerInstanceId: string;
	companyName: string;
	status: { name: string };
}

interface Query {
	pageNumber: number;
	pageSize: number;
}

const INSTANCE = '7d2e9b40-51c3-4f6a-8b17-c0a4e6d39f12';
const row = (companyName: string, name = 'required'): Row => ({
	customerId: companyName,
	providerInstanceId: INSTANCE,
	companyName,
	status: { name },
});

/** An API that gives whatever the function says for a page, and keeps note of what was asked. */
function apiOf(answer: (query: Query) => unknown) {
	const asked: Query[] = [];
	const read = async (_path: string, { query }: { query: Query }) => {
		asked.push(query);
		return answer(query);
	};
	return { api: { read } as unknown as Api, asked };
}

const pageOf = (rows: readonly unknown[], { pageNumber, pageSize }: Query) => ({
	items: rows.slice((pageNumber - 1) * pageSize, pageNumber * pageSize),
	hasNextPage: pageNumber * pageSize < rows.length,
});

const refusal = (httpCode: string) =>
	new CallFailure({ kind: 'refused', message: 'No', httpCode, attempts: 1, outcome: 'rejected' });

const namesOf = (listed: Array<{ agreement: { companyName?: string | null } }>) =>
	listed.map(({ agreement }) => agreement.companyName);

test('the list is asked for in an order that does not move, in the largest pages', async () => {
	const { api, asked } = apiOf((query) => pageOf([row('Fabrikam')], query));
	await readAgreements(api, { searchValue: 'fab' });

	expect(asked).toEqual([
		{
			searchValue: 'fab',
			sortPropertyName: 'CompanyName',
			ascendingOrder: true,
			pageNumber: 1,
			pageSize: 2_000,
		},
	]);
});

test.each(['400', '413', '422'])(
	'a page refused with %s is asked for in a smaller size',
	async (code) => {
		const rows = Array.from({ length: 700 }, (_, index) => row(`Customer ${index}`));
		const { api, asked } = apiOf((query) => {
			if (query.pageSize > 500) throw refusal(code);
			return pageOf(rows, query);
		});
		const first = await readAgreements(api, {});
		expect(asked.map(({ pageSize }) => pageSize)).toEqual([2_000, 1_000, 500, 500]);
		expect(first).toMatchObject({ pageSize: 500 });
		expect(first.listed).toHaveLength(700);

		// The next poll begins with what was good.
		await readAgreements(api, {}, first.pageSize);
		expect(asked.slice(4).map(({ pageSize }) => pageSize)).toEqual([500, 500]);
	},
);

test.each(['401', '403', '404', '500'])(
	'a refusal with %s is not for the size of a page',
	async (code) => {
		const { api, asked } = apiOf(() => {
			throw refusal(code);
		});
		await expect(readAgreements(api, {})).rejects.toMatchObject({ failure: { httpCode: code } });
		expect(asked).toHaveLength(1);
	},
);

test('what is refused in every size is refused', async () => {
	const { api } = apiOf(() => {
		throw refusal('400');
	});
	await expect(readAgreements(api, {})).rejects.toMatchObject({ failure: { httpCode: '400' } });
});

test('a refusal in the middle of the list is none for its size', async () => {
	const rows = Array.from({ length: 2_100 }, (_, index) => row(`Customer ${index}`));
	const { api, asked } = apiOf((query) => {
		if (query.pageNumber > 1) throw refusal('400');
		return pageOf(rows, query);
	});
	await expect(readAgreements(api, {})).rejects.toMatchObject({ failure: { httpCode: '400' } });
	expect(asked).toHaveLength(2);
});

test('the signs that there is more may be other ones than documented', async () => {
	const rows = Array.from({ length: 250 }, (_, index) => row(`Customer ${index}`));
	const shapes = [
		(query: Query) => pageOf(rows, query),
		(query: Query) => ({ items: pageOf(rows, query).items, totalPages: 3 }),
		(query: Query) => ({ items: pageOf(rows, query).items }),
		() => rows,
	];
	for (const shape of shapes) {
		const { listed } = await readAgreements(apiOf(shape).api, {}, 100);
		expect(listed).toHaveLength(250);
	}
});

test.each([
	['without a list', () => ({ items: null })],
	['with the list under another name', () => ({ value: [row('Fabrikam')] })],
	['with an empty page and more to come', () => ({ items: [], hasNextPage: true })],
	['with the same page again and again', () => ({ items: [row('Fabrikam')], hasNextPage: true })],
])('an answer %s is no list, which may pass', async (_what, answer) => {
	await expect(readAgreements(apiOf(answer).api, {})).rejects.toMatchObject({
		failure: { kind: 'notTheApi', passing: {} },
	});
});

test('entries that do not say which agreement they are, or nothing of its status, are left out', async () => {
	const items = [null, {}, { ...row('Northwind'), status: null }, row('Fabrikam')];
	const { listed } = await readAgreements(apiOf(() => ({ items, hasNextPage: false })).api, {});
	expect(namesOf(listed)).toEqual(['Fabrikam']);
});

test('an agreement is listed once, and none is missed, while statuses and the list change', async () => {
	const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,3}$/), { maxLength: 40 });
	await fc.assert(
		fc.asyncProperty(names, names, fc.integer({ min: 2, max: 7 }), async (steady, added, size) => {
			const newcomers = added.filter((name) => !steady.includes(name));
			let rows = steady.map((name) => row(name));
			const { api } = apiOf((query) => {
				const inOrder = [...rows].sort((a, b) => (a.companyName < b.companyName ? -1 : 1));
				const page = pageOf(inOrder, query);
				// Between two pages, statuses move and somebody is added, anywhere in the list.
				const newcomer = newcomers.shift();
				rows = [...rows, ...(newcomer ? [row(newcomer)] : [])].map(({ companyName }) =>
					row(companyName, 'agreementcreated'),
				);
				return page;
			});
			const { listed } = await readAgreements(sized(api, size), {});
			const found = namesOf(listed);
			expect(new Set(found).size).toBe(found.length);
			expect(found).toEqual(expect.arrayContaining(steady));
		}),
		{ numRuns: 200 },
	);
});

/** The same API, whose pages are never larger than that. */
function sized(api: Api, pageSize: number): Api {
	const read = api.read as unknown as (path: string, given: { query: Query }) => Promise<unknown>;
	const small = async (path: string, { query }: { query: Query }) =>
		await read(path, { query: { ...query, pageSize } });
	return { ...api, read: small } as unknown as Api;
}
