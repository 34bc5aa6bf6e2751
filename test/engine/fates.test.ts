import type { IDataObject } from 'n8n-workflow';

import { generatedCustomerId } from '../../sandbox/seed';
import { byId, INSTANCE, until, useScene } from './support';
import { useJitter } from './support/jitter';

const scene = useScene({ customers: 60 });

useJitter(0);

const UPDATE = {
	resource: 'qualification',
	operation: 'update',
	customerId: byId('={{ $json.id }}'),
	providerInstanceId: byId(INSTANCE.id),
	qualification: 'Education',
	options: { correlationId: '={{ $json.correlationId }}' },
};
const COUNT = 30;
const correlationIdOf = (row: number) => `00000000-0000-4000-8000-${String(row).padStart(12, '0')}`;
const items = Array.from({ length: COUNT }, (_, row) => ({
	id: generatedCustomerId(row),
	correlationId: correlationIdOf(row),
}));

interface Fate {
	item: number;
	correlationId: string | null;
	outcome: string;
}
const fatesOf = (error: unknown) =>
	(error as { context: { data: { items: Fate[] } } }).context.data.items;

/** What the server knows of a row: carried out, sent without an answer, or never seen. */
function truthOf(row: number): string {
	const sent = scene
		.requests()
		.filter(({ headers }) => headers['x-correlation-id'] === correlationIdOf(row));
	if (sent.length === 0) return 'notSent';
	const [{ status } = { status: null }] = sent;
	return status === null ? 'unknown' : status < 300 ? 'applied' : 'rejected';
}

test('an execution that is stopped has every item in one list, the unknown ones by their id', async () => {
	// Rows 8 and up get no answer: ten are under way when Stop is pressed.
	scene.sandbox.inject({
		kind: 'hang',
		times: 'always',
		match: { path: /-0000000000(0[89a-f]|1\d)\// },
	});
	const execution = await scene.engine.start({
		node: UPDATE,
		items,
		credentials: scene.credentials(),
	});
	await until(() => scene.requests().filter(({ status }) => status === null).length === 10);
	execution.cancel();
	const { error } = await execution.finished;

	const fates = fatesOf(error);
	expect(fates.map(({ item }) => item)).toEqual(items.map((_, row) => row));
	expect(fates.map(({ correlationId }) => correlationId)).toEqual(
		items.map(({ correlationId }) => correlationId),
	);
	expect(fates.map(({ outcome }) => outcome)).toEqual(items.map((_, row) => truthOf(row)));
	expect(error?.description).toContain('Already applied: items 0-7. Outcome unknown: items 8-17.');
	expect(error?.description).toContain('Not sent: items 18-29.');
	for (let row = 8; row < 18; row += 1) {
		expect(error?.description).toContain(correlationIdOf(row));
	}
});

test('so has one that an item stopped', async () => {
	scene.sandbox.inject({ kind: 'delay', delayMs: 30, times: 'always' });
	scene.sandbox.inject({
		kind: 'resetAfter',
		times: 'always',
		match: { path: /-0000000000(0[56789a-f])\// },
	});
	const { error } = await scene.run(UPDATE, { items });

	const fates = fatesOf(error);
	expect(fates.map(({ item }) => item)).toEqual(items.map((_, row) => row));
	const open = fates.filter(({ outcome }) => outcome === 'unknown');
	expect(open.length).toBeGreaterThan(1);
	for (const { item, correlationId, outcome } of fates) {
		expect(outcome).toBe(truthOf(item));
		if (outcome === 'unknown') expect(error?.description).toContain(correlationId);
	}
	// A full stop before what follows.
	expect(error?.description).toMatch(
		/Correlation ID: [0-9a-f-]{36}\. \d+ items did not go through: /,
	);
});

test('a dry run that stops has applied nothing', async () => {
	const { error } = await scene.run(
		{ ...UPDATE, dryRun: true },
		{ items: [items[0] ?? {}, { id: 'no GUID', correlationId: '' }] },
	);

	expect(fatesOf(error).map(({ outcome }) => outcome)).toEqual(['notSent', 'notSent']);
});

describe('the data of an error that stops a run is the one of an error item', () => {
	const [first = {}] = items;
	const answer = {
		description: 'No.',
		errors: [{ propertyName: 'name', description: ['is odd'] }],
	};

	test.each<[string, IDataObject, object]>([
		[
			'that CloudCockpit refused',
			first,
			{ message: 'No.', description: expect.stringContaining('is odd'), httpCode: '400' },
		],
		[
			'that was refused before',
			{ ...first, id: 'no GUID' },
			{
				message: expect.stringContaining('must be a GUID'),
				description: 'Nothing was sent for this item.',
				attempts: 0,
			},
		],
	])('%s, with all items', async (_, item, told) => {
		scene.sandbox.inject({
			...{ kind: 'status', status: 400, body: answer, times: 'always' },
			match: { method: 'PATCH' },
		});
		const branched = await scene.run(UPDATE, { items: [item], onError: 'continueErrorOutput' });
		const stopped = await scene.run(UPDATE, { items: [item] });

		const failure = branched.errorOutput[0]?.json.error as IDataObject;
		const correlationId = failure.correlationId ?? null;
		expect(failure).toMatchObject(told);
		expect(JSON.parse(JSON.stringify(stopped.error?.context.data))).toEqual({
			...failure,
			items: [{ item: 0, correlationId, outcome: failure.outcome }],
		});
	});
});
