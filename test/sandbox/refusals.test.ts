import axios from 'axios';
import { CUSTOMERS, SKUS } from '../../sandbox/seed';
import { CORRELATION_ID, EUROPE, GENERIC, mcaPath, UNKNOWN_ID, useSandbox } from './support';

const scene = useSandbox();
const { adventureWorks, alpineSki, blueYonder } = CUSTOMERS;
const user = adventureWorks.placements[0].users.terryAdams;
const licensesPath = `/v1/Customers/${adventureWorks.id}/users/${user.id}/licenses`;
const licensesBody = {
	providerInstanceId: EUROPE,
	customerUserLicenses: [{ skuId: SKUS.microsoft365E3.skuId, isSelected: true }],
};

const forged = (token: string) => `${token.slice(0, token.lastIndexOf('.'))}.${'A'.repeat(43)}`;

describe('token', () => {
	const get = (Authorization: string | undefined) =>
		scene.http.get(mcaPath(adventureWorks.id), { headers: { Authorization } });

	test.each([
		['none', () => 'Basic abc'],
		['nonsense', () => 'Bearer nonsense'],
		['an expired one', () => `Bearer ${scene.sandbox.issueToken({ expiresInSeconds: -1 })}`],
		['one signed by somebody else', () => `Bearer ${forged(scene.sandbox.issueToken())}`],
	])('%s is refused with 401 and no body', async (_name, authorization) => {
		const answer = await get(authorization());
		expect([answer.status, answer.data]).toEqual([401, '']);
	});

	test('all issued ones are refused once they are expired, new ones are not', async () => {
		const old = `Bearer ${scene.sandbox.issueToken()}`;
		expect((await get(old)).status).toBe(200);
		scene.sandbox.expireTokens();
		expect((await get(old)).status).toBe(401);
		expect((await get(`Bearer ${scene.sandbox.issueToken()}`)).status).toBe(200);
	});
});

describe('tenant', () => {
	test('another one is refused with 403 and no body', async () => {
		const answer = await scene.http.get(mcaPath(adventureWorks.id), {
			headers: { 'X-Tenant': 'portal.example.org' },
		});
		expect([answer.status, answer.data]).toEqual([403, '']);
	});

	test('a missing one is refused with 400', async () => {
		const answer = await axios.get(scene.sandbox.url + mcaPath(adventureWorks.id), {
			headers: { Authorization: `Bearer ${scene.sandbox.issueToken()}` },
			validateStatus: () => true,
		});
		expect(answer.status).toBe(400);
		expect(answer.data.errors).toEqual([
			{ propertyName: 'X-Tenant', description: ['is required'] },
		]);
	});
});

describe('requests outside the contract', () => {
	test('an error has the shape of the contract and the correlation id of the request', async () => {
		const answer = await scene.http.get('/v1/Customers/not-a-guid', {
			headers: { 'X-Correlation-Id': CORRELATION_ID },
		});
		expect(answer.status).toBe(400);
		expect(answer.data).toEqual({
			statusCode: 400,
			type: 'BadRequest',
			description: 'The request is not valid.',
			correlationId: CORRELATION_ID,
			errors: [{ propertyName: 'customerId', description: ['must match format "uuid"'] }],
		});
	});

	test('a correlation id that is no GUID is refused', async () => {
		const answer = await scene.http.get('/v1/Customers', {
			headers: { 'X-Correlation-Id': 'mine' },
		});
		expect(answer.status).toBe(400);
		expect(answer.data.errors[0].propertyName).toBe('X-Correlation-Id');
	});

	test.each([
		['pageSize', { pageSize: 2001 }],
		['pageNumber', { pageNumber: 0 }],
		['searchField', { searchField: 'Phone', searchValue: 'x' }],
		['searchValue', { searchField: 'Domain' }],
		['page', { page: 1 }],
	])('the query parameter %s', async (name, params) => {
		const answer = await scene.http.get('/v1/Customers', { params });
		expect(answer.status).toBe(400);
		expect(answer.data.errors[0].propertyName).toBe(name);
	});

	test.each<[string, unknown]>([
		['providerInstanceId', { customerUserLicenses: licensesBody.customerUserLicenses }],
		['providerInstanceId', { ...licensesBody, providerInstanceId: 'europe' }],
		['licenses', { ...licensesBody, licenses: [] }],
		['customerUserLicenses', { ...licensesBody, customerUserLicenses: [] }],
		['customerUserLicenses', { ...licensesBody, customerUserLicenses: {} }],
		[
			'customerUserLicenses[0].isSelected',
			{ ...licensesBody, customerUserLicenses: [{ skuId: 'a' }] },
		],
		[
			'customerUserLicenses[1].isSelected',
			{
				...licensesBody,
				customerUserLicenses: [
					{ skuId: 'a', isSelected: true },
					{ skuId: 'b', isSelected: 'true' },
				],
			},
		],
		[
			'customerUserLicenses[0].usageLocation',
			{
				...licensesBody,
				customerUserLicenses: [{ skuId: 'a', isSelected: true, usageLocation: 'DE' }],
			},
		],
		['body', []],
	])('the body property %s', async (name, body) => {
		const answer = await scene.http.patch(licensesPath, body);
		expect(answer.status).toBe(400);
		expect(answer.data.errors).toEqual([expect.objectContaining({ propertyName: name })]);
		expect(scene.sandbox.audit).toEqual([]);
	});

	test.each([
		['broken JSON', '{"providerInstanceId":', 'application/json', 'body'],
		['no body', undefined, undefined, 'body'],
		['another media type', 'a=b', 'application/x-www-form-urlencoded', 'Content-Type'],
	])('%s', async (_name, body, type, propertyName) => {
		const answer = await scene.http.patch(licensesPath, body, {
			headers: type ? { 'Content-Type': type } : {},
		});
		expect(answer.status).toBe(400);
		expect(answer.data.errors[0].propertyName).toBe(propertyName);
	});

	test('a body where none is documented', async () => {
		const answer = await scene.http.post(`${mcaPath(adventureWorks.id)}/status`, {});
		expect(answer.status).toBe(400);
	});

	test.each([
		['GET', '/v1/customers'],
		['GET', '/v2/Customers'],
		['PUT', licensesPath],
		['GET', '/v1/Customers/..%2F..%2Fetc/licenses/x'],
		['GET', '/v1/%zz'],
	])('%s %s has no operation, and is in the log', async (method, url) => {
		const answer = await scene.http.request({ method, url });
		expect([400, 404]).toContain(answer.status);
		expect(scene.sandbox.requests).toEqual([
			expect.objectContaining({ method, path: url, status: answer.status, applied: false }),
		]);
		expect(scene.sandbox.requests[0]?.operationId).toBeUndefined();
	});
});

describe('things that are not there', () => {
	test.each([
		['an unknown customer', mcaPath(UNKNOWN_ID)],
		['an unknown instance', mcaPath(adventureWorks.id, UNKNOWN_ID)],
		['an instance the customer is not on', mcaPath(alpineSki.id, EUROPE)],
	])('the agreement of %s: 404 without body', async (_name, path) => {
		const [read, refreshed] = [await scene.http.get(path), await scene.http.post(`${path}/status`)];
		expect([read.status, read.data]).toEqual([404, '']);
		expect([refreshed.status, refreshed.data]).toEqual([404, '']);
	});

	test.each([
		['an unknown customer', licensesPath.replace(adventureWorks.id, UNKNOWN_ID), EUROPE],
		['an unknown user', licensesPath.replace(user.id, UNKNOWN_ID), EUROPE],
		['an unknown instance', licensesPath, UNKNOWN_ID],
	])('the licenses of %s: 404 with the error body', async (_name, path, providerInstanceId) => {
		const answer = await scene.http.patch(path, { ...licensesBody, providerInstanceId });
		expect(answer.status).toBe(404);
		expect(answer.data).toMatchObject({
			statusCode: 404,
			description: expect.stringMatching(/ was not found\.$/),
		});
	});

	test('Generic instances know none of the Microsoft operations', async () => {
		const qualificationPath = `/v1/Customers/${blueYonder.id}/microsoft-qualification`;
		const answers = await Promise.all([
			scene.http.get(mcaPath(blueYonder.id, GENERIC)),
			scene.http.post(`${mcaPath(blueYonder.id, GENERIC)}/status`),
			scene.http.patch(qualificationPath, {
				providerInstanceId: GENERIC,
				qualification: { name: 'Education' },
			}),
			scene.http.patch(licensesPath, { ...licensesBody, providerInstanceId: GENERIC }),
		]);
		for (const { status, data } of answers) {
			expect(status).toBe(400);
			expect(data.errors[0].propertyName).toBe('providerInstanceId');
		}
	});
});
