/** `--write` without a yes, and with answers that nobody expects. */
import { isObject } from '../../live-check/describe';
import { Stopped } from '../../live-check/stopped';
import { BUSINESS, E3, TERRY, usePerson } from './person';
import type { Passing } from './proxy';
import { useScene } from './support';

const scene = useScene();
const { terry, snapshot, run, writes } = usePerson(scene);

describe('without a yes', () => {
	test('nothing is written, and the questions say why', async () => {
		const { journal } = await run([['Type yes', 'y']]);
		expect(journal.stopped).toBeUndefined();
		expect(scene.sandbox.audit).toEqual([]);
		for (const key of ['unnamed-licenses', 'refresh-answer', 'user-update'] as const) {
			expect(journal.answerTo(key)).toEqual({ notSeen: 'the change was not confirmed' });
		}
	});

	test('to putting back, the check stops and tells how', async () => {
		const { journal, output, report } = await run([
			['Type yes', () => (writes().length < 2 ? 'yes' : 'no')],
		]);
		expect(journal.stopped).toBe('the next change was not confirmed');
		expect(terry()?.skuIds).toEqual(new Set([BUSINESS.skuId]));
		expect(output).toContain(
			`Take the licenses ${E3.name} and ${BUSINESS.name} away from ${TERRY.name}`,
		);
		expect(report).toContain('Not everything was put back');
		expect(journal.answerTo('unnamed-licenses')).toMatchObject({ fits: true });
	});

	test('a user who has licenses is left alone', async () => {
		const { journal } = await run([['type none', 'Microsoft 365 E3']]);
		expect(journal.answerTo('unnamed-licenses')).toEqual({
			notSeen: 'the user already had licenses',
		});
		expect(writes().map(({ operationId }) => operationId)).not.toContain('updateUserLicenses');
	});
});

describe('surprises', () => {
	const nth = (count: number, operation: string, change: (passing: Passing) => void) => {
		let seen = 0;
		return (passing: Passing) => {
			if (passing.operation === operation && ++seen === count) change(passing);
		};
	};

	test('a refusal names the properties, and nothing needs to be put back', async () => {
		scene.sandbox.inject({
			kind: 'status',
			status: 400,
			match: { operationId: 'updateUserLicenses' },
			body: {
				description: 'The request is not valid.',
				errors: [
					{ propertyName: 'customerUserLicenses[0].totalLicenses', description: ['is required'] },
					{ propertyName: 'terry.adams@adventure-works.example.com', description: ['no'] },
				],
			},
		});
		const { journal, output } = await run();
		expect(journal.stopped).toBe('a change was answered with 400');
		expect(journal.answerTo('license-properties')).toEqual({
			seen: '400, about `customerUserLicenses[].totalLicenses`, a property (name not shown)',
			fits: false,
		});
		expect(journal.answerTo('user-update')).toEqual({ notSeen: 'the check stopped before' });
		expect(writes()).toHaveLength(1);
		expect(output).toContain('CloudCockpit says: The request is not valid.');
		expect(output).not.toContain('Put it back by hand');
	});

	test('an answer that is lost stops it, with what may have to be put back', async () => {
		scene.sandbox.inject({ kind: 'resetAfter', match: { operationId: 'updateUserLicenses' } });
		const { journal, output } = await run();
		expect(journal.stopped).toBe('a change was not answered, and may have been made');
		expect(writes()).toHaveLength(1);
		expect(journal.changes[0]).toMatch(/^two licenses assigned: no answer \(ECONNRESET\) \(/);
		expect(output).toMatch(/Put it back by hand:\n {2}Take the licenses/);
	});

	test('a write that is limited is sent again, as it was not carried out', async () => {
		const match = { operationId: 'updateUserLicenses' } as const;
		scene.sandbox.inject({ kind: 'rateLimit', retryAfter: 0, match });
		const before = snapshot();
		const { journal } = await run();
		expect(journal.stopped).toBeUndefined();
		expect(snapshot()).toEqual(before);
	});

	test('a user who is not as before stops it', async () => {
		const { journal, output } = await run([], ({ operation, status, body }) => {
			const restored = writes().filter(({ operationId }) => operationId === 'updateCustomerUser');
			if (operation !== 'getCustomerUser' || status !== 200 || restored.length < 2) return;
			if (isObject(body)) body.lastName = '';
		});
		expect(journal.stopped).toBe('the user is not as it was');
		expect(output).toContain(`Set the location of ${TERRY.name} to DE.`);
		expect(journal.changes.join('\n')).not.toContain('identifier');
	});

	test('seats and portal that disagree are told, and nobody is believed', async () => {
		const { journal } = await run([['Look again in the portal', 'no']]);
		expect(journal.answerTo('unnamed-licenses')).toEqual({
			notSeen: 'the seats say kept, the portal says removed',
		});
		expect(journal.stopped).toBe('the seats say kept, the portal says removed');
	});

	test.each([
		['change', 'yes', { seen: '**kept**, by the portal', fits: true }],
		['whole', 'no', { seen: '**removed**, by the portal', fits: false }],
		['change', '', { notSeen: 'neither the seats nor the portal told' }],
	] as const)(
		'seats that stand still, read as %s, portal says "%s"',
		async (reading, said, answer) => {
			scene.sandbox.configure({ licenseReading: reading });
			const { journal } = await run(
				[
					['The seats do not show it', 'yes'],
					['Look again in the portal', said],
				],
				({ operation, status, body }) => {
					if (operation !== 'getCustomerLicenses' || status !== 200) return;
					for (const row of body as Array<Record<string, unknown>>) row.consumedLicenses = 3;
				},
			);
			expect(journal.answerTo('unnamed-licenses')).toEqual(answer);
			expect(journal.stopped).toBeUndefined();
			expect(terry()?.skuIds).toEqual(new Set());
		},
	);

	test('a stop in the middle tells what is left to do', async () => {
		const controller = new AbortController();
		const { journal, output } = await run(
			[],
			nth(1, 'updateUserLicenses', () => controller.abort(new Stopped('it was interrupted'))),
			controller.signal,
		);
		expect(journal.stopped).toBe('it was interrupted');
		expect(journal.changes[0]).toMatch(/^two licenses assigned: interrupted/);
		expect(output).toContain('Put it back by hand');
		expect(writes()).toHaveLength(1);
	});
});
