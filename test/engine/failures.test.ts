import type { Fault } from '../../sandbox';
import { AT_CUSTOMER, byId, useScene, USERS } from './support';

const scene = useScene();

const GET = { resource: 'mca', operation: 'get', ...AT_CUSTOMER };
const UPDATE = {
	resource: 'license',
	operation: 'update',
	...AT_CUSTOMER,
	customerUserId: byId(USERS.annetteHill.id),
};
const CONTINUE = { onError: 'continueRegularOutput' } as const;

/** The error item of a run whose only request met a fault, repeated as often as it was sent. */
async function errorOf(fault: Fault, options = {}) {
	scene.sandbox.inject({ ...fault, times: 'always' });
	const run = await scene.run({ ...GET, options: { maxRetries: 0, ...options } }, CONTINUE);
	return run.output[0]?.json.error;
}

describe('what came back is told in words that say what to do', () => {
	test.each<[string, Fault, object]>([
		[
			'a redirect',
			{ kind: 'status', status: 302, body: {} },
			{ message: /did not answer like the CloudCockpit API/, description: /Base URL/ },
		],
		[
			'a token that is refused again and again',
			{ kind: 'status', status: 401, body: {} },
			{ message: /did not accept the access token/, description: /Client ID, Scope and Tenant/ },
		],
		[
			'a status nobody planned for',
			{ kind: 'status', status: 409, body: {} },
			{ message: /status 409/ },
		],
		['a breakdown', { kind: 'status', status: 500, body: {} }, { message: /not available .*500/ }],
		['too much', { kind: 'rateLimit', retryAfter: 1 }, { description: /Max Concurrency/ }],
		['a web page', { kind: 'html', status: 200 }, { message: /like the CloudCockpit API/ }],
		[
			'a proxy page',
			{ kind: 'html', status: 404 },
			{ message: /like the CloudCockpit API|not found/ },
		],
		['half an answer', { kind: 'truncated' }, { message: /cut off or is not JSON/ }],
		['an answer without agreement', { kind: 'empty' }, { message: /cut off or is not JSON/ }],
		['a broken connection', { kind: 'resetBefore' }, { message: /connection .* broke/ }],
	])('%s', async (_, fault, expected) => {
		const error = await errorOf(fault);

		for (const [name, pattern] of Object.entries(expected)) {
			expect(error).toHaveProperty(name, expect.stringMatching(pattern));
		}
		expect(error).toMatchObject({ correlationId: expect.any(String), attempts: 1 });
	});

	test('silence, with the time that was waited', async () => {
		const error = await errorOf({ kind: 'hang' }, { timeout: 1 });

		expect(error).toMatchObject({
			message: expect.stringContaining('within 1 second'),
			description: expect.stringContaining('Timeout'),
			outcome: 'unknown',
		});
	});

	test('how often it was tried', async () => {
		const error = await errorOf({ kind: 'status', status: 503, retryAfter: 0 }, { maxRetries: 1 });

		expect(error).toMatchObject({ attempts: 2, httpCode: '503', outcome: 'rejected' });
	});

	test('a pasted token that CloudCockpit refuses before its time', async () => {
		scene.sandbox.inject({ kind: 'status', status: 401, body: {}, times: 'always' });
		const run = await scene.run(GET, { ...CONTINUE, authentication: 'accessToken' });

		expect(run.output[0]?.json.error).toMatchObject({
			message: 'CloudCockpit did not accept the access token',
			description: expect.stringMatching(/Paste a new token.*valid until \d{4}-/),
		});
		expect(scene.requests()).toHaveLength(1);
	});
});

describe('license JSON is checked against the contract before anything is sent', () => {
	const SKU = { skuId: 'a-sku', isSelected: true };

	test.each([
		['an entry that is no object', ['a-sku'], '[0]'],
		['a name that is no text', [{ ...SKU, name: 5 }], '[0].name'],
		['a choice that is no boolean', [{ ...SKU, isSelected: 'maybe' }], '[0].isSelected'],
		['a count that is none', [{ ...SKU, totalLicenses: 'many' }], '[0].totalLicenses'],
		['a property that the contract does not have', [{ ...SKU, sku: 'x' }], '[0].sku'],
		['a SKU twice', [SKU, { ...SKU, isSelected: false }], '[1].skuId'],
		['an empty SKU', [{ ...SKU, skuId: ' ' }], '[0].skuId'],
		['no license at all', [], ''],
	])('%s', async (_, licenses, place) => {
		const run = await scene.run(
			{ ...UPDATE, licenseInput: 'json', customerUserLicenses: JSON.stringify(licenses) },
			CONTINUE,
		);

		expect(run.output[0]?.json.error).toMatchObject({
			fields: [expect.objectContaining({ name: `customerUserLicenses${place}` })],
			outcome: 'notSent',
		});
		expect(scene.sandbox.requests).toEqual([]);
	});
});

describe('an option that makes no sense is named, and nothing is sent', () => {
	test.each([
		['Timeout', { timeout: 0 }],
		['Timeout', { timeout: 'soon' }],
		['Max Retries', { maxRetries: 11 }],
		['Max Concurrency', { maxConcurrency: 2.5 }],
		['Correlation ID', { correlationId: 'ticket 4711' }],
		['Return Agreement', { returnAgreement: 'perhaps' }],
	])('%s', async (label, options) => {
		const run = await scene.run({ ...GET, operation: 'refresh', options }, CONTINUE);

		expect(run.output[0]?.json.error).toMatchObject({
			message: expect.stringContaining(label),
			outcome: 'notSent',
		});
		expect(scene.sandbox.requests).toEqual([]);
	});
});

test.each(['stopWorkflow', 'continueErrorOutput'] as const)(
	'an operation of a later version is refused with on error %s',
	async (onError) => {
		const run = await scene.run({ ...GET, operation: 'sign' }, { items: [{ id: 1 }], onError });

		const refused = 'Operation must be one that this version of the node has, but is "sign"';
		if (onError === 'stopWorkflow') expect(run.error?.message).toBe(refused);
		else expect(run.errorOutput[0]?.json.error).toMatchObject({ message: refused });
		expect(run.output).toEqual([]);
		expect(scene.sandbox.requests).toEqual([]);
	},
);
