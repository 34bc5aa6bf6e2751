import { AT_CUSTOMER, CUSTOMER, INSTANCE, useScene } from './support';

const scene = useScene();

const UPDATE = { resource: 'qualification', operation: 'update', ...AT_CUSTOMER };
const PATH = `/v1/Customers/${CUSTOMER.id}/microsoft-qualification`;

describe('qualification update', () => {
	test.each(['Education', 'GovernmentCommunityCloud', 'StateOwnedEntity'])(
		'sends %s as the contract writes it',
		async (qualification) => {
			const run = await scene.run({ ...UPDATE, qualification });

			expect(scene.requests()).toHaveLength(1);
			const [request] = scene.requests();
			expect(request).toMatchObject({ method: 'PATCH', path: PATH, query: {} });
			expect(request?.headers['content-type']).toMatch(/^application\/json\b/);
			expect(request?.body).toEqual({
				providerInstanceId: INSTANCE.id,
				qualification: { name: qualification },
			});
			expect(run.output).toEqual([
				{
					json: {
						success: true,
						customerId: CUSTOMER.id,
						providerInstanceId: INSTANCE.id,
						qualification,
						summary: `Set the qualification of ${CUSTOMER.id} to ${qualification}`,
						correlationId: request?.headers['x-correlation-id'],
					},
					pairedItem: { item: 0 },
				},
			]);
		},
	);

	test('sends a name of its own, without the spaces around it', async () => {
		const run = await scene.run({
			...UPDATE,
			qualification: 'custom',
			customQualification: ' HealthCare ',
		});

		expect(scene.requests()[0]?.body).toMatchObject({ qualification: { name: 'HealthCare' } });
		expect(run.output[0]?.json).toMatchObject({ success: true, qualification: 'HealthCare' });
	});

	test('does not send an empty name of its own', async () => {
		const run = await scene.run(
			{ ...UPDATE, qualification: 'custom', customQualification: '={{ "  " }}' },
			{ onError: 'continueRegularOutput' },
		);

		expect(run.output[0]?.json.error).toMatchObject({ outcome: 'notSent', attempts: 0 });
		expect(scene.requests()).toEqual([]);
	});

	test('shows the request on a dry run, with what the customer has today, and writes nothing', async () => {
		const run = await scene.run({
			...UPDATE,
			qualification: 'Education',
			options: { dryRun: true },
		});

		expect(run.output).toEqual([
			{
				json: {
					dryRun: true,
					request: {
						method: 'PATCH',
						path: PATH,
						body: { providerInstanceId: INSTANCE.id, qualification: { name: 'Education' } },
					},
					planId: expect.stringMatching(/^[0-9a-f]{64}$/),
					now: { qualifications: [], isVerified: false },
					summary: 'Would set the qualification of Adventure Works Cycles to Education (now: none)',
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(scene.calls()).toEqual([`GET /v1/Customers/${CUSTOMER.id}`]);
	});

	test('must be chosen in new nodes; those of 0.1.0 set Education, which they saved by omission', async () => {
		const older = await scene.run(UPDATE, { typeVersion: 1 });
		const calls = scene.calls().length;

		expect(older.output[0]?.json).toMatchObject({ qualification: 'Education' });
		await expect(scene.run(UPDATE, { typeVersion: 1.1 })).rejects.toThrow('has issues');
		expect(scene.calls()).toHaveLength(calls);
	});

	test('an expression that gives nothing is no choice', async () => {
		const run = await scene.run(
			{ ...UPDATE, qualification: '={{ $json.column }}' },
			{ typeVersion: 1.1, onError: 'continueRegularOutput' },
		);

		expect(run.output[0]?.json.error).toMatchObject({
			message: expect.stringMatching(/^Qualification must be one of .*, but is empty$/),
			outcome: 'notSent',
		});
		expect(scene.requests()).toEqual([]);
	});

	test.each(['empty', 'status'] as const)('takes an %s 2xx for success', async (kind) => {
		scene.sandbox.inject(kind === 'empty' ? { kind } : { kind, status: 204 });
		const run = await scene.run({ ...UPDATE, qualification: 'Education' });

		expect(run.output[0]?.json).toMatchObject({ success: true, qualification: 'Education' });
		expect(scene.requests()).toHaveLength(1);
	});
});

test('a qualification says for whom it was set', async () => {
	const run = await scene.run({
		resource: 'qualification',
		operation: 'update',
		customerId: { __rl: true, mode: 'domain', value: CUSTOMER.domain },
		providerInstanceId: { __rl: true, mode: 'only', value: '' },
		qualification: 'StateOwnedEntity',
	});

	expect(run.output[0]?.json).toMatchObject({
		customerName: 'Adventure Works Cycles',
		summary: 'Set the qualification of Adventure Works Cycles to StateOwnedEntity',
	});
});
