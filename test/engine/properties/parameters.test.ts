import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { SKUS } from '../../../sandbox/seed';
import { byId, CUSTOMER, INSTANCE, useScene, USERS, type NodeRun } from '../support';
import { useJitter } from '../support/jitter';
import { OPERATION_CASES, type OperationCase } from '../support/operations';
import { junk, mostly, onError as anyOnError, SEED } from './arbitraries';

/** Together 8,500 items, each with a random value in every parameter and option. */
const RUNS_PER_OPERATION = 10;
const ITEMS_PER_RUN = 50;

const scene = useScene();

useJitter(0);

/** Good values of every parameter; `filters.` and `options.` are entries of those collections. */
const GOOD: Readonly<Record<string, unknown[]>> = {
	customerId: [CUSTOMER.id, ` {${CUSTOMER.id.toUpperCase()}}\n`],
	providerInstanceId: [INSTANCE.id],
	customerUserId: [USERS.terryAdams.id, USERS.annetteHill.id],
	qualification: ['Education', 'custom', 'governmentcommunitycloud'],
	customQualification: ['Nonprofit'],
	licenseInput: ['fields', 'json', 'exact'],
	exactSkuIds: [[SKUS.businessPremium.skuId], SKUS.businessPremium.name, []],
	otherLicenses: ['omit', 'asHeld'],
	heldSkuIds: [[{ skuId: SKUS.exchangeOnline.skuId }], []],
	internalIdentifier: ['CRM-1', 7, ''],
	dryRun: [true, false],
	assignSkuIds: [SKUS.businessPremium.skuId, [SKUS.businessPremium.skuId], []],
	removeSkuIds: [SKUS.exchangeOnline.skuId, '', []],
	customerUserLicenses: [[{ skuId: SKUS.businessPremium.skuId, isSelected: true }]],
	simplify: [true, false],
	returnAll: [true, false],
	limit: [1, 3],
	'filters.search': ['a', ''],
	'filters.searchField': ['Company.Name', 'Domain'],
	'filters.resellerId': [''],
	'filters.customerId': ['', CUSTOMER.id],
	'filters.providerInstanceId': ['', INSTANCE.id],
	'filters.status': ['required', ''],
	'filters.excludeCompliant': [true, false],
	'options.correlationId': [''],
	'options.maxRetries': [0, 1],
	'options.maxConcurrency': [1, 10, 50],
	'options.timeout': [60],
	'filters.from': ['2026-01-15T00:00:00Z', ''],
	'filters.to': ['', '2026-01-16'],
	'filters.operations': [['CreateOrder'], ''],
	'filters.customer': ['a', ''],
	'updateFields.location': ['DE', 'at'],
	'updateFields.displayName': ['Ada'],
	'updateFields.firstName': ['Ada'],
	'updateFields.lastName': ['Lovelace'],
	'options.maxChanges': [0, 1_000],
	'options.allowNone': [true, false],
	'options.dryRun': [true, false],
	'options.checkAvailability': [true, false],
	'options.retryUnknownOutcome': [false],
	'options.returnAgreement': [true, false],
};
const LOCATORS = new Set([
	'customerId',
	'providerInstanceId',
	'customerUserId',
	'filters.customerId',
	'filters.providerInstanceId',
]);

const anyItem: fc.Arbitrary<IDataObject> = fc.record(
	Object.fromEntries(
		Object.entries(GOOD).map(([name, values]) => [keyOf(name), mostly(...values)]),
	),
) as fc.Arbitrary<IDataObject>;
const anyItems = fc.array(anyItem, { minLength: ITEMS_PER_RUN, maxLength: ITEMS_PER_RUN });

/** Paths of one's own have a test of their own. */
const TYPED = OPERATION_CASES.filter(({ name }) => name !== 'api.call');

describe.each(TYPED)('$name', (operation) => {
	test('gives one outcome for every item, whatever is in its fields', async () => {
		await fc.assert(
			fc.asyncProperty(anyItems, anyOnError, async (items, onError) => {
				scene.sandbox.reset();
				const run = await scene.run(fromItems(operation), { items, onError });

				expectWellFormedRequests();
				if (onError === undefined && run.error) expectStopped(run);
				else expectOutcomes(run, items.length, operation);
				expectNoSecret(run);
			}),
			{ seed: SEED, numRuns: RUNS_PER_OPERATION },
		);
	});
});

test('a workflow that was edited by hand fails with an error of n8n, and sends nothing wrong', async () => {
	await fc.assert(
		fc.asyncProperty(junk, junk, junk, async (resource, operation, authentication) => {
			const node = { resource, operation, authentication } as INodeParameters;
			const run = await scene.run(node, { credentials: scene.credentials() });

			expect(run.error?.name).toMatch(/^Node(?:Api|Operation)Error$/);
			expect(scene.sandbox.requests).toEqual([]);
		}),
		{ seed: SEED, numRuns: 200 },
	);
});

/** The operation with an expression in every field, which takes its value from the item. */
function fromItems({ node: { resource, operation } }: OperationCase): INodeParameters {
	const collections = { filters: {}, options: {}, updateFields: {} };
	const node: INodeParameters = { resource, operation, ...collections };
	for (const name of Object.keys(GOOD)) {
		const expression = `={{ $json.${keyOf(name)} }}`;
		const value = LOCATORS.has(name) ? byId(expression) : expression;
		const [collection = '', entry] = name.split('.');
		if (entry === undefined) node[name] = value;
		else (node[collection] as INodeParameters)[entry] = value;
	}
	return node;
}

function keyOf(name: string): string {
	return name.replace('.', '_');
}

/** Every path is one of the contract, every header what it should be, and none is there besides. */
function expectWellFormedRequests(): void {
	for (const { operationId, path, headers } of scene.sandbox.requests) {
		expect({ path, known: operationId !== undefined }).toEqual({ path, known: true });
		expect(headers['x-evil']).toBeUndefined();
		if (operationId === 'getToken') continue;
		expect(headers['x-tenant']).toBe(scene.sandbox.tenant);
		expect(headers['x-correlation-id']).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
	}
}

function expectStopped(run: NodeRun): void {
	expect(run.error?.name).toMatch(/^Node(?:Api|Operation)Error$/);
	const failure = run.error?.context?.data as IDataObject;
	expect(failure.message).toBe(run.error?.message);
	// A value that can be seen to be wrong is seen before anything is sent.
	if (failure.attempts === 0 && failure.fields && !failure.correlationId) {
		const writes = scene.requests().filter(({ method }) => method !== 'GET');
		expect(writes).toEqual([]);
	}
}

function expectOutcomes(run: NodeRun, count: number, operation: OperationCase): void {
	expect(run.error).toBeUndefined();
	const done = indexesOf(run.output);
	const failed = indexesOf(run.errorOutput);
	expect([...done].sort((a, b) => a - b)).toEqual(done);
	expect([...failed].sort((a, b) => a - b)).toEqual(failed);
	const all = new Set([...done, ...failed]);
	expect(all.size).toBe(new Set(done).size + new Set(failed).size);
	// A list that is found empty is no output item: only lists may leave an input item out.
	if (!operation.name.endsWith('.getMany')) {
		expect([...done, ...failed]).toHaveLength(count);
		expect(all.size).toBe(count);
	}
	for (const { json } of [...run.output, ...run.errorOutput]) {
		if (!('error' in json)) continue;
		expect(json.error).toMatchObject({
			message: expect.stringMatching(/\S/),
			outcome: expect.stringMatching(/^(?:notSent|rejected|unknown)$/),
			attempts: expect.any(Number),
		});
	}
}

function indexesOf(items: NodeRun['output']): number[] {
	return items.map(({ pairedItem }) => (pairedItem as { item: number }).item);
}

function expectNoSecret(run: NodeRun): void {
	const kept = JSON.stringify(run.workflow.stored.data.resultData);
	expect(kept.includes(scene.sandbox.clientSecret)).toBe(false);
	expect(kept).not.toMatch(/Bearer eyJ|eyJ[\w-]{10,}\.[\w-]{10,}/);
}
