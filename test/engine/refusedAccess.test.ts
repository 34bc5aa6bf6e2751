import { CUSTOMERS, generatedCustomerId } from '../../sandbox/seed';
import { AUTHENTICATIONS, byId, INSTANCE, useScene } from './support';
import { operationCase } from './support/operations';

const scene = useScene({ customers: 60 });

const UPDATE = {
	...operationCase('qualification.update').node,
	customerId: byId('={{ $json.id }}'),
	providerInstanceId: byId(INSTANCE.id),
};
const COUNT = 40;
const CONTINUE = { onError: 'continueErrorOutput' } as const;
const ITEMS = Array.from({ length: COUNT }, (_, row) => ({ id: generatedCustomerId(row) }));

test.each(AUTHENTICATIONS)(
	'a token that is refused is not tried for each item: %s',
	async (authentication) => {
		scene.sandbox.inject({ kind: 'status', status: 401, body: {}, times: 'always' });
		const run = await scene.run(UPDATE, { items: ITEMS, authentication, ...CONTINUE });

		// With OAuth2 the one request is sent again with a new token.
		expect(scene.requests()).toHaveLength(authentication === 'oAuth2' ? 2 : 1);
		const errors = run.errorOutput.map(({ json }) => json.error as Record<string, unknown>);
		expect(errors).toHaveLength(COUNT);
		expect(errors[0]).toMatchObject({ outcome: 'rejected', httpCode: '401' });
		for (const error of errors.slice(1)) {
			expect(error).toMatchObject({
				message: 'CloudCockpit did not accept the access token',
				correlationId: expect.any(String),
				outcome: 'notSent',
				attempts: 0,
			});
		}
	},
);

test('a sign-in that is refused is not tried for each item', async () => {
	const credentials = scene.credentials('oAuth2', { clientSecret: 'wrong~secret' });
	const run = await scene.run(UPDATE, { items: ITEMS, credentials, ...CONTINUE });

	expect(scene.tokenRequests()).toHaveLength(1);
	expect(run.errorOutput).toHaveLength(COUNT);
	for (const { json } of run.errorOutput) {
		expect(json.error).toMatchObject({
			message: expect.stringContaining('client secret'),
			outcome: 'notSent',
		});
	}
});

test('a customer that is forbidden five times in a row keeps nothing from the others', async () => {
	const forbidden = CUSTOMERS.northwind.id;
	scene.sandbox.inject({
		kind: 'status',
		status: 403,
		times: 'always',
		match: { path: forbidden },
	});
	const items = [...Array.from({ length: 9 }, () => ({ id: forbidden })), ...ITEMS];
	const run = await scene.run(UPDATE, { items, ...CONTINUE });

	expect(run.output).toHaveLength(COUNT);
	expect(scene.calls().filter((call) => call.includes(forbidden))).toHaveLength(5);
	expect(run.errorOutput.map(({ json }) => (json.error as { outcome: string }).outcome)).toEqual([
		...Array.from({ length: 5 }, () => 'rejected'),
		...Array.from({ length: 4 }, () => 'notSent'),
	]);
});

test('a list that is forbidden for some customers in a row is still asked for others', async () => {
	scene.sandbox.inject({
		kind: 'status',
		status: 403,
		times: 6,
		match: { path: '/Customers/mca' },
	});
	const node = {
		resource: 'mca',
		operation: 'getMany',
		filters: { customerId: byId('={{ $json.id }}') },
		options: { maxConcurrency: 1 },
	};
	const run = await scene.run(node, { items: ITEMS.slice(0, 8), ...CONTINUE });

	expect(run.errorOutput).toHaveLength(6);
	expect(scene.requests()).toHaveLength(8);
});
