import type { INodeParameters } from 'n8n-workflow';

import { AT_CUSTOMER, useScene } from './support';
import { OPERATION_CASES, operationCase } from './support/operations';

const scene = useScene();
const CONTINUE = { onError: 'continueErrorOutput' } as const;

const LENGTH = 1_000_000;
/**
 * What 1 MB may cost beyond a few letters, with what n8n, the sandbox and HTTP make of it. Where the
 * time grew with the square of the length, it was minutes. test/unit/huge holds the node alone to less.
 */
const ALLOWED_CPU_MS = 100;
/** Work beside the tests costs CPU time too: the best counts. */
const TRIES = 10;

const HUGE: ReadonlyArray<[string, string]> = [
	['beginnings of tokens', 'eyJ'.repeat(LENGTH / 3)],
	['blanks within', `x${' '.repeat(LENGTH)}x`],
	['invisible blanks within', `x${'\u200b'.repeat(LENGTH)}x`],
	['commas', ','.repeat(LENGTH)],
	['one word', 'x'.repeat(LENGTH)],
	['bearers', 'Bearer '.repeat(LENGTH / 7)],
	['brackets', '['.repeat(LENGTH)],
	['slashes and colons', '/:'.repeat(LENGTH / 2)],
];

/** Expects that a text costs hardly more CPU time than a short one, each at its best. */
async function expectCheap(
	text: string,
	allowedMs: number,
	run: (text: string) => Promise<unknown>,
): Promise<void> {
	const best = { short: Infinity, long: Infinity };
	let extraMs = Infinity;
	for (let left = TRIES; left > 0 && extraMs >= allowedMs; left -= 1) {
		best.short = Math.min(best.short, await cpuMsOf(async () => await run('x')));
		best.long = Math.min(best.long, await cpuMsOf(async () => await run(text)));
		extraMs = best.long - best.short;
	}
	expect(extraMs).toBeLessThan(allowedMs);
}

async function cpuMsOf(task: () => Promise<unknown>): Promise<number> {
	const before = process.cpuUsage();
	await task();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1_000;
}

const TEXT = '={{ $json.text }}';
const UPDATE = operationCase('license.update').node;
const inUpdate = (name: string, value: INodeParameters[string]): [string, INodeParameters] => [
	name,
	{ ...UPDATE, [name]: value },
];
const LOCATED: INodeParameters = { __rl: true, mode: 'id', value: TEXT };
const PARAMETERS: ReadonlyArray<[string, INodeParameters]> = [
	...['customerId', 'providerInstanceId', 'customerUserId'].map((name) => inUpdate(name, LOCATED)),
	...['assignSkuIds', 'removeSkuIds', 'licenseInput', 'dryRun'].map((name) => inUpdate(name, TEXT)),
	['customerUserLicenses', { ...UPDATE, licenseInput: 'json', customerUserLicenses: TEXT }],
	['correlationId', { ...UPDATE, options: { correlationId: TEXT } }],
	['timeout', { ...UPDATE, options: { timeout: TEXT } }],
	['search', { ...operationCase('customer.getMany').node, filters: { search: TEXT } }],
	['status', { ...operationCase('mca.getMany').node, filters: { status: TEXT } }],
];

/** Texts in an error of the API, each alone and all together: how many, and the error. */
const ANSWERS: ReadonlyArray<[string, number, (text: string) => object]> = [
	['type', 1, (type) => ({ type })],
	['description', 1, (description) => ({ description })],
	['correlationId', 1, (correlationId) => ({ correlationId })],
	['propertyName', 1, (propertyName) => ({ errors: [{ propertyName, description: ['x'] }] })],
	['errors', 1, (text) => ({ errors: [{ propertyName: 'x', description: [text] }] })],
	[
		'all of it',
		6,
		(text) => ({
			...{ type: text, description: text, correlationId: text },
			errors: [{ propertyName: text, description: [text, text] }],
		}),
	],
];

describe.each(HUGE)('1 MB of %s costs next to nothing, and is quoted briefly', (_, huge) => {
	test.each(PARAMETERS)('in the parameter %s, and nothing is sent', async (_, node) => {
		const run = async (text: string) => await scene.run(node, { items: [{ text }], ...CONTINUE });

		const { errorOutput } = await run(huge);
		expect(JSON.stringify(errorOutput[0]?.json.error).length).toBeLessThan(10_000);
		expect(scene.requests()).toEqual([]);
		await expectCheap(huge, ALLOWED_CPU_MS, run);
	});

	test.each(ANSWERS)('in what the server says: %s', async (_, count, bodyWith) => {
		const run = async (text: string) => {
			scene.sandbox.inject({ kind: 'status', status: 400, body: bodyWith(text) });
			return await scene.run({ resource: 'mca', operation: 'get', ...AT_CUSTOMER }, CONTINUE);
		};

		const { error } = (await run(huge)).errorOutput[0]?.json ?? {};
		expect(error).toMatchObject({ httpCode: '400' });
		expect(String((error as { message: string }).message).length).toBeLessThan(2_100);
		expect(JSON.stringify(error).length).toBeLessThan(30_000);
		await expectCheap(huge, count * ALLOWED_CPU_MS, run);
	});
});

test('many errors are told briefly', async () => {
	const errors = Array.from({ length: 20_000 }, () => ({
		propertyName: 'x',
		description: Array.from({ length: 30 }, () => 'y'.repeat(20)),
	}));
	scene.sandbox.inject({ kind: 'status', status: 400, body: { errors } });
	const run = await scene.run(OPERATION_CASES[0]?.node ?? {}, CONTINUE);

	expect(JSON.stringify(run.errorOutput).length).toBeLessThan(30_000);
});
