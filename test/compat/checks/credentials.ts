import { equal, match } from 'node:assert/strict';

import type { Check } from '../check';
import type { CompatWorld, SignIn } from '../world';

/** What makes a credential wrong, and what its test then says to do. */
const WRONG: ReadonlyArray<[SignIn, Record<string, string>, RegExp]> = [
	['oAuth2', { clientSecret: 'wrong' }, /Client authentication failed/],
	['oAuth2', { tenant: 'other.example.com' }, /Check that Tenant is the domain of your own portal/],
	['accessToken', { tenant: 'other.example.com' }, /Check that Tenant is the domain/],
	['accessToken', { accessToken: 'eyJ.wrong.token' }, /The access token is not accepted/],
];

export const credentials: Check[] = [
	{
		title: 'The test of a credential is green when it is right, red with a reason when it is wrong',
		async run(world) {
			for (const signIn of ['oAuth2', 'accessToken'] as const) {
				equal((await test(world, signIn)).status, 'OK', signIn);
			}
			for (const [signIn, change] of WRONG) {
				const { status, message } = await test(world, signIn, change);
				equal(status, 'Error', JSON.stringify(change));
				match(message, /\w+ \w+/);
			}
		},
	},
	{
		title: 'The test of a credential says what to fix',
		exceptions: [
			{
				before: '2.34',
				reason:
					'n8n shows its own text for the status instead of the one that the credential has for it.',
				fails: /did not match/,
			},
		],
		async run(world) {
			for (const [signIn, change, advice] of WRONG) {
				match((await test(world, signIn, change)).message, advice);
			}
		},
	},
];

/** What the editor's dialog says of a credential. */
async function test(world: CompatWorld, signIn: SignIn, change?: Record<string, string>) {
	return await world.n8n.api.testCredential(await world.credential(signIn, change));
}
