import type { OnError } from 'n8n-workflow';

import { useScene, type NodeRun } from '../support';
import { useJitter } from '../support/jitter';
import { OPERATION_CASES } from '../support/operations';

/** Nothing listens on the discard port. */
const NOBODY = 'http://127.0.0.1:9';
/** The top-level domain that never has any names. */
const NO_NAME = 'https://cloudcockpit.invalid';
const MAX_RETRIES = 2;
const MODES: ReadonlyArray<OnError | undefined> = [
	undefined,
	'continueRegularOutput',
	'continueErrorOutput',
];

const scene = useScene();

useJitter(0);

describe.each(OPERATION_CASES)('$name', ({ node }) => {
	describe.each(MODES)('with onError %s', (onError) => {
		test.each([
			['refuses the connection', NOBODY, 'ECONNREFUSED'],
			['has no address', NO_NAME, expect.stringMatching(/^(?:ENOTFOUND|EAI_AGAIN)$/)],
		])('says that nothing was sent to a server that %s', async (_, baseUrl, code) => {
			const run = await scene.run(
				{ ...node, options: { maxRetries: MAX_RETRIES } },
				{
					authentication: 'accessToken',
					credentials: scene.credentials('accessToken', { baseUrl }),
					onError,
				},
			);

			expectFailure(run, onError, {
				message: expect.stringContaining(new URL(baseUrl).host),
				outcome: 'notSent',
				attempts: MAX_RETRIES + 1,
				code,
			});
		});

		test.each([
			['is not there', NOBODY, 'ECONNREFUSED', MAX_RETRIES + 1],
			['answers with an error page', 'error', expect.any(String), MAX_RETRIES + 1],
			['has too many requests', 'limit', expect.any(String), MAX_RETRIES + 1],
			['refuses the client', 'refusal', expect.any(String), 1],
		])('says that nothing was sent when the sign-in service %s', async (_, url, code, attempts) => {
			const match = { operationId: 'getToken' } as const;
			if (url === 'error') scene.sandbox.inject({ kind: 'html', times: 'always', match });
			if (url === 'limit') scene.sandbox.inject({ kind: 'rateLimit', times: 'always', match });
			const changes = url === 'refusal' ? { clientSecret: 'wrong~secret' } : {};
			const accessTokenUrl = url === NOBODY ? NOBODY : scene.sandbox.tokenUrl;
			const credentials = scene.credentials('oAuth2', { ...changes, accessTokenUrl });
			const options = { maxRetries: MAX_RETRIES };
			const run = await scene.run({ ...node, options }, { credentials, onError });

			expect(scene.requests()).toEqual([]);
			expectFailure(run, onError, {
				message: expect.stringContaining('sign-in service'),
				outcome: 'notSent',
				attempts,
				code,
			});
		});
	});
});

function expectFailure(run: NodeRun, onError: OnError | undefined, failure: object): void {
	const item = { json: { error: expect.objectContaining(failure) }, pairedItem: { item: 0 } };
	expect(run.output).toEqual(onError === 'continueRegularOutput' ? [item] : []);
	expect(run.errorOutput).toEqual(onError === 'continueErrorOutput' ? [item] : []);
	expect(run.error?.context?.data).toEqual(
		onError === undefined ? expect.objectContaining(failure) : undefined,
	);
	expect(run.workflow.status).toBe(onError === undefined ? 'error' : 'success');
}
