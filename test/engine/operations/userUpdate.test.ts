import type { IDataObject } from 'n8n-workflow';

import { SKUS } from '../../../sandbox/seed';
import { AT_CUSTOMER, byId, CUSTOMER, INSTANCE, USERS, useScene } from '../support';

/** A user is read, changed and sent back as a whole. */
const scene = useScene();

const LUIS = USERS.luisBonifaz;
const UPDATE = {
	resource: 'user',
	operation: 'update',
	...AT_CUSTOMER,
	customerUserId: byId(LUIS.id),
};
const PATH = `/v1/Customers/${CUSTOMER.id}/users/${LUIS.id}`;
const READ = `GET ${PATH}`;
const WRITE = `PATCH ${PATH}`;
const ON_ERROR_BRANCH = { onError: 'continueErrorOutput' } as const;

const stored = (id: string = LUIS.id) =>
	scene.sandbox.state.customers.get(CUSTOMER.id)?.placements.get(INSTANCE.id)?.users.get(id);
const sent = () => scene.requests().find(({ method }) => method === 'PATCH')?.body as IDataObject;

/** Has the API answer the next reading of a user with this. */
const answerWith = (body: unknown, times: number | 'always' = 1) =>
	scene.sandbox.inject({
		kind: 'status',
		status: 200,
		body,
		times,
		match: { operationId: 'getCustomerUser' },
	});

test('sends the whole user, and tells what changed', async () => {
	const run = await scene.run({ ...UPDATE, updateFields: { location: 'DE' } });

	expect(scene.calls()).toEqual([READ, WRITE]);
	expect(scene.requests()[0]?.query).toEqual({ providerInstanceId: INSTANCE.id });
	expect(sent()).toEqual({
		providerInstanceId: INSTANCE.id,
		customerUser: {
			id: LUIS.id,
			displayName: 'Luis Bonifaz',
			email: stored()?.email,
			firstName: 'Luis',
			lastName: 'Bonifaz',
			location: 'DE',
			domain: CUSTOMER.domain,
		},
	});
	expect(run.output).toEqual([
		{
			json: {
				success: true,
				customerId: CUSTOMER.id,
				customerUserId: LUIS.id,
				providerInstanceId: INSTANCE.id,
				changed: ['location'],
				summary: `Changed Luis Bonifaz (${CUSTOMER.id}): location from empty to DE`,
				userName: 'Luis Bonifaz',
				correlationId: scene.requests()[0]?.headers['x-correlation-id'],
			},
			pairedItem: { item: 0 },
		},
	]);
	expect(stored()).toMatchObject({ location: 'DE', firstName: 'Luis' });
});

test('a user with a location can be given a license', async () => {
	const license = {
		...UPDATE,
		resource: 'license',
		assignSkuIds: [SKUS.microsoft365E3.skuId],
	};
	const before = await scene.run(license);
	await scene.run({ ...UPDATE, updateFields: { location: '={{ " es " }}' } });
	const after = await scene.run(license);

	expect(before.error?.description).toContain('location');
	expect(after.output[0]?.json).toMatchObject({ success: true });
	expect(stored()?.location).toBe('ES');
});

test('fields that nobody documents are sent back, a password never is', async () => {
	const secret = 'Not-To-Be-Seen-1';
	answerWith(
		{
			id: LUIS.id.toUpperCase(),
			displayName: 'Luis Bonifaz',
			email: 'luis@example.com',
			location: null,
			domain: 'example.com',
			temporaryPassword: secret,
			department: { name: 'Sales', tags: ['a'] },
		},
		'always',
	);
	const updateFields = { location: 'PT' };
	const dry = await scene.run({ ...UPDATE, updateFields, dryRun: true });
	const real = await scene.run({
		...UPDATE,
		updateFields,
		options: { approvedPlan: String(dry.output[0]?.json.planId) },
	});

	expect(dry.output[0]?.json.request).toEqual({ method: 'PATCH', path: PATH, body: sent() });
	expect(sent().customerUser).toEqual({
		id: LUIS.id.toUpperCase(),
		displayName: 'Luis Bonifaz',
		email: 'luis@example.com',
		location: 'PT',
		domain: 'example.com',
		department: { name: 'Sales', tags: ['a'] },
	});
	expect(real.output[0]?.json).toMatchObject({ success: true, changed: ['location'] });
	const kept = JSON.stringify([dry, real].map(({ workflow }) => workflow.stored.data.resultData));
	expect(kept).not.toContain(secret);
	expect(kept).not.toMatch(/temporaryPassword/i);
});

describe('nothing is sent', () => {
	test.each([
		['what is already so', { location: 'DE', firstName: 'Annette' }],
		['no field', {}],
	])('for %s', async (_, updateFields) => {
		const node = { ...UPDATE, customerUserId: byId(USERS.annetteHill.id), updateFields };
		const run = await scene.run(node);
		const dry = await scene.run({ ...node, dryRun: true });

		expect(run.output[0]?.json).toMatchObject({
			success: true,
			changed: [],
			summary: `Nothing changes for Annette Hill (${CUSTOMER.id})`,
		});
		expect(dry.output[0]?.json).toMatchObject({ dryRun: true, request: null, planId: null });
		expect(scene.requests().filter(({ method }) => method !== 'GET')).toEqual([]);
	});

	test('twice: a second run finds it done', async () => {
		const node = { ...UPDATE, updateFields: { location: 'DE', displayName: 'Luis B.' } };
		const first = await scene.run(node);
		const second = await scene.run(node);

		expect(first.output[0]?.json.changed).toEqual(['displayName', 'location']);
		expect(second.output[0]?.json.changed).toEqual([]);
		expect(scene.calls()).toEqual([READ, WRITE, READ]);
	});

	test.each([
		[
			'a column of another name',
			{ location: '={{ $json.renamed }}' },
			'Location has an expression',
		],
		['a cell that is null', { lastName: '={{ null }}' }, 'Last Name has an expression'],
		['an empty name', { displayName: '' }, 'Display Name must be filled in'],
		['an empty cell', { firstName: '={{ "" }}' }, 'First Name must be filled in'],
		['a name that is too long', { displayName: 'x'.repeat(51) }, 'Display Name must not be longer'],
		['a country that is none', { location: 'Germany' }, 'Location must be one of'],
		['a code that is none', { location: 'ZZ' }, 'Location must be one of'],
	])('for %s', async (_, updateFields, message) => {
		const run = await scene.run({ ...UPDATE, updateFields }, ON_ERROR_BRANCH);

		expect(run.errorOutput[0]?.json.error).toMatchObject({
			message: expect.stringContaining(message),
			outcome: 'notSent',
			attempts: 0,
		});
		expect(scene.sandbox.requests).toEqual([]);
	});

	test.each([
		['nothing', {}],
		['somebody else', { id: USERS.annetteHill.id, displayName: 'Annette Hill' }],
		['a list', { items: [{ id: LUIS.id }] }],
	])('when the API gives %s in place of the user', async (_, body) => {
		answerWith(body);
		const run = await scene.run({ ...UPDATE, updateFields: { location: 'DE' } }, ON_ERROR_BRANCH);

		expect(run.errorOutput[0]?.json.error).toMatchObject({
			message: 'CloudCockpit did not give the user that is to be changed',
			outcome: 'notSent',
		});
		expect(scene.calls()).toEqual([READ]);
	});

	test('when the user cannot be read, and the outcome is not unknown', async () => {
		scene.sandbox.inject({ kind: 'resetBefore', times: 'always', match: { method: 'GET' } });
		const run = await scene.run(
			{ ...UPDATE, updateFields: { location: 'DE' }, options: { maxRetries: 0 } },
			ON_ERROR_BRANCH,
		);

		expect(run.errorOutput[0]?.json.error).toMatchObject({ outcome: 'notSent' });
		expect(scene.calls()).toEqual([READ]);
	});
});

test('items for the same user each see what the one before has written', async () => {
	const run = await scene.run(
		{
			...UPDATE,
			updateFields: { location: '={{ $json.location }}', lastName: '={{ $json.lastName }}' },
		},
		{
			items: [
				{ location: 'DE', lastName: 'Bonifaz' },
				{ location: 'DE', lastName: 'Bonifaz-Ruiz' },
				{ location: 'DE', lastName: 'Bonifaz-Ruiz' },
			],
		},
	);

	expect(run.output.map(({ json }) => json.changed)).toEqual([['location'], ['lastName'], []]);
	expect(scene.calls()).toEqual([READ, WRITE, READ, WRITE, READ]);
	expect(stored()).toMatchObject({ location: 'DE', lastName: 'Bonifaz-Ruiz' });
});

test('an approved plan is not carried out once the user has changed', async () => {
	const node = { ...UPDATE, updateFields: { location: 'DE' } };
	const dry = await scene.run({ ...node, dryRun: true });
	await scene.run({ ...UPDATE, updateFields: { lastName: 'Bonifaz-Ruiz' } });
	const approvedPlan = String(dry.output[0]?.json.planId);
	const run = await scene.run({ ...node, options: { approvedPlan } }, ON_ERROR_BRANCH);

	expect(run.errorOutput[0]?.json.error).toMatchObject({
		message: 'The request is no longer the one that was approved',
		outcome: 'notSent',
	});
	expect(stored()?.location).toBeNull();
});

test('is found by user principal name, at the only instance of a customer found by domain', async () => {
	const run = await scene.run({
		...UPDATE,
		customerId: { __rl: true, mode: 'domain', value: CUSTOMER.domain },
		providerInstanceId: { __rl: true, mode: 'only', value: '' },
		customerUserId: { __rl: true, mode: 'upn', value: stored()?.email ?? '' },
		updateFields: { location: 'DE' },
	});

	expect(run.output[0]?.json).toMatchObject({
		customerName: 'Adventure Works Cycles',
		userName: 'Luis Bonifaz',
		summary: 'Changed Luis Bonifaz (Adventure Works Cycles): location from empty to DE',
	});
});

test('a password is never shown, in whatever capitals CloudCockpit writes it', async () => {
	const secret = 'Not-To-Be-Seen-2';
	const user = { id: LUIS.id, displayName: 'Luis Bonifaz', TemporaryPassword: secret };
	answerWith(user);
	const one = await scene.run({ ...UPDATE, operation: 'get' });
	scene.sandbox.inject({
		...{ kind: 'status', status: 200, body: [user] },
		match: { method: 'GET' },
	});
	const many = await scene.run({ ...UPDATE, operation: 'getMany' });

	for (const { output, workflow } of [one, many]) {
		expect(output[0]?.json).toMatchObject({ displayName: 'Luis Bonifaz' });
		expect(JSON.stringify(workflow.stored.data.resultData)).not.toContain(secret);
	}
});
