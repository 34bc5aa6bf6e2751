import type { INodeParameters } from 'n8n-workflow';

import { SKUS } from '../../sandbox/seed';
import { AT_CUSTOMER, byId, USERS, useScene } from './support';

/** What a spreadsheet with a renamed or empty column does to switches, lists and filters. */
const scene = useScene();

const E3 = SKUS.microsoft365E3.skuId;
const LICENSES = {
	resource: 'license',
	operation: 'update',
	...AT_CUSTOMER,
	customerUserId: byId(USERS.annetteHill.id),
	assignSkuIds: [SKUS.businessPremium.skuId],
};
const QUALIFICATION = {
	resource: 'qualification',
	operation: 'update',
	...AT_CUSTOMER,
	qualification: 'Education',
};
const writes = () => scene.requests().filter(({ method }) => method !== 'GET');

const refusal = (field: string) => ({
	message: expect.stringMatching(new RegExp(`^${field} `)),
	outcome: 'notSent',
	attempts: 0,
});

async function expectRefused(node: INodeParameters, field: string, typeVersion = 1.1) {
	const run = await scene.run(node, { onError: 'continueErrorOutput', typeVersion });

	expect(run.errorOutput.map(({ json }) => json.error)).toMatchObject([refusal(field)]);
	expect(scene.sandbox.requests).toEqual([]);
}

const UNCLEAR = [
	['null', '={{ null }}'],
	['undefined', '={{ $json.missing }}'],
	['an empty text', '={{ "" }}'],
	['blanks', '={{ "  " }}'],
	['a zero-width blank', '={{ "\u200b" }}'],
	['an equals sign alone', '='],
	['a word', 'perhaps'],
	['an empty text without expression', ''],
] as const;

describe.each(UNCLEAR)('a switch that is %s', (_, value) => {
	test.each<[string, INodeParameters]>([
		['Dry Run', { ...LICENSES, dryRun: value }],
		['Dry Run', { ...QUALIFICATION, dryRun: value }],
		['Dry Run', { ...LICENSES, options: { dryRun: value } }],
		['Dry Run', { ...LICENSES, dryRun: true, options: { dryRun: value } }],
		['Check Availability', { ...LICENSES, options: { checkAvailability: value } }],
		['Retry Unknown Outcome', { ...LICENSES, options: { retryUnknownOutcome: value } }],
	])('is refused as %s of %j', async (field, node) => {
		await expectRefused(node, field, 1);
		await expectRefused(node, field, 1.1);
	});
});

describe.each([1, 1.1])('in version %d a run is dry', (typeVersion) => {
	test.each<[string, INodeParameters]>([
		['by the field', { dryRun: true }],
		['by the option', { options: { dryRun: true } }],
		['by the field, though the option is off', { dryRun: true, options: { dryRun: false } }],
		['by the option, though the field is off', { dryRun: false, options: { dryRun: true } }],
		['by a word for yes', { dryRun: '={{ " YES " }}' }],
		['by the field, whatever the options are', { dryRun: true, options: '={{ "{}" }}' }],
	])('%s', async (_, dry) => {
		for (const node of [LICENSES, QUALIFICATION]) {
			const run = await scene.run({ ...node, ...dry }, { typeVersion });

			expect(run.output[0]?.json).toMatchObject({ dryRun: true });
		}
		expect(writes()).toEqual([]);
	});

	test.each<[string, INodeParameters]>([
		['without a word about it', {}],
		['by a clear no', { dryRun: '={{ 0 }}', options: { dryRun: 'false' } }],
	])('and is real %s', async (_, dry) => {
		const run = await scene.run({ ...LICENSES, ...dry }, { typeVersion });

		expect(run.output[0]?.json).toMatchObject({ success: true });
		expect(writes()).toHaveLength(1);
	});
});

describe('a list of SKUs whose expression', () => {
	test.each([
		['gives undefined', '={{ $json.renamed }}'],
		['gives null', '={{ null }}'],
		['gives undefined within a list', ['={{ $json.renamed }}']],
	])('%s is refused, and the other list is not sent alone', async (_, skus) => {
		await expectRefused(
			{ ...LICENSES, assignSkuIds: skus, removeSkuIds: [E3] },
			'Licenses to Assign',
		);
		await expectRefused(
			{ ...LICENSES, assignSkuIds: [E3], removeSkuIds: skus },
			'Licenses to Remove',
		);
	});

	test.each([
		['an empty text', '={{ "" }}'],
		['an empty list', '={{ [] }}'],
	])('gives %s names none', async (_, skus) => {
		const run = await scene.run({ ...LICENSES, assignSkuIds: skus, removeSkuIds: [E3] });

		expect(run.output[0]?.json).toMatchObject({ success: true, assigned: [], removed: [E3] });
	});
});

describe('a filter whose expression', () => {
	test.each<[string, string, INodeParameters]>([
		['Search', 'mca', { search: '={{ $json.renamed }}' }],
		['Status', 'mca', { status: '={{ null }}' }],
		['Customer', 'mca', { customerId: byId('={{ $json.renamed }}') }],
		['Provider Instance', 'mca', { providerInstanceId: byId('={{ null }}') }],
		['Exclude Compliant', 'mca', { excludeCompliant: '={{ $json.renamed }}' }],
		['Search', 'customer', { search: '={{ $json.renamed }}' }],
		['Search Field', 'customer', { search: 'a', searchField: '={{ $json.renamed }}' }],
		['Reseller ID', 'customer', { resellerId: '={{ null }}' }],
	])('gives nothing is refused: %s of %s', async (field, resource, filters) => {
		await expectRefused({ resource, operation: 'getMany', filters }, field);
	});

	test('gives an empty text does not filter', async () => {
		const filters = { search: '={{ "" }}', customerId: byId('={{ "" }}') };
		const all = await scene.run({ resource: 'mca', operation: 'getMany' });
		const run = await scene.run({ resource: 'mca', operation: 'getMany', filters });

		expect(run.output).toHaveLength(all.output.length);
	});
});

test('an undefined correlation id means a new one', async () => {
	const options = { correlationId: '={{ $json.renamed }}' };
	const run = await scene.run({ ...LICENSES, options });

	expect(run.output[0]?.json.correlationId).toMatch(/^[0-9a-f-]{36}$/);
});
