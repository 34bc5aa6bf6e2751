import { readItem } from '../../../nodes/shared/fields/field';
import { customer, providerInstance, user } from '../../../nodes/shared/fields/locators';
import { createLookUps, resolvePending } from '../../../nodes/shared/fields/look-up';
import { skuList } from '../../../nodes/shared/fields/skus';
import { type Answers, apiThatMeets, callsOf } from './api';
import { ABSENT } from './fields';

const ID = '3fa85f64-5717-4562-b3fc-2c963f66afa6';
const FIELDS = {
	customerId: customer,
	providerInstanceId: providerInstance,
	customerUserId: user,
	skus: skuList({ displayName: 'Licenses' }),
};

/** What a resource locator holds. */
export const located = (mode: string, value: unknown, cachedResultName?: string) => ({
	...{ value, mode, cachedResultName },
	...{ isSet: true, isExpression: false },
});

/** Reads and looks up an item of which some fields are only described. */
export async function find(parameters: object, answers: Answers, lookUps = createLookUps()) {
	const { api, requests } = apiThatMeets(answers);
	const given = {
		customerId: located('id', ID),
		providerInstanceId: located('id', ID),
		customerUserId: located('id', ID),
		...parameters,
	};
	const read = (name: string) => given[name as keyof typeof given] ?? ABSENT;
	const item = readItem(FIELDS, read, 0);
	if ('issues' in item) throw new Error(JSON.stringify(item.issues));
	await resolvePending(item.pending, api, lookUps, item.names);
	return { ...item, calls: callsOf(requests) };
}
