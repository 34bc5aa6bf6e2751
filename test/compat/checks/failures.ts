import { deepEqual, equal, match } from 'node:assert/strict';

import type { INodeParameters } from 'n8n-workflow';

import { AT_CUSTOMER } from '../../support/adventure-works';
import type { Check } from '../check';
import { inARow, START } from '../steps';
import { type Chosen, chosen, cloudCockpit, type CompatWorld } from '../world';

const GET = { resource: 'mca', operation: 'get', ...AT_CUSTOMER };
const UPDATE = {
	...{ resource: 'qualification', operation: 'update', qualification: 'Education' },
	...{ ...AT_CUSTOMER, options: { maxRetries: 0 } },
};

/** The part of a failure that the checks look at. */
interface ToldFailure {
	message: string;
	code?: string;
	correlationId?: string;
	outcome: string;
}

export const failures: Check[] = [
	{
		title: 'An expired token is renewed, and what is written is written once',
		async run(world) {
			world.sandbox.reset();
			const credentials = chosen(await world.credential('oAuth2'));
			await runAlone(world, GET, credentials);
			world.sandbox.expireTokens();
			const { error, items } = await runAlone(world, UPDATE, credentials);
			equal(error, undefined);
			equal(items.length, 1);
			deepEqual(
				apiRequests(world).map(({ method, status }) => [method, status]),
				[
					['GET', 200],
					['PATCH', 401],
					['PATCH', 200],
				],
			);
		},
	},
	{
		title: 'A refused sign-in says what to check, and nothing is sent',
		async run(world) {
			world.sandbox.reset();
			const credentials = chosen(await world.credential('oAuth2', { clientSecret: 'wrong' }));
			const { message, outcome } = await failureOf(world, UPDATE, credentials);
			equal(message, 'The sign-in service refused the client ID or the client secret');
			equal(outcome, 'notSent');
			equal(apiRequests(world).length, 0);
		},
	},
	{
		title: 'A sign-in service that is down is named, and nothing is sent',
		async run(world) {
			world.sandbox.reset();
			world.sandbox.inject({
				...{ kind: 'status', status: 503, body: {}, times: 'always' },
				match: { operationId: 'getToken' },
			});
			const credentials = chosen(await world.credential('oAuth2'));
			const { message, outcome } = await failureOf(world, UPDATE, credentials);
			match(message, /^The sign-in service gave no access token/);
			equal(outcome, 'notSent');
			equal(apiRequests(world).length, 0);
		},
	},
	{
		title: 'A connection that cannot be made says where to, and counts as not sent',
		async run(world) {
			world.sandbox.reset();
			for (const [baseUrl, told] of [
				['http://127.0.0.1:9', 'No connection to 127.0.0.1:9 could be made'],
				['https://no-such.invalid', 'The address no-such.invalid was not found'],
			] as const) {
				for (const signIn of ['oAuth2', 'accessToken'] as const) {
					const credentials = chosen(await world.credential(signIn, { baseUrl }));
					const { message, outcome } = await failureOf(world, UPDATE, credentials);
					equal(message, told);
					equal(outcome, 'notSent');
				}
			}
		},
	},
	{
		title: 'An update whose outcome is unknown is named with its correlation ID, and not repeated',
		async run(world) {
			world.sandbox.reset();
			world.sandbox.inject({ kind: 'resetAfter', match: { method: 'PATCH' } });
			const credentials = chosen(await world.credential('oAuth2'));
			const failure = await failureOf(world, { ...UPDATE, options: {} }, credentials);
			equal(failure.outcome, 'unknown');
			equal(failure.code, 'ECONNRESET');
			deepEqual(
				apiRequests(world).map(({ headers, applied }) => [headers['x-correlation-id'], applied]),
				[[failure.correlationId, true]],
			);
		},
	},
];

const apiRequests = ({ sandbox }: CompatWorld) =>
	sandbox.requests.filter(({ path }) => path.startsWith('/v1/'));

async function runAlone(world: CompatWorld, parameters: INodeParameters, credentials: Chosen) {
	const node = cloudCockpit('Node', parameters, credentials, 'continueRegularOutput');
	const execution = await world.run([node], inARow(START.name, node.name));
	const items = execution.items(node.name);
	return { items, error: items[0]?.error as ToldFailure | undefined };
}

/** Runs a node of which the only item fails. */
async function failureOf(
	world: CompatWorld,
	parameters: INodeParameters,
	credentials: Chosen,
): Promise<ToldFailure> {
	const { items, error } = await runAlone(world, parameters, credentials);
	if (!error) throw new Error(`It went through: ${JSON.stringify(items)}`);
	return error;
}
