import { issuesOf, ok, operationOf, perform } from '../support/operation';
import { run } from '../support/run';

const LIST = 'auditLog/getMany';
const PAGE = 'PageNumber=1&PageSize=50';
const asked = async (filters: object) => (await perform(LIST, { filters }, [ok([])])).calls;

test.each<[string, object, string]>([
	['everything', {}, ''],
	['a customer', { customer: ' Fabrikam ' }, 'Customer=Fabrikam&'],
	['a time', { from: '2026-01-15T09:30:00+02:00' }, 'StartDate=2026-01-15T07%3A30%3A00.000Z&'],
	['an end', { to: '2026-01-15' }, 'EndDate=2026-01-15T00%3A00%3A00.000Z&'],
	['one operation', { operations: ['CreateOrder'] }, 'Operations=CreateOrder&'],
	['operations', { operations: 'CreateOrder, Other' }, 'Operations=CreateOrder%7COther&'],
	['no operation', { operations: [] }, ''],
	['a status as the API spells it', { status: 'SUCCEDED' }, 'Status=Succeded&'],
])('asks for %s', async (_, filters, query) => {
	expect(await asked(filters)).toEqual([`GET /v1/AuditLogs?${query}${PAGE}`]);
});

test('gives as many entries as wanted, as they come', async () => {
	const entries = [{ id: 1, status: { name: 'Failed' } }, { id: 2 }];
	const all = await perform(LIST, { returnAll: true }, [ok(entries)]);
	expect(all.json).toEqual(entries);
	expect(all.calls).toEqual(['GET /v1/AuditLogs?PageNumber=1&PageSize=250']);
	expect((await perform(LIST, { limit: 1 }, [ok(entries)])).json).toEqual([entries[0]]);
});

test('goes on where the page before ended', async () => {
	const page = (id: number, hasNextPage: boolean) => ok({ items: [{ id }], hasNextPage });
	const { json, calls } = await perform(LIST, { returnAll: true }, [page(1, true), page(2, false)]);
	expect(json).toEqual([{ id: 1 }, { id: 2 }]);
	expect(calls[1]).toBe('GET /v1/AuditLogs?PageNumber=2&PageSize=250');
});

test('says so when the list may not be complete', async () => {
	const answer = { statusCode: 200, headers: {}, body: [{ id: 1 }, null] };
	const { output, hints } = await run(
		operationOf(LIST),
		{ items: [{}], parameters: { returnAll: true } },
		async () => answer,
	);
	expect(output.map(({ json }) => json)).toEqual([{ id: 1 }]);
	expect(hints.map(({ message }) => message)).toEqual([
		expect.stringMatching(/^The list may not be complete/),
	]);
});

test.each<[object, string, RegExp]>([
	[{ from: '2026-01-15', to: '2026-01-14' }, 'to', /^must not be before From$/],
	[{ from: 'yesterday' }, 'from', /^must be a date and time /],
	[{ status: 'Done' }, 'status', /^must be one of Failed, Processing, Succeded, or empty/],
])('refuses the filters %j', (filters, name, message) => {
	expect(issuesOf(LIST, { filters })).toEqual([
		{ name, messages: [expect.stringMatching(message)] },
	]);
});

test.each([{ from: '2026-01-15', to: '2026-01-15' }, { from: '2026-01-15' }, { to: '2026-01-15' }])(
	'takes the filters %j',
	(filters) => expect(issuesOf(LIST, { filters })).toEqual([]),
);
