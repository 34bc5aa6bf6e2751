import { choice, notice, toggle } from '../../../shared/fields/basic';
import { when } from '../../../shared/fields/field';
import { defineWrite } from '../write';
import { presentAnswer } from './answer';
import { anyJson, queryJson } from './json';
import { apiPath } from './path';

const method = choice(
	{ displayName: 'Method', description: 'What to do at the path: only GET changes nothing' },
	[
		{ name: 'DELETE', value: 'DELETE' },
		{ name: 'GET', value: 'GET' },
		{ name: 'PATCH', value: 'PATCH' },
		{ name: 'POST', value: 'POST' },
		{ name: 'PUT', value: 'PUT' },
	],
	'GET',
);

const writes = ['method', ['DELETE', 'PATCH', 'POST', 'PUT']] as const;

const query = queryJson({
	displayName: 'Query',
	placeholder: 'e.g. { "pageSize": 100 }',
	description: 'Parameters of the query as JSON, for example {"pageSize": 100}',
});

const body = anyJson({
	displayName: 'Body',
	placeholder: 'e.g. { "internalIdentifier": "CRM-1042" }',
	description: 'What is sent, as JSON',
});

const safeToRepeat = toggle(
	{
		displayName: 'Safe to Repeat',
		description:
			'Whether sending the same request twice does no harm, so that it is repeated when no answer comes back',
	},
	false,
);

const callNotice = notice(
	"For calls of CloudCockpit's API that have no operation of their own here. What is sent is not checked beyond being JSON: plan it with Dry Run.",
);

export const callApi = defineWrite({
	resource: 'api',
	value: 'call',
	name: 'Call',
	action: 'Call the CloudCockpit API (writes unless the method is GET)',
	description:
		"Call any path of CloudCockpit's API. WRITES unless the method is GET. Use Dry Run to plan.",
	fields: {
		callNotice,
		method,
		path: apiPath,
		query,
		body: when(writes, body, undefined),
		safeToRepeat: when(writes, safeToRepeat, false),
	},
	// Requests to one path keep their order.
	target: ({ path }) => path.toLowerCase(),
	reads: {
		fits: (values) => values.method === 'GET',
		run: async (values, api) =>
			presentAnswer(await api.get(values.path, values.query), api.correlationId),
	},
	request: ({ method: verb, path, query: parameters, body: sent }) =>
		verb === 'GET'
			? undefined
			: {
					method: verb,
					path,
					...(parameters && { query: parameters }),
					...(sent !== undefined && { body: sent }),
				},
	isSafeToRepeat: (values) => values.safeToRepeat,
	returns: presentAnswer,
	summary: ({ method: verb, path }) => ({
		done: `Sent ${verb} ${path}`,
		planned: `Would send ${verb} ${path}`,
	}),
});
