import { byId, CUSTOMER, useScene } from '../support';

/** What a customer is called in other systems. */
const scene = useScene();

const SET = {
	resource: 'customer',
	operation: 'setInternalIdentifier',
	customerId: byId(CUSTOMER.id),
};
const PATH = `/v1/Customers/${CUSTOMER.id}/internal-identifier`;
const stored = () => scene.sandbox.state.customers.get(CUSTOMER.id)?.profile.internalIdentifier;

test('is sent without blanks, and told', async () => {
	const run = await scene.run({ ...SET, internalIdentifier: ' CRM-2001 \u200b' });

	expect(scene.calls()).toEqual([`PATCH ${PATH}`]);
	expect(scene.requests()[0]?.body).toEqual({ internalIdentifier: 'CRM-2001' });
	expect(run.output).toEqual([
		{
			json: {
				success: true,
				customerId: CUSTOMER.id,
				internalIdentifier: 'CRM-2001',
				summary: `Set the internal identifier of ${CUSTOMER.id} to CRM-2001`,
				correlationId: scene.requests()[0]?.headers['x-correlation-id'],
			},
			pairedItem: { item: 0 },
		},
	]);
	expect(stored()).toBe('CRM-2001');
});

test('may be a number of a spreadsheet', async () => {
	await scene.run({ ...SET, internalIdentifier: '={{ 1042 }}' });

	expect(stored()).toBe('1042');
});

test('is shown, with the name of a customer that was found by its identifier, in a dry run', async () => {
	const run = await scene.run({
		...SET,
		customerId: { __rl: true, mode: 'internalIdentifier', value: 'crm-1001' },
		internalIdentifier: 'CRM-2001',
		dryRun: true,
	});

	expect(run.output[0]?.json).toEqual({
		dryRun: true,
		request: { method: 'PATCH', path: PATH, body: { internalIdentifier: 'CRM-2001' } },
		planId: expect.stringMatching(/^[0-9a-f]{64}$/),
		summary: 'Would set the internal identifier of Adventure Works Cycles to CRM-2001',
	});
	expect(stored()).toBe('CRM-1001');
});

describe('left empty', () => {
	test.each([
		['blank', '', 'must be filled in: only Allow None'],
		['an expression that gives an empty text', '={{ " " }}', 'must be filled in: only Allow None'],
		['a column of another name', '={{ $json.renamed }}', 'gives nothing'],
		['a cell that is null', '={{ null }}', 'gives nothing'],
	])('is refused: %s', async (_, internalIdentifier, message) => {
		const run = await scene.run({ ...SET, internalIdentifier }, { onError: 'continueErrorOutput' });

		expect(run.errorOutput[0]?.json.error).toMatchObject({
			message: expect.stringContaining(message),
			outcome: 'notSent',
		});
		expect(scene.sandbox.requests).toEqual([]);
	});

	test('clears it where that is allowed', async () => {
		const run = await scene.run({
			...SET,
			internalIdentifier: '={{ "" }}',
			options: { allowNone: true },
		});

		expect(scene.requests()[0]?.body).toEqual({ internalIdentifier: null });
		expect(run.output[0]?.json).toMatchObject({
			internalIdentifier: null,
			summary: `Cleared the internal identifier of ${CUSTOMER.id}`,
		});
		expect(stored()).toBeNull();
	});

	test('is refused for a column of another name, even where clearing is allowed', async () => {
		const run = await scene.run({
			...SET,
			internalIdentifier: '={{ $json.renamed }}',
			options: { allowNone: true },
		});

		expect(run.error?.message).toMatch(/^Internal Identifier has an expression that gives nothing/);
		expect(scene.sandbox.requests).toEqual([]);
	});
});

test('is refused when it is longer than the API takes', async () => {
	const run = await scene.run({ ...SET, internalIdentifier: `={{ "x".repeat(256) }}` });

	expect(run.error?.message).toMatch(
		/^Internal Identifier must be empty, or text of up to 255 characters, but is "x+…"$/,
	);
	expect(scene.sandbox.requests).toEqual([]);
});
