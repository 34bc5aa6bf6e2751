import type { IDataObject, NodeApiError, NodeExecutionHint } from 'n8n-workflow';

import { patch } from '../../../nodes/shared/api/api';
import { customer } from '../../../nodes/shared/fields/locators';
import { options } from '../../../nodes/shared/fields/options';
import { runItems } from '../../../nodes/shared/items/run';
import type { Impact, Runnable, Task } from '../../../nodes/shared/items/task';
import type { Words } from '../../../nodes/shared/words';
import type { Request } from './api';
import { type ContextOptions, createContext } from './context';

export const idOf = (number: number) =>
	`3fa85f64-5717-4562-b3fc-${String(number).padStart(12, '0')}`;
export const GOOD = [1, 2, 3].map((number) => ({ c: idOf(number) }));
/** A customer that the API does not know. */
export const NOBODY = { c: idOf(404) };
export const BAD = { c: 'x' };

const PATH = '/v1/Customers/{customerId}';
const WORDS: Words = {
	labels: new Map([['customerid', 'Customer']]),
	advice: { notFound: { hint: 'Ask somebody.' } },
};

/** An operation with one task for each item. */
export const operation = (
	toTask: (customerId: string) => Partial<Task>,
	impact: Impact = 'none',
): Runnable => ({
	fields: { customerId: customer, options: options({}) },
	impact: () => impact,
	plan: (items) =>
		items.map(({ values }) => ({
			run: async () => [],
			...toTask(String((values as { customerId?: unknown }).customerId)),
		})),
});
export const GET = operation((customerId) => ({
	run: async (api) => [{ ...(await api.read(PATH, { path: { customerId } })) }],
}));
export const SET = operation(
	(customerId) => ({
		run: async (api) => {
			const body = { providerInstanceId: idOf(9), qualification: { name: 'Education' } };
			await api.write(patch(`${PATH}/microsoft-qualification`, { path: { customerId }, body }));
			return [{ success: true }];
		},
	}),
	'write',
);

/** Answers with the id that was asked for; to NOBODY with 404. */
function serve({ url }: Request) {
	const [id] = /[0-9a-f-]{36}/.exec(url) ?? [];
	const statusCode = id === NOBODY.c ? 404 : 200;
	return { statusCode, headers: {}, body: statusCode === 200 ? { id } : {} };
}

/** Runs an operation; `answer` may answer in the place of the API. */
export async function run(
	runnable: Runnable,
	given: Partial<ContextOptions>,
	answer: (request: Request, number: number) => Promise<object | undefined> = async () => undefined,
) {
	const hints: NodeExecutionHint[] = [];
	const requests: Request[] = [];
	const context = createContext(
		{
			parameters: { customerId: '={{ $json.c }}' },
			items: [],
			request: async (_, request) => {
				requests.push(request);
				return (await answer(request, requests.length)) ?? serve(request);
			},
			...given,
		},
		hints,
	);
	const settings = { credentialType: 'cloudCockpitApi', words: WORDS } as const;
	const done = await runItems(context, runnable, settings).then(
		(output) => ({ output, error: undefined }),
		(error: NodeApiError) => ({ output: [], error }),
	);
	return { ...done, hints, requests };
}
export const errorsOf = (output: Array<{ json: IDataObject }>) =>
	output.map(({ json }) => json.error as IDataObject | undefined);
