import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { CallFailure } from '../shared/api/failure';
import { eventIdOf } from './changes';
import { STATUS_OF } from './events';
import { toItems } from './items';
import type { TriggerParameters } from './parameters';
import { readPage } from './reading';
import { openSession } from './session';
import { watchedBy } from './watching';

const MOST = 3;

/**
 * Up to three agreements as they would start the workflow, for somebody who builds it. Nothing is
 * remembered.
 * @throws CallFailure when there is none, or the list could not be read.
 */
export async function takeSample(
	context: IPollFunctions,
	parameters: TriggerParameters,
	signal: AbortSignal,
): Promise<INodeExecutionData[]> {
	const { values } = parameters;
	const { api } = await openSession(context, parameters, signal);
	const status = STATUS_OF[values.event];
	const page = { pageNumber: 1, pageSize: MOST };
	const { listed } = await readPage(api, { ...watchedBy(values), status }, page);
	if (listed.length === 0) throw new CallFailure({ ...NONE, message: noneOf(status) });
	const changes = listed.slice(0, MOST).map(({ key, agreement, ...now }) => ({
		agreement,
		previousStatus: null,
		eventId: eventIdOf('sample', key, { ...now, told: 0 }),
	}));
	return toItems(changes, values);
}

const NONE = {
	kind: 'refusedBefore',
	hint: 'This is no fault: the published workflow starts when there is one. To have something to build with, choose another event or fewer filters, or pin data of your own.',
	attempts: 0,
	outcome: 'notSent',
} as const;

function noneOf(status: string | undefined): string {
	const which = status === undefined ? '' : ` with the status ${status}`;
	return `No agreement${which} was found`;
}
