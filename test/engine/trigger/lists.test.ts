import type { ServerResponse } from 'node:http';

import { useScene } from '../support';
import { type RawServer, startRawServer } from '../support/raw-server';
import { told } from './support';

/** Lists that the sandbox would never give: each test has an API of its own. */
const scene = useScene();

interface Row {
	customerId: string;
	providerInstanceId: string;
	status: { name: string };
	attestationId: unknown;
}

const idOf = (number: number) => `4c1d7a92-6e05-4b3f-9d28-${String(number).padStart(12, '0')}`;
const signed = (number: number, attestationId: unknown = null): Row => ({
	customerId: idOf(number),
	providerInstanceId: 'b05e3f71-2a94-4d86-8c17-6f2d9e40a853',
	status: { name: 'agreementcreated' },
	attestationId,
});

let server: RawServer;
/** What the API has at the moment. */
let rows: Row[];
/** What happens to it after a page was given. */
let afterPage: (pageNumber: number) => void;
/** How many agreements the API says that there are. */
let count: () => number;

/** Whatever size is asked for, pages have two entries. */
function givePage(url: string, response: ServerResponse): void {
	const page = Number(new URL(url, 'http://api').searchParams.get('pageNumber'));
	const answer = {
		items: rows.slice((page - 1) * 2, page * 2),
		totalCount: count(),
		hasNextPage: page * 2 < rows.length,
	};
	response.setHeader('content-type', 'application/json');
	response.end(JSON.stringify(answer));
	afterPage(page);
}

beforeAll(async () => {
	server = await startRawServer(({ url = '' }, response) => givePage(url, response));
});
beforeEach(() => {
	server.seen.length = 0;
	rows = [1, 2, 3, 4, 5, 6].map((number) => signed(number));
	afterPage = () => {};
	count = () => rows.length;
});
afterAll(async () => await server.close());

const prepare = async () =>
	await scene.engine.prepareTrigger({
		parameters: { authentication: 'accessToken', options: { maxRetries: 0 } },
		credentials: scene.credentials('accessToken', { baseUrl: server.url }),
	});

test('what slips to a page that was read before is not told as new by the next poll', async () => {
	afterPage = () => {
		rows.shift();
		afterPage = () => {};
	};
	const published = await prepare();
	await published.activate();
	await published.tick();

	expect(published.executions).toEqual([]);
	rows.push(signed(7));
	await published.tick();
	expect(told(published)).toMatchObject([{ customerId: idOf(7), previousStatus: null }]);
});

test('a list that never holds still is no list, which may pass', async () => {
	const published = await prepare();
	await published.activate();
	let next = 10;
	// One goes and one comes for every page.
	afterPage = () => void (rows = [...rows.slice(1), signed((next += 1))]);
	count = () => 99;
	for (let poll = 0; poll < 3; poll += 1) await published.tick();

	expect(published.executions).toEqual([]);
	expect(published.errors.map(({ message }) => message)).toEqual([
		expect.stringContaining('has fewer than CloudCockpit counts'),
	]);
});

test('a list that is empty although the API counts agreements is no list', async () => {
	rows = [];
	count = () => 6;
	const published = await prepare();
	await published.activate();
	rows = [1, 2, 3].map((number) => signed(number));
	count = () => 3;
	await published.tick();

	expect(published.executions).toEqual([]);
});

test('an API that counts more than it gives is taken at what it gives', async () => {
	count = () => rows.length + 1;
	const published = await prepare();
	await published.activate();
	rows.push(signed(7));
	await published.tick();

	expect(told(published)).toMatchObject([{ customerId: idOf(7) }]);
	expect(published.errors).toEqual([]);
});

test('attestation IDs may be numbers', async () => {
	rows = [signed(1, 77)];
	const published = await prepare();
	await published.activate();
	rows = [signed(1, 78)];
	await published.tick();

	expect(told(published)).toMatchObject([{ customerId: idOf(1), attestationId: 78 }]);
});
