import { createRequire } from 'node:module';
import { inspect } from 'node:util';

import { Container } from '@n8n/di';
import type { Logger, OnError } from 'n8n-workflow';

import { AUTHENTICATIONS, useScene, type NodeRun } from '../support';
import { useJitter } from '../support/jitter';
import { OPERATION_CASES, operationCase } from '../support/operations';

const scene = useScene();

useJitter(0);

const MODES: ReadonlyArray<OnError | undefined> = [undefined, 'continueErrorOutput'];
/** The logger of n8n's own services, as n8n-core finds it. */
const { Logger: LoggerService } = createRequire(require.resolve('n8n-core'))(
	'@n8n/backend-common',
) as { Logger: new () => Logger };
const LEVELS = ['error', 'warn', 'info', 'debug'] as const;
let logged: jest.SpyInstance[];
beforeEach(() => {
	logged = LEVELS.map((level) => jest.spyOn(Container.get(LoggerService), level));
});

describe.each(AUTHENTICATIONS)('signed in by %s', (authentication) => {
	describe.each(MODES)('with onError %s', (onError) => {
		test.each(OPERATION_CASES)('$name hides what an error of the API repeats', async ({ node }) => {
			const credentials = scene.credentials(authentication);
			const pasted = credentials.cloudCockpitApi?.accessToken;
			const secrets = pasted
				? [String(pasted)]
				: [scene.sandbox.clientSecret, scene.sandbox.issueToken()];
			for (const secret of secrets) {
				scene.sandbox.inject({
					kind: 'status',
					status: 400,
					times: 'always',
					body: {
						type: secret,
						description: `Refused: Authorization: Bearer ${secret}`,
						correlationId: secret,
						errors: [{ propertyName: secret, description: [`Not ${secret}.`] }],
					},
				});
				const run = await scene.run(node, { authentication, credentials, onError });

				expect(run.error ?? run.errorOutput[0]?.json.error).toMatchObject({
					message: expect.stringContaining('Refused: '),
				});
				expectHidden(run, secrets);
				scene.sandbox.clearFaults();
			}
			expectHidden(await scene.run(node, { authentication, credentials, onError }), secrets);
		});
	});
});

test('a sign-in service that repeats the client secret does not show it', async () => {
	const clientSecret = 'wrong~secret';
	scene.sandbox.inject({
		kind: 'status',
		status: 401,
		body: { error: 'invalid_client', error_description: `Secret ${clientSecret} is wrong.` },
		match: { operationId: 'getToken' },
	});
	const credentials = scene.credentials('oAuth2', { clientSecret });
	const run = await scene.run(operationCase('mca.get').node, { credentials });

	expect(run.error?.message).toContain('client secret');
	expectHidden(run, [clientSecret]);
});

test.each([
	['with the word Bearer', (token: string) => `Bearer ${token}`],
	['with blanks', (token: string) => ` ${token}\n`],
	['in quotes', (token: string) => `"${token}"`],
])('a token without a form of its own is hidden when it was pasted %s', async (_, paste) => {
	const token = 'opaque-token-0123456789';
	scene.sandbox.inject({ kind: 'status', status: 401, body: { description: `No ${token}.` } });
	const run = await scene.run(operationCase('mca.get').node, {
		authentication: 'accessToken',
		credentials: scene.credentials('accessToken', { accessToken: paste(token) }),
	});

	expect(run.error?.message).toBe('No [hidden].');
	expectHidden(run, [token]);
});

/** Looks through all that n8n keeps of an execution, and all that was logged meanwhile. */
function expectHidden(run: NodeRun, secrets: string[]): void {
	const kept = JSON.stringify(run.workflow.stored) + inspect(run.workflow.stored, { depth: 12 });
	const log = inspect(
		logged.flatMap((level) => level.mock.calls),
		{ depth: 8 },
	);
	for (const secret of secrets) {
		expect(kept.includes(secret)).toBe(false);
		expect(log.includes(secret)).toBe(false);
	}
}
