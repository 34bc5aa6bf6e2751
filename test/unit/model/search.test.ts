import type { IDataObject } from 'n8n-workflow';

import type { WriteRequest } from '../../../nodes/shared/api/api';
import { findSku, type License } from '../../../nodes/shared/model/license';
import { planIdOf } from '../../../nodes/shared/model/plan';
import { type CustomerMode, searchCustomer, searchUser } from '../../../nodes/shared/model/search';
import { apiThatMeets, callsOf } from '../support/api';

describe('a customer', () => {
	const at = (Domain: unknown, providerCustomerId?: string) => ({
		providerCustomerId,
		providerCustomerData: JSON.stringify({ Domain }),
	});
	const customers = [
		{ id: 'exact', internalIdentifier: ' C-1 ', providerCustomers: [at('Fabrikam.com', 'T-1')] },
		{ id: 'part', internalIdentifier: 'C-10', providerCustomers: [at('x.fabrikam.com', 'T-10')] },
		{ id: 'second', providerCustomers: [at(7), at('fabrikam.com')] },
		{ id: 'bare', internalIdentifier: null },
	];

	test.each<[CustomerMode, string, string, string[]]>([
		['domain', 'FABRIKAM.com', 'Domain', ['exact', 'second']],
		['internalIdentifier', 'c-1', 'InternalIdentifier', ['exact']],
		['microsoftTenantId', 't-1', 'ProviderCustomerId', ['exact']],
		['domain', 'nobody', 'Domain', []],
	])('is one that has exactly the %s %s', async (mode, text, searchField, ids) => {
		const { api, requests } = apiThatMeets([{ status: 200, body: customers }]);
		expect((await searchCustomer(api, mode, text)).map(({ id }) => id)).toEqual(ids);
		expect(callsOf(requests)).toEqual([
			`GET /v1/Customers?pageNumber=1&pageSize=250&searchField=${searchField}&searchValue=${text}`,
		]);
	});
});

test('a user is one that has exactly this address', async () => {
	const users = [{ id: 'a', email: 'Ada@x.com' }, { id: 'b', email: 'nada@x.com' }, { id: 'c' }];
	const { api, requests } = apiThatMeets([{ status: 200, body: users }]);
	const place = { customerId: 'c', providerInstanceId: 'p', customerName: 'Fabrikam' };
	expect((await searchUser(api, place, 'ada@X.com')).map(({ id }) => id)).toEqual(['a']);
	expect(requests[0]?.qs).toMatchObject({ providerInstanceId: 'p', searchValue: 'ada@X.com' });
});

describe('a SKU', () => {
	const LICENSES = [
		{ skuId: 'A-1', name: 'Plan 1' },
		{ skuId: 'B-2', name: 'A-1' },
		{ skuId: 'C-3', name: 'Twice' },
		{ skuId: 'D-4', name: ' twice ' },
		{ skuId: 'E-5', name: null },
	] as License[];

	test.each([
		['a-1', 'A-1'],
		[' A-1 ', 'A-1'],
		['plan 1', 'A-1'],
		['e-5', 'E-5'],
	])('%j is known as %s, its ID before its name', (text, skuId) => {
		expect(findSku(LICENSES, text)).toEqual({ skuId });
	});

	test.each([
		['Plan', LICENSES, 'no license "Plan". It has: Plan 1, A-1, Twice,  twice , E-5'],
		['x', [], 'no license "x". It has: none'],
		['TWICE', LICENSES, '2 licenses named "TWICE": C-3, D-4. Use the ID'],
		['x'.repeat(61), [], `no license "${'x'.repeat(60)}". It has: none`],
	])('%s is none, and it is told what there is', (text, licenses, problem) => {
		expect(findSku(licenses, text)).toEqual({ problem });
	});
});

describe('the ID of a plan', () => {
	const request: WriteRequest = {
		method: 'PATCH',
		path: '/a',
		body: { b: 1, c: [{ d: 2, e: 3 }] },
	};

	test('is the same for the same request, however its keys stand', () => {
		const turned: WriteRequest = {
			body: { c: [{ e: 3, d: 2, f: undefined }] as never, b: 1 },
			path: '/a',
			method: 'PATCH',
			query: undefined,
		};
		expect(planIdOf(request)).toMatch(/^[0-9a-f]{64}$/);
		expect(planIdOf(turned)).toBe(planIdOf(request));
	});

	test.each<[string, Partial<WriteRequest>]>([
		['method', { method: 'PUT' }],
		['path', { path: '/b' }],
		['query', { query: { a: 1 } }],
		['value', { body: { b: 2, c: [{ d: 2, e: 3 }] } }],
		['type', { body: { b: '1', c: [{ d: 2, e: 3 }] } }],
		['null', { body: { b: null, c: [{ d: 2, e: 3 }] } }],
		['key of any name', { body: JSON.parse('{"b":1,"c":[{"d":2,"e":3}],"__proto__":{"f":4}}') }],
		['date', { body: { b: new Date(0) as never, c: [{ d: 2, e: 3 }] } }],
	])('is another for another %s', (_, change) => {
		expect(planIdOf({ ...request, ...change })).not.toBe(planIdOf(request));
	});

	test('is the same also for a key that dates have as a function', () => {
		const bodies = [
			{ toJSON: 1, b: 2 },
			{ b: 2, toJSON: 1 },
		];
		const [first, second] = bodies.map((body) => planIdOf({ ...request, body }));
		expect(first).toBe(second);
	});

	test('has dates as they are sent', () => {
		const [first, second] = [0, 1].map((time) => new Date(time));
		const planFor = (b: unknown) => planIdOf({ ...request, body: { b } as IDataObject });
		expect(planFor(first)).toBe(planFor('1970-01-01T00:00:00.000Z'));
		expect(planFor(first)).not.toBe(planFor(second));
	});

	test('depends on the order of a list, and is none where nothing is sent', () => {
		const ids = [
			[1, 2],
			[2, 1],
		].map((body) => planIdOf({ ...request, body }));
		expect(ids[0]).not.toBe(ids[1]);
		expect(planIdOf(undefined)).toBeNull();
	});

	test('has keys in the order of texts, also those that look like numbers', () => {
		expect(planIdOf({ method: 'PATCH', path: '/a', body: { 9: 2, 10: 1 } })).toBe(
			// sha256 of {"body":{"10":1,"9":2},"method":"PATCH","path":"/a"}
			'a8df4425d6fb5483908e450474d68e60795dad2997ce79376271698875840eee',
		);
	});

	test('never changes, since somebody may have approved it', () => {
		expect(planIdOf({ method: 'PATCH', path: '/a', body: { b: 1 } })).toBe(
			// sha256 of {"body":{"b":1},"method":"PATCH","path":"/a"}
			'97d3ddf5771a23fb69819ea284321229e159ad4a9db724915f32cc4e76f319b1',
		);
	});
});
