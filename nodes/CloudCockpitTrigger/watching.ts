import { createHash, randomUUID } from 'crypto';
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import type { Connection } from '../shared/api/connection';
import { compare } from './changes';
import { toItems } from './items';
import { isToldAlready, noteTold } from './recent';
import type { TriggerParameters, TriggerValues } from './parameters';
import { readAgreements, type Watched } from './reading';
import { nextTurn, refreshAll } from './refreshing';
import { openSession } from './session';

/**
 * What n8n keeps for the node. Each key is replaced as a whole: of changes further down n8n does not
 * know that there is something to save.
 */
export interface Saved extends IDataObject {
	/** A `Memory`. */
	memory?: IDataObject;
	/** The size of pages that the API takes. */
	pageSize?: number;
	/** Key of the agreement that was refreshed last. */
	refreshed?: string;
}

/**
 * Reads all agreements, and gives an item for each in which the event has happened since the last
 * time. The first time there is none. What is remembered is replaced at the very end: a poll that
 * fails half-way has not been.
 * @throws CallFailure when the list could not be read.
 */
export async function watch(
	context: IPollFunctions,
	parameters: TriggerParameters,
	saved: Saved,
	signal: AbortSignal,
): Promise<INodeExecutionData[]> {
	const { values } = parameters;
	const { api, connection } = await openSession(context, parameters, signal);
	const { listed, pageSize } = await readAgreements(api, watchedBy(values), saved.pageSize);

	const terms = {
		scope: scopeOf(connection, values),
		event: values.event,
		epoch: randomUUID().slice(0, 8),
	};
	const { memory, changes } = compare(saved.memory, listed, terms);
	if (isToldAlready(changes)) return [];
	const turn = nextTurn(listed, values.options.refreshPending, saved.refreshed ?? '');
	const failed = await refreshAll(api, turn.agreements);
	if (failed > 0) {
		const { length } = turn.agreements;
		context.logger.warn(`${failed} of ${length} agreements could not be refreshed`);
	}
	remember(saved, { memory: { ...memory }, pageSize, refreshed: turn.last });
	noteTold(changes);
	return toItems(changes, values);
}

/** What is as it was stays untouched: n8n writes what has changed to its database. */
function remember(saved: Saved, next: Saved): void {
	for (const [name, value] of Object.entries(next)) {
		if (JSON.stringify(saved[name]) !== JSON.stringify(value)) saved[name] = value;
	}
}

/** The filters in the words of the API. */
export function watchedBy({ filters }: TriggerValues): Watched {
	const { search: searchValue, ...same } = filters;
	return { ...same, searchValue };
}

/**
 * Stands for what a memory belongs to. A pasted token is no part of it, since it is replaced every
 * hour.
 */
function scopeOf({ baseUrl, tenant, credential }: Connection, values: TriggerValues): string {
	const { authentication, event, filters } = values;
	const { customerId, providerInstanceId, search } = filters;
	const clientId = authentication === 'oAuth2' ? credential.data?.clientId : undefined;
	const connection = [baseUrl, tenant, clientId];
	const parts = [...connection, event, customerId, providerInstanceId, search];
	const text = JSON.stringify(parts.map((part) => part ?? null));
	return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
