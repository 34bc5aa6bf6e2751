import type { IDataObject } from 'n8n-workflow';

import { findOperation } from '../../../nodes/CloudCockpit/operations';
import type { FieldMessages } from '../../../nodes/shared/api/failure';
import { readItem } from '../../../nodes/shared/fields/field';
import { createLookUps, resolvePending } from '../../../nodes/shared/fields/look-up';
import { unwrapLocator } from '../../../nodes/shared/fields/parse';
import type { Given, ReadParameter } from '../../../nodes/shared/fields/source';
import type { Impact, Runnable, Task } from '../../../nodes/shared/items/task';
import { type Answers, apiThatMeets, callsOf } from './api';

export const CUSTOMER = '3fa85f64-5717-4562-b3fc-2c963f66afa6';
export const INSTANCE = '7d2e9b40-51c3-4f6a-8b17-c0a4e6d39f12';
export const USER = 'd1c0a7f4-2b86-4e39-9a5d-60f3b8e7c214';
export const AT_CUSTOMER = { customerId: CUSTOMER, providerInstanceId: INSTANCE };

/** An operation by what workflows save: `customer/get`. */
export function operationOf(name: string): Runnable {
	const [resource, value] = name.split('/');
	return findOperation(resource, value);
}

/** The parameters of an item; like in n8n, those that are left out have the default of their form. */
export const parametersOf =
	({ fields }: Runnable, parameters: object): ReadParameter =>
	(path) => {
		const [name = '', entry] = path.split('.');
		const own = (parameters as IDataObject)[name];
		const value = entry === undefined ? own : (own as IDataObject | undefined)?.[entry];
		if (value !== undefined) {
			return { ...unwrapLocator(value), isSet: true, isExpression: false } as Given;
		}
		const preset = entry === undefined ? fields[name]?.forms[0]?.default : undefined;
		const isSet = preset !== undefined;
		return { value: isSet ? preset : null, isSet, isExpression: false };
	};

/** What is wrong with the parameters of an item. */
export function issuesOf(name: string, parameters: object): FieldMessages[] {
	const operation = operationOf(name);
	const { fields, check } = operation;
	const item = readItem(fields, parametersOf(operation, parameters), 0, check);
	return 'issues' in item ? item.issues : [];
}

/** Items with these parameters, which must be good. */
function itemsOf(runnable: Runnable, items: readonly object[]) {
	const { fields, check } = runnable;
	return items.map((parameters, index) => {
		const item = readItem(fields, parametersOf(runnable, parameters), index, check);
		if ('issues' in item) throw new Error(JSON.stringify(item.issues));
		return item;
	});
}

const runnableOf = (operation: Runnable | string) =>
	typeof operation === 'string' ? operationOf(operation) : operation;

/** The tasks for items with these parameters, and what each does. */
export function tasksOf(
	operation: Runnable | string,
	...items: object[]
): Array<Task & { impact: Impact }> {
	const runnable = runnableOf(operation);
	const planned = itemsOf(runnable, items);
	const tasks = runnable.plan(planned, createLookUps());
	return tasks.flatMap((task, index) => {
		const item = planned[index];
		return item ? [{ ...task, impact: runnable.impact(item.values) }] : [];
	});
}

/** Carries out one item, its look-ups and survey first: its JSON, and what the API received. */
export async function perform(
	operation: Runnable | string,
	parameters: object,
	answers: Answers = [],
) {
	const { api, requests } = apiThatMeets(answers);
	const runnable = runnableOf(operation);
	const lookUps = createLookUps();
	const [item] = itemsOf(runnable, [parameters]);
	if (!item) throw new Error('There is no item');
	await resolvePending(item.pending, api, lookUps, item.names);
	const [task] = runnable.plan([item], lookUps);
	await task?.survey?.(api);
	const json = await task?.run(api);
	return { json, calls: callsOf(requests), bodies: requests.map(({ body }) => body) };
}

/** A good answer. */
export const ok = (body: unknown) => ({ status: 200, body });
