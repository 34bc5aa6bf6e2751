import * as chance from '../../../nodes/shared/api/jitter';
import { ID } from '../api/sent';
import { type Answers, apiThatMeets, callsOf, failureOf } from '../support/api';
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

const UPDATE = 'user/update';
const IDS = { ...AT_CUSTOMER, customerUserId: USER };
const PATH = `/v1/Customers/${CUSTOMER}/users/${USER}`;
const READ = `GET ${PATH}?providerInstanceId=${INSTANCE}`;
const WRITE = `PATCH ${PATH}`;
const ADA = {
	id: USER.toUpperCase(),
	displayName: 'Ada Lovelace',
	firstName: 'Ada',
	lastName: null,
	location: 'GB',
	email: 'ada@fabrikam.example.com',
	department: { name: 'Sales' },
};

const update = async (updateFields: object, answers: Answers = [ok(ADA)], more = {}) =>
	await perform(UPDATE, { ...IDS, updateFields, ...more }, answers);

beforeEach(() => void jest.spyOn(chance, 'jitter').mockReturnValue(0));
afterEach(() => jest.restoreAllMocks());

test('the whole user is sent, with the changes but without a password, and told', async () => {
	const found = ok({ ...ADA, temporaryPassword: 'hush' });
	const { json, calls, bodies } = await update({ location: ' de ', lastName: 'King' }, [found]);
	expect(calls).toEqual([READ, WRITE]);
	expect(bodies[1]).toEqual({
		providerInstanceId: INSTANCE,
		customerUser: { ...ADA, location: 'DE', lastName: 'King' },
	});
	expect(json).toEqual([
		{
			success: true,
			...IDS,
			changed: ['lastName', 'location'],
			userName: 'Ada Lovelace',
			summary: `Changed Ada Lovelace (${CUSTOMER}): last name from empty to King, location from GB to DE`,
			correlationId: ID,
		},
	]);
});

test('display name and first name can be changed as well', async () => {
	const { json, bodies } = await update({ displayName: 'Ada King', firstName: 'Augusta' });
	expect(bodies[1]).toMatchObject({
		customerUser: { displayName: 'Ada King', firstName: 'Augusta', location: 'GB' },
	});
	expect(json?.[0]?.summary).toContain(
		': display name from Ada Lovelace to Ada King, first name from Ada to Augusta',
	);
});

test.each([[{}], [{ location: 'GB', firstName: 'Ada' }]])(
	'with %j nothing changes, and nothing is sent',
	async (updateFields) => {
		const { json, calls } = await update(updateFields);
		expect(calls).toEqual([READ]);
		expect(json).toMatchObject([
			{ success: true, changed: [], summary: `Nothing changes for Ada Lovelace (${CUSTOMER})` },
		]);
		const dry = await update(updateFields, [ok(ADA)], { dryRun: true });
		expect(dry.json).toEqual([
			{
				dryRun: true,
				request: null,
				planId: null,
				summary: `Nothing would change for Ada Lovelace (${CUSTOMER})`,
			},
		]);
	},
);

test('a dry run shows exactly what would be sent, and says what changes for whom', async () => {
	const nameless = { id: USER, location: '' };
	const chosen = (value: string, cachedResultName: string) => ({
		...{ __rl: true, mode: 'list' },
		...{ value, cachedResultName },
	});
	const names = {
		customerId: chosen(CUSTOMER, 'Fabrikam (fabrikam.example.com)'),
		customerUserId: chosen(USER, 'Ada (ada@fabrikam.example.com)'),
	};
	const dry = { dryRun: true };
	const { json, calls } = await update({ location: 'DE' }, [ok(nameless)], { ...dry, ...names });
	expect(calls).toEqual([READ]);
	expect(json).toMatchObject([
		{
			request: {
				method: 'PATCH',
				path: PATH,
				body: { providerInstanceId: INSTANCE, customerUser: { id: USER, location: 'DE' } },
			},
			summary: 'Would change Ada (Fabrikam): location from empty to DE',
		},
	]);
	const unnamed = await update({ location: 'DE' }, [ok(nameless)], dry);
	expect(unnamed.json?.[0]?.summary).toBe(
		`Would change ${USER} (${CUSTOMER}): location from empty to DE`,
	);
});

test.each<[string, Answers, object]>([
	[
		'is somebody else',
		[ok({ ...ADA, id: CUSTOMER })],
		{ message: 'CloudCockpit did not give the user that is to be changed' },
	],
	['cannot be found', [{ status: 404 }], { httpCode: '404' }],
	['cannot be read', Array<{ code: string }>(3).fill({ code: 'ECONNRESET' }), { attempts: 3 }],
])('nothing is sent where the user %s', async (_, answers, failure) => {
	const { api, requests } = apiThatMeets(answers);
	const [task] = tasksOf(UPDATE, { ...IDS, updateFields: { location: 'DE' } });
	const done = task?.run(api) ?? Promise.resolve();
	expect(await failureOf(done)).toMatchObject({ ...failure, outcome: 'notSent' });
	expect(new Set(callsOf(requests))).toEqual(new Set([READ]));
});

test('each item for a user sees what the one before it has written', async () => {
	const items = ['DE', 'FR', 'FR'].map((location) => ({ ...IDS, updateFields: { location } }));
	const tasks = tasksOf(UPDATE, ...items);
	const now = (location: string) => ok({ ...ADA, location });
	const { api, requests } = apiThatMeets([...[now('GB'), ok({}), now('DE'), ok({}), now('FR')]]);
	const changed: unknown[] = [];
	for (const { run } of tasks) changed.push((await run(api))[0]?.changed);
	expect(changed).toEqual([['location'], ['location'], []]);
	expect(callsOf(requests)).toEqual([READ, WRITE, READ, WRITE, READ]);
});

test('only items for the same user have an order, and none is read before its turn', () => {
	const item = { ...IDS, updateFields: { location: 'DE' } };
	const others = [{ customerUserId: CUSTOMER }, { customerId: USER }];
	const tasks = tasksOf(UPDATE, item, item, ...others.map((other) => ({ ...item, ...other })));
	const [first, second, ...rest] = tasks.map(({ target }) => target);
	expect(first).toBe(second);
	expect(new Set([first, ...rest]).size).toBe(3);
	expect(tasks.map(({ survey }) => survey)).toEqual(tasks.map(() => undefined));
});

test('a plan is only carried out while the user is as it was', async () => {
	const updateFields = { location: 'DE' };
	const [planned] = (await update(updateFields, [ok(ADA)], { dryRun: true })).json ?? [];
	const approved = { options: { approvedPlan: String(planned?.planId) } };
	// Read once before any item is sent, and once more right before it is.
	expect((await update(updateFields, [ok(ADA), ok(ADA)], approved)).calls).toEqual([
		...[READ, READ, WRITE],
	]);
	const renamed = ok({ ...ADA, lastName: 'King' });
	for (const answers of [[renamed], [ok(ADA), renamed]]) {
		expect(await failureOf(update(updateFields, answers, approved))).toMatchObject({
			message: 'The request is no longer the one that was approved',
			outcome: 'notSent',
		});
	}
	const done = ok({ ...ADA, location: 'DE' });
	expect((await update(updateFields, [done, done], approved)).json).toMatchObject([
		{ success: true, changed: [] },
	]);
});

test('users are read each for itself, also where plans are approved before any is sent', async () => {
	const plan = { options: { approvedPlan: 'f00d' }, updateFields: { location: 'GB' } };
	const users = [USER, CUSTOMER].map((customerUserId) => ({ ...IDS, ...plan, customerUserId }));
	const { api, requests } = apiThatMeets([ok(ADA), ok({ ...ADA, id: CUSTOMER })]);
	for (const { survey } of tasksOf(UPDATE, ...users)) await survey?.(api);
	expect(callsOf(requests)).toEqual([READ, READ.replace(USER, CUSTOMER)]);
});

test.each([
	[{ location: 'Germany' }, 'location', /^must be one of /],
	[{ location: 'ZZ' }, 'location', /^must be one of /],
	[{ displayName: '' }, 'displayName', /^must be filled in, but is empty$/],
	[{ lastName: ' ' }, 'lastName', /^must be filled in, but is " "$/],
	[{ firstName: 'x'.repeat(51) }, 'firstName', /^must not be longer than 50 characters$/],
])('%j is refused', (updateFields, name, message) => {
	expect(issuesOf(UPDATE, { ...IDS, updateFields })).toEqual([
		{ name, messages: [expect.stringMatching(message)] },
	]);
});

test('names may be as long as the contract allows', () => {
	const longest = 'x'.repeat(50);
	const updateFields = { displayName: longest, firstName: longest, lastName: longest };
	expect(issuesOf(UPDATE, { ...IDS, updateFields })).toEqual([]);
});
