/** `--write`: what changes settle, and that all is as it was afterwards. */
import { isObject } from '../../live-check/describe';
import type { QuestionKey } from '../../live-check/questions';
import { CUSTOMERS } from '../../sandbox/seed';
import { CUSTOMER, TERRY, usePerson } from './person';
import { useScene } from './support';
import type { Script } from './support';

const scene = useScene();
const { placement, terry, snapshot, run, writes } = usePerson(scene);

test.each([
	['change', '**kept**, by the seats and the portal', true],
	['whole', '**removed**, by the seats and the portal', false],
] as const)(
	'read as %s: what becomes of licenses that are not named',
	async (licenseReading, seen, fits) => {
		scene.sandbox.configure({ licenseReading });
		const before = snapshot();
		const { journal, report } = await run();

		expect(journal.stopped).toBeUndefined();
		expect(journal.findings).toEqual([]);
		expect(journal.answerTo('unnamed-licenses')).toEqual({ seen, fits });
		expect(report).toContain(seen);
		expect(snapshot()).toEqual(before);
	},
);

test('every question that takes a change is settled, but for the qualification', async () => {
	const { journal } = await run();

	const seen = (key: QuestionKey) => journal.answerTo(key);
	expect(seen('license-body')).toMatchObject({ fits: true });
	expect(seen('license-properties')).toMatchObject({ fits: true });
	expect(seen('refresh-answer')).toEqual({
		seen: '200 with an object (`firstName`: string, `lastName`: string, `email`: string, `phone`: string, `expirationTime`: integer)',
		fits: true,
	});
	expect(seen('user-update')).toEqual({
		seen: 'The whole user with another location: 200 with no body; read again, it differs in `location`',
		fits: true,
	});
	expect(seen('internal-identifier')).toMatchObject({
		seen: expect.stringContaining('An empty text reads `null` afterwards, `null` reads `null`'),
		fits: true,
	});
	expect(seen('qualification-body')).toEqual({
		notSeen: 'a qualification cannot be taken back, so none is ever set',
	});
	expect(scene.sandbox.audit.map(({ operation }) => operation)).not.toContain(
		'updateMicrosoftQualification',
	);
});

test('each change is announced before it is sent, and in the report with its correlation id', async () => {
	let asked = 0;
	const { journal, report, output } = await run([
		[
			'Type yes',
			() => {
				expect(scene.sandbox.audit).toHaveLength(asked++);
				return 'yes';
			},
		],
	]);
	expect(output.match(/^Next change: /gm)).toHaveLength(asked);
	expect(scene.sandbox.audit).toHaveLength(asked);
	const [, changes = ''] = report.split('## Changes');
	for (const { correlationId } of scene.sandbox.audit) expect(changes).toContain(correlationId);
	expect(journal.changes).toHaveLength(asked);
	expect(output).not.toContain('Put it back by hand');
});

test('the audit log is read again, and has the changes by their correlation ids', async () => {
	const { journal } = await run();
	const { length } = journal.changes;
	expect(journal.answerTo('audit-entries')).toMatchObject({
		seen: expect.stringContaining(`Found by correlation ID: ${length} of ${length} changes`),
	});
});

test('answers to changes are held against the contract, too', async () => {
	const { journal } = await run([], (passing) => {
		if (passing.operation === 'refreshMca' && isObject(passing.body)) passing.body.surprise = 1;
		if (passing.operation === 'updateUserLicenses') passing.status = 202;
		if (passing.operation === 'updateCustomerUser') {
			passing.body = { id: TERRY.id };
			passing.headers['content-type'] = 'application/json';
		}
		if (passing.operation === 'updateInternalIdentifier') passing.status = 200;
	});
	expect(journal.stopped).toBeUndefined();
	expect(journal.findings.map(({ subject, where, what }) => [subject, where, what])).toEqual([
		['updateUserLicenses', 'status', '202 instead of 200'],
		['refreshMca', 'body', 'unknown field `surprise`: integer'],
		['updateCustomerUser', 'body', 'not documented on 200'],
		['updateInternalIdentifier', 'status', '200 instead of 204'],
	]);
	expect(journal.answerTo('user-update')).toMatchObject({
		seen: expect.stringContaining('200 with an object (`id`: string (GUID))'),
	});
});

test('no password is sent', async () => {
	const { journal } = await run([], ({ operation, status, body }) => {
		if (operation !== 'getCustomerUser' || status !== 200 || !isObject(body)) return;
		body.temporaryPassword = 'made-up';
	});
	expect(journal.stopped).toBeUndefined();
	const users = writes().filter(({ operationId }) => operationId === 'updateCustomerUser');
	expect(users).toHaveLength(2);
	for (const { rawBody } of users) expect(rawBody).not.toContain('assword');
});

test('an identifier that was not there is not there afterwards', async () => {
	const customer = scene.sandbox.state.customers.get(CUSTOMER.id);
	if (customer) customer.profile.internalIdentifier = null;
	const { journal } = await run();
	expect(journal.stopped).toBeUndefined();
	expect(customer?.profile.internalIdentifier).toBeNull();
	expect(journal.answerTo('internal-identifier')).toMatchObject({ fits: true });
});

describe('names', () => {
	test.each([
		['a customer that is not there', ['Customer:', 'Northw'], 'Northwind Traders'],
		['a customer without a name', ['Customer:', ''], 'Adventure Works Cycles'],
		['a user that is not there', ['User:', 'Annette'], 'annette.hill@adventure-works.example.com'],
		['a license that is not there', ['First license', 'E3'], '  Microsoft 365 E3'],
	] as Array<[string, Script[number], string]>)(
		'%s: what was found is listed, and nothing written',
		async (_what, answer, listed) => {
			const { journal, output } = await run([answer]);
			expect(journal.stopped).toMatch(/^not exactly one \w+/);
			expect(output).toContain(listed);
			expect(writes()).toEqual([]);
		},
	);

	test('two users of one name are listed, and the mail address tells them apart', async () => {
		const annette = CUSTOMER.placements[0].users.annetteHill;
		const other = placement().users.get(annette.id);
		if (other) other.displayName = TERRY.name;
		const first = await run();
		expect(first.journal.stopped).toBe('not exactly one user has the name that was given');
		expect(first.output).toContain('More than one');
		expect(writes()).toEqual([]);
		const { journal } = await run([['User:', terry()?.email ?? '']]);
		expect(journal.stopped).toBeUndefined();
	});

	test('a customer on two Microsoft instances is not taken', async () => {
		const { journal } = await run([['Customer:', CUSTOMERS.wideWorld.companyName]]);
		expect(journal.stopped).toMatch(/not on exactly one Microsoft provider instance/);
		expect(writes()).toEqual([]);
	});
});
