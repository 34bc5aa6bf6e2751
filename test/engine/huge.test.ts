import type { INodeParameters } from 'n8n-workflow';

import { AT_CUSTOMER, useScene } from './support';
import { OPERATION_CASES, operationCase } from './support/operations';

const scene = useScene();
const CONTINUE = { onError: 'continueErrorOutput' } as const;

/** With 1 MB of text, whose cost grows with its square, each of these took minutes. */
const LENGTH = 1_000_000;
const CPU_MS = 3_000;
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

async function cpuMsOf<T>(task: () => Promise<T>): Promise<[T, number]> {
	const before = process.cpuUsage();
	const result = await task();
	return [result, process.cpuUsage(before).user / 1_000];
}

const UPDATE = operationCase('license.update').node;
const PARAMETERS: readonly INodeParameters[] = [
	...['customerId', 'providerInstanceId', 'customerUserId'].map((name) => ({
		...UPDATE,
		[name]: { __rl: true, mode: 'id', value: '={{ $json.huge }}' },
	})),
	...['assignSkuIds', 'removeSkuIds', 'licenseInput', 'dryRun'].map((name) => ({
		...UPDATE,
		[name]: '={{ $json.huge }}',
	})),
	{ ...UPDATE, licenseInput: 'json', customerUserLicenses: '={{ $json.huge }}' },
	{ ...UPDATE, options: { correlationId: '={{ $json.huge }}' } },
	{ ...UPDATE, options: { timeout: '={{ $json.huge }}' } },
	{ ...operationCase('customer.getMany').node, filters: { search: '={{ $json.huge }}' } },
	{ ...operationCase('mca.getMany').node, filters: { status: '={{ $json.huge }}' } },
];

describe.each(HUGE)('1 MB of %s', (_, huge) => {
	test('in a parameter costs next to nothing, and is quoted briefly', async () => {
		const [runs, cpuMs] = await cpuMsOf(async () => {
			const all = [];
			for (const node of PARAMETERS) {
				all.push(await scene.run(node, { items: [{ huge }], ...CONTINUE }));
			}
			return all;
		});

		for (const { errorOutput } of runs) {
			expect(JSON.stringify(errorOutput[0]?.json.error).length).toBeLessThan(10_000);
		}
		expect(scene.requests()).toEqual([]);
		expect(cpuMs).toBeLessThan(CPU_MS);
	});

	test('in what the server says costs next to nothing, and is quoted briefly', async () => {
		scene.sandbox.inject({
			kind: 'status',
			status: 400,
			body: {
				type: huge,
				description: huge,
				correlationId: huge,
				errors: [{ propertyName: huge, description: [huge, huge] }],
			},
		});
		const [run, cpuMs] = await cpuMsOf(
			async () => await scene.run({ resource: 'mca', operation: 'get', ...AT_CUSTOMER }, CONTINUE),
		);

		const { error } = run.errorOutput[0]?.json ?? {};
		expect(error).toMatchObject({ httpCode: '400' });
		expect(String((error as { message: string }).message).length).toBeLessThan(2_100);
		expect(JSON.stringify(error).length).toBeLessThan(30_000);
		expect(cpuMs).toBeLessThan(CPU_MS);
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
