import { ID } from '../api/sent';
import { apiThatMeets, callsOf, failureOf } from '../support/api';
import {
	AT_CUSTOMER,
	CUSTOMER,
	INSTANCE,
	issuesOf,
	ok,
	perform,
	tasksOf,
	USER,
} from '../support/operation';

const UPDATE = 'license/update';
const E3 = '9f1b62c4-07de-4a38-b5f9-d41e8c20a763';
const PREMIUM = '0c5d8e17-94b2-4f63-a7e0-2b19f6c3d845';
const VISIO = '6a2f91d3-58c7-4b0e-8e34-f7d50a9c1b26';
const IDS = { ...AT_CUSTOMER, customerUserId: USER };
const PATH = `/v1/Customers/${CUSTOMER}/users/${USER}/licenses`;
/** The call that looks up seats. */
const LOOK_UP = `GET /v1/Customers/${CUSTOMER}/licenses?providerInstanceId=${INSTANCE}`;

const assigned = (skuId: string) => ({ skuId, isSelected: true });
const removed = (skuId: string) => ({ skuId, isSelected: false });
const asJson = (list: unknown) => ({
	licenseInput: 'json',
	customerUserLicenses: JSON.stringify(list),
});
const bodyOf = (...customerUserLicenses: object[]) => ({
	providerInstanceId: INSTANCE,
	customerUserLicenses,
});
const LICENSES = ok([
	{ skuId: PREMIUM, name: 'Premium', availableLicenses: 5, totalLicenses: 25 },
	{ skuId: E3, name: 'E3', availableLicenses: 1, totalLicenses: 10 },
]);
const CHECKED = { options: { checkAvailability: true } };

describe('chosen from lists', () => {
	test('what changes is sent, and told', async () => {
		const skus = { assignSkuIds: [PREMIUM, VISIO], removeSkuIds: [E3] };
		const { json, calls, bodies } = await perform(UPDATE, { ...IDS, ...skus });
		expect(json).toEqual([
			{
				success: true,
				...IDS,
				assigned: [PREMIUM, VISIO],
				removed: [E3],
				licenses: [
					{ skuId: PREMIUM, name: null, change: 'assigned' },
					{ skuId: VISIO, name: null, change: 'assigned' },
					{ skuId: E3, name: null, change: 'removed' },
				],
				summary: `Assigned ${PREMIUM}, ${VISIO} to ${USER} (${CUSTOMER}) and removed ${E3}`,
				correlationId: ID,
			},
		]);
		expect(calls).toEqual([`PATCH ${PATH}`]);
		expect(bodies).toEqual([bodyOf(assigned(PREMIUM), assigned(VISIO), removed(E3))]);
	});

	test('one license is enough, to assign or to remove', () => {
		expect(issuesOf(UPDATE, { ...IDS, assignSkuIds: [E3] })).toEqual([]);
		expect(issuesOf(UPDATE, { ...IDS, removeSkuIds: [E3] })).toEqual([]);
	});

	test.each<[object, string, string]>([
		[{}, 'assignSkuIds', 'must list a license, since Licenses to Remove lists none'],
		[
			{ assignSkuIds: [E3, PREMIUM], removeSkuIds: [PREMIUM.toUpperCase()] },
			'removeSkuIds',
			`must not list licenses that are also assigned: ${PREMIUM}`,
		],
	])('%j is refused', (skus, name, message) => {
		expect(issuesOf(UPDATE, { ...IDS, ...skus })).toEqual([{ name, messages: [message] }]);
	});

	test('what is written for the other form does not count', async () => {
		const both = { ...IDS, assignSkuIds: [E3], customerUserLicenses: 'no JSON' };
		expect((await perform(UPDATE, both)).bodies).toEqual([bodyOf(assigned(E3))]);
		const json = { ...both, ...asJson([removed(E3)]) };
		expect((await perform(UPDATE, json)).bodies).toEqual([bodyOf(removed(E3))]);
	});

	test('says which of the ids are none, and which way to choose', () => {
		const issues = issuesOf(UPDATE, {
			customerId: 'a',
			customerUserId: 'b',
			providerInstanceId: 'c',
			licenseInput: 'list',
			options: { dryRun: 'perhaps', checkAvailability: 'perhaps' },
		});
		expect(issues.map(({ name }) => name).sort()).toEqual([
			'checkAvailability',
			'customerId',
			'customerUserId',
			'dryRun',
			'licenseInput',
			'providerInstanceId',
		]);
	});
});

test('JSON is sent as it is, and told', async () => {
	const list = [{ ...assigned(E3), name: 'Mine' }, removed(VISIO)];
	const { json, bodies } = await perform(UPDATE, { ...IDS, ...asJson(list) });
	expect(json).toMatchObject([{ assigned: [E3], removed: [VISIO] }]);
	expect(bodies).toEqual([bodyOf(...list)]);
});

describe('a dry run', () => {
	const DRY = { dryRun: true };

	test('shows the request and the seats that it asks for, and writes nothing', async () => {
		const skus = { assignSkuIds: [PREMIUM, VISIO], removeSkuIds: [E3] };
		const { json, calls } = await perform(UPDATE, { ...IDS, ...skus, ...DRY }, [LICENSES]);
		expect(json).toEqual([
			{
				dryRun: true,
				request: {
					method: 'PATCH',
					path: PATH,
					body: bodyOf(assigned(PREMIUM), assigned(VISIO), removed(E3)),
				},
				planId: expect.any(String),
				summary: expect.stringMatching(
					/^Would assign Premium \(5 of 25 seats free\), .* and would remove E3; licenses that/,
				),
				availability: [
					{ skuId: PREMIUM, name: 'Premium', available: 5, total: 25, requested: 1 },
					{ skuId: VISIO, name: null, available: 0, total: 0, requested: 1 },
				],
			},
		]);
		expect(calls).toEqual([LOOK_UP]);
	});

	test('fails when seats are checked and do not do, and only then', async () => {
		const parameters = { ...IDS, ...DRY, assignSkuIds: [VISIO] };
		expect((await perform(UPDATE, parameters, [LICENSES])).json).toHaveLength(1);
		const failed = failureOf(perform(UPDATE, { ...parameters, ...CHECKED }, [LICENSES]));
		expect(await failed).toMatchObject({ outcome: 'notSent', attempts: 0 });
	});

	test('changes nothing, also as the option of 0.1.0', () => {
		const skus = { ...IDS, assignSkuIds: [E3] };
		const tasks = tasksOf(UPDATE, skus, { ...skus, ...DRY }, { ...skus, options: DRY });
		expect(tasks.map(({ impact }) => impact)).toEqual(['write', 'dryRun', 'dryRun']);
	});
});

describe('seats are checked', () => {
	test('and what is sent stays what it is without the check', async () => {
		const list = [assigned(PREMIUM), { ...removed(E3), name: 'Mine' }, removed(VISIO)];
		const parameters = { ...IDS, ...asJson(list), ...CHECKED };
		const { calls, bodies } = await perform(UPDATE, parameters, [LICENSES]);
		expect(calls).toEqual([LOOK_UP, `PATCH ${PATH}`]);
		expect(bodies[1]).toEqual(bodyOf(...list));
	});

	test('and the field or the place in the JSON is named', async () => {
		const message = `The customer has no license ${VISIO}`;
		const chosen = { ...IDS, ...CHECKED, assignSkuIds: [E3, VISIO] };
		expect(await failureOf(perform(UPDATE, chosen, [LICENSES]))).toMatchObject({
			message,
			fields: [{ name: 'assignSkuIds', messages: [message] }],
			outcome: 'notSent',
		});
		const json = { ...IDS, ...CHECKED, ...asJson([removed(E3), assigned(VISIO)]) };
		expect(await failureOf(perform(UPDATE, json, [LICENSES]))).toMatchObject({
			fields: [{ name: 'customerUserLicenses[1].skuId' }],
		});
	});

	test('over all items of the same customer and instance, with one look-up', async () => {
		const item = { ...IDS, ...CHECKED, assignSkuIds: [E3] };
		const tasks = tasksOf(
			UPDATE,
			item,
			{ ...item, customerUserId: CUSTOMER },
			item,
			{ ...item, customerUserId: INSTANCE, providerInstanceId: USER },
			{ ...item, customerUserId: INSTANCE, customerId: USER },
		);
		const { api, requests } = apiThatMeets(Array(3).fill(LICENSES));
		const refused: string[] = [];
		for (const task of tasks) {
			await task.survey?.(api).catch((error: Error) => refused.push(error.message));
		}
		expect(refused).toEqual(['The only free seat of E3 (of 10) goes to an earlier item']);
		expect(callsOf(requests)).toHaveLength(3);
	});

	test('and looked up only where an item asks for it', async () => {
		const item = { ...IDS, assignSkuIds: [E3] };
		const [unchecked, checked] = tasksOf(UPDATE, item, { ...item, ...CHECKED });
		expect(unchecked?.survey).toBeUndefined();
		expect(checked?.survey).toBeDefined();
		const { api, requests } = apiThatMeets([]);
		await unchecked?.run(api);
		expect(callsOf(requests)).toEqual([`PATCH ${PATH}`]);
	});
});

test('updates of one user are sent in order, of others at once', () => {
	const item = { ...IDS, assignSkuIds: [E3] };
	const others = [{ customerUserId: CUSTOMER }, { customerId: USER }];
	const tasks = tasksOf(UPDATE, item, item, ...others.map((other) => ({ ...item, ...other })));
	const [first, second, ...rest] = tasks.map(({ target }) => target);
	expect(first).toBe(second);
	expect(new Set([first, ...rest]).size).toBe(3);
});
