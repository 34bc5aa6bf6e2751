import type { IDataObject } from 'n8n-workflow';

import * as chance from '../../../nodes/shared/api/jitter';
import { forgetAll } from '../../../nodes/shared/api/throttle/crowd';
import type { Request } from '../support/api';
import { AT_CUSTOMER, CUSTOMER, operationOf } from '../support/operation';
import { errorsOf, GOOD, idOf, operation, run } from '../support/run';

beforeEach(() => {
	forgetAll();
	jest.spyOn(chance, 'jitter').mockReturnValue(0);
});
afterEach(() => jest.restoreAllMocks());

const answer = (body: unknown, statusCode = 200) => ({ statusCode, headers: {}, body });
const calls = (requests: Request[]) =>
	requests.map(({ method, url, qs }) => {
		const { pathname } = new URL(url);
		return `${method} ${pathname.slice('/base'.length)} ${String(qs?.searchValue ?? '')}`.trim();
	});

describe('customers that are only described', () => {
	const GET = operationOf('customer/get');
	const BY_DOMAIN = {
		...{ __rl: true, mode: 'domain' },
		value: '={{ $json.d }}',
	};
	const parameters = { customerId: BY_DOMAIN as never, options: { maxConcurrency: 1 } };
	const items = ['a.example.com', 'none.example.com', 'b.example.com'].map((d) => ({ d }));
	/** The API, where each domain but one has its customer. */
	const serve = async ({ url, qs }: Request) => {
		const domain = String(qs?.searchValue ?? '');
		if (!url.endsWith('/Customers')) return answer({ id: url.slice(-36) });
		if (domain.startsWith('none')) return answer([]);
		const id = idOf(domain.charCodeAt(0));
		const providerCustomerData = JSON.stringify({ Domain: domain });
		return answer([{ id, companyName: domain, providerCustomers: [{ providerCustomerData }] }]);
	};

	test('are all looked up before the first is asked for', async () => {
		const good = [items[0], items[2], items[0]].map((item) => ({ ...item }));
		const { output, requests } = await run(GET, { items: good, parameters }, serve);
		const [a, b] = ['a', 'b'].map((letter) => idOf(letter.charCodeAt(0)));
		expect(output.map(({ json }) => json.id)).toEqual([a, b, a]);
		expect(calls(requests)).toEqual([
			'GET /v1/Customers a.example.com',
			'GET /v1/Customers b.example.com',
			...[a, b, a].map((id) => `GET /v1/Customers/${id}`),
		]);
	});

	test('stop the run when one of them does not exist, with nothing else sent', async () => {
		const { error, requests } = await run(GET, { items, parameters }, serve);
		expect(error).toMatchObject({
			message: 'No customer has the domain "none.example.com"',
			context: { itemIndex: 1, data: { outcome: 'notSent', attempts: 0 } },
		});
		expect(error?.context.data).toMatchObject({
			items: [0, 1, 2].map((item) => ({ item, outcome: 'notSent' })),
		});
		expect(calls(requests)).toEqual([
			'GET /v1/Customers a.example.com',
			'GET /v1/Customers none.example.com',
		]);
	});

	test('are left out of what follows when the node continues', async () => {
		const given = { items, parameters, continueOnFail: true };
		const { output, requests } = await run(GET, given, serve);
		expect(errorsOf(output)).toMatchObject([undefined, { outcome: 'notSent' }, undefined]);
		// Under which the look-up can be found in the audit log.
		const asked = requests.find(({ qs }) => qs?.searchValue === 'none.example.com');
		expect(errorsOf(output)[1]?.correlationId).toBe(asked?.headers['X-Correlation-Id']);
		expect(requests).toHaveLength(5);
	});

	test('whose look-up fails were not sent, whatever became of it', async () => {
		const given = { items: items.slice(0, 1), parameters, continueOnFail: true };
		const { output } = await run(GET, given, async () => answer({}, 400));
		expect(errorsOf(output)).toMatchObject([{ outcome: 'notSent', httpCode: '400' }]);
	});
});

describe('a write whose outcome is unknown', () => {
	const SET = operationOf('qualification/update');
	const item = { ...AT_CUSTOMER, qualification: 'Education' };
	const items = [{ q: 'Education' }, { q: 'StateOwnedEntity' }, { q: 'Education' }];
	const parameters = { ...item, qualification: '={{ $json.q }}' };
	const outcomes = (output: Array<{ json: IDataObject }>) =>
		errorsOf(output).map((error) => error?.outcome);

	test('keeps back the next ones to the same target', async () => {
		const given = { items, parameters, continueOnFail: true };
		const { output, requests } = await run(SET, given, async () => answer({}, 504));
		expect(requests).toHaveLength(1);
		expect(outcomes(output)).toEqual(['unknown', 'notSent', 'notSent']);
		expect(errorsOf(output)[1]).toMatchObject({
			message: expect.stringMatching(/^Not sent, because an earlier write to the same target /),
			correlationId: expect.any(String),
			attempts: 0,
		});
	});

	test('keeps back those of another run that waits for it, and stops that run', async () => {
		const first = run(SET, { items: items.slice(0, 1), parameters }, async () => {
			await new Promise((resolve) => setTimeout(resolve, 5));
			return answer({}, 504);
		});
		const second = await run(SET, { items, parameters });
		expect((await first).requests).toHaveLength(1);
		expect(second.error?.message).toMatch(
			/^Not sent, because an earlier write to the same target /,
		);
		expect(second.error?.context.itemIndex).toBe(0);
		expect(second.requests).toEqual([]);
		// Once nobody waits, the next run writes again: it was started later.
		expect((await run(SET, { items, parameters })).requests).toHaveLength(3);
	});

	test('keeps back nothing that goes elsewhere, and nothing once it was refused', async () => {
		const elsewhere = [{ c: CUSTOMER }, { c: idOf(7) }];
		const other = { ...item, customerId: '={{ $json.c }}' };
		const given = { items: elsewhere, parameters: other, continueOnFail: true };
		const open = await run(SET, given, async () => answer({}, 504));
		expect(outcomes(open.output)).toEqual(['unknown', 'unknown']);
		forgetAll();
		const refused = await run(SET, { items, parameters, continueOnFail: true }, async () =>
			answer({}, 400),
		);
		expect(outcomes(refused.output)).toEqual(['rejected', 'rejected', 'rejected']);
	});

	test('keeps back no dry run', async () => {
		const flags = items.map((entry, index) => ({ ...entry, dry: index > 0 }));
		const given = {
			items: flags,
			parameters: { ...parameters, dryRun: '={{ $json.dry }}' },
			continueOnFail: true,
		};
		const { output } = await run(SET, given, async () => answer({}, 504));
		expect(outcomes(output)).toEqual(['unknown', undefined, undefined]);
	});
});

test('a failure names whom it is about, as the list showed them', async () => {
	const chosen = (cachedResultName: string) => ({
		...{ __rl: true, mode: 'list', value: CUSTOMER },
		cachedResultName,
	});
	const parameters = {
		...{ ...AT_CUSTOMER, customerId: chosen('Fabrikam (fabrikam.example.com)') },
		customerUserId: chosen('Ada (ada@fabrikam.example.com)'),
	};
	const given = { items: [{}], parameters: parameters as never, continueOnFail: true };
	const get = operationOf('user/get');
	const { output } = await run(get, given, async () => answer({}, 400));
	expect(errorsOf(output)[0]?.description).toMatch(/^User: Ada\. Customer: Fabrikam\. /);
});

test.each([[[7]], [[{ ok: true }, null]], [['text']]])(
	'what is no item (%j) fails, because n8n would break down at it',
	async (json) => {
		const odd = operation(() => ({ run: async () => json as never }));
		const { output } = await run(odd, { items: GOOD.slice(0, 1), continueOnFail: true });
		expect(errorsOf(output)).toMatchObject([
			{ message: 'The node could not make sense of what it got (an entry is no object)' },
		]);
	},
);

test('a run of many items lets n8n do something else in between, and can be stopped there', async () => {
	let now = 0;
	jest.spyOn(performance, 'now').mockImplementation(() => (now += 10));
	const stop = new AbortController();
	setImmediate(() => stop.abort());
	const items = Array.from({ length: 500 }, (_, index) => ({ c: idOf(index) }));
	const many = operation(() => ({ run: async () => [{}] }));
	const { error, requests } = await run(many, { items, signal: stop.signal });
	expect(error?.message).toBe('The execution was canceled');
	expect(requests).toEqual([]);
});
