/** Errors, headers and pages that are not as documented: each is found, and nothing else is. */
import { READS } from '../../live-check/contract';
import type { OperationId } from '../../live-check/contract';
import { isObject } from '../../live-check/describe';
import type { JsonObject } from '../../live-check/describe';
import { findIn, PAGED } from './findings';
import type { Passing } from './proxy';
import { useScene } from './support';

const scene = useScene();
const findAll = findIn(scene);
// So that no list is empty.
beforeEach(() => scene.refreshAgreement());

describe('an error of another shape, in every operation', () => {
	/** The agreement's 404 has no body, so it is not among those that have one. */
	const withBody = READS.map(({ id }) => id).filter((id) => id !== 'getMca');
	const changeErrors = (change: (error: JsonObject) => void) => (passing: Passing) => {
		if (passing.status >= 400 && isObject(passing.body)) change(passing.body);
	};

	test('with a field more', async () => {
		const found = await findAll(
			changeErrors((error) => {
				error.traceId = '00-4bf92f';
			}),
		);
		expect(found).toEqual(
			withBody.map((id) => `${id}, body: unknown field \`traceId\`: string`).sort(),
		);
	});

	test('with a list that has become a dictionary', async () => {
		const found = await findAll(
			changeErrors((error) => {
				error.errors = { 'ann.devon@example.com': ['is not known'] };
			}),
		);
		expect(found).toEqual(
			withBody.map((id) => `${id}, errors: object instead of array or null`).sort(),
		);
	});

	test('with another status and correlation id than those of the request', async () => {
		const found = await findAll(
			changeErrors((error) => {
				error.statusCode = 500;
				error.correlationId = 'none';
			}),
		);
		expect(found).toEqual(
			withBody
				.flatMap((id) => [
					`${id}, correlationId: another than was sent`,
					`${id}, statusCode: another than the status of the answer`,
				])
				.sort(),
		);
	});

	test('with another status', async () => {
		const found = await findAll((passing) => {
			if (passing.status !== 404) return;
			passing.status = 410;
			passing.body = undefined;
		});
		const byId = READS.filter(({ ids }) => ids.length > 0).map(({ id }) => id);
		expect(found).toEqual(byId.map((id) => `${id}, status: 410 instead of 400 or 404`).sort());
	});

	test('without a body, and with one where there is none', async () => {
		const found = await findAll((passing) => {
			if (passing.status !== 404 || !passing.operation) return;
			if (passing.operation === 'getMca') {
				passing.body = {};
				passing.headers['content-type'] = 'application/json';
			} else passing.body = undefined;
		});
		const withoutBody = READS.filter(({ id, ids }) => ids.length > 0 && id !== 'getMca');
		expect(found).toEqual(
			[
				'getMca, body: not documented on 404',
				...withoutBody.map(({ id }) => `${id}, body: missing on 404`),
			].sort(),
		);
	});
});

test('an answer without its media type, in every operation', async () => {
	const found = await findAll(({ headers }) => {
		delete headers['content-type'];
	});
	expect(found).toEqual(
		[...READS.map(({ id }) => id), 'getToken']
			.map((id) => `${id}, header Content-Type: missing instead of application/json`)
			.sort(),
	);
});

test('a 429 that does not say when to come back', async () => {
	let isFirst = true;
	const found = await findAll((passing) => {
		if (passing.operation !== 'getMcas' || !isFirst) return;
		isFirst = false;
		passing.status = 429;
	});
	expect(found).toEqual(['getMcas, header Retry-After: missing on 429']);
});

test('a web page in the place of an answer', async () => {
	const found = await findAll((passing) => {
		if (passing.operation !== 'getMca') return;
		passing.status = 502;
		passing.headers['content-type'] = 'text/html; charset=utf-8';
		passing.body = '<html><h1>Bad Gateway</h1></html>';
	});
	expect(found).toEqual([
		'getMca, body: no JSON on 502',
		'getMca, header Content-Type: text/html instead of application/json',
		'getMca, status: 502 instead of 200',
		'getMca, status: 502 instead of 400 or 404',
	]);
});

test('a broken token that is taken', async () => {
	const found = await findAll((passing) => {
		if (passing.status !== 401) return;
		passing.status = 403;
	});
	expect(found).toEqual(['getProviderInstances, status: 403 instead of 401']);
});

describe('pages that are not as asked for', () => {
	async function findInOne(request: (url: URL) => void, id: OperationId): Promise<string[]> {
		const { journal } = await scene.check({ changes: { request } });
		expect(journal.findings.every(({ subject }) => subject === id)).toBe(true);
		return journal.findings.map(({ where, what }) => `${where}: ${what}`).sort();
	}
	const without = (parameter: string) => (url: URL) => {
		if (url.pathname.endsWith('/Instances')) url.searchParams.delete(parameter);
	};

	test('a page number that does not count', async () => {
		expect(await findInOne(without('pageNumber'), 'getProviderInstances')).toEqual([
			'hasPreviousPage: does not fit the page',
			'items: page 2 has the entry of page 1',
			'paginationParameters.pageNumber: not as asked for',
		]);
	});

	test('a page size that does not count', async () => {
		expect(await findInOne(without('pageSize'), 'getProviderInstances')).toEqual([
			'items: more than pageSize',
			'paginationParameters.pageSize: not as asked for',
			'status: 200 instead of 400',
			'totalCount: does not fit the number of items',
			'totalPages: does not fit totalCount and pageSize',
		]);
	});

	test('a smaller page than documented', async () => {
		scene.sandbox.configure({ maxPageSize: 500 });
		const { journal } = await scene.check();
		expect(journal.findings.map(({ subject, what }) => `${subject}: ${what}`).sort()).toEqual(
			PAGED.map((id) => `${id}: 400 instead of 200`).sort(),
		);
	});
});
