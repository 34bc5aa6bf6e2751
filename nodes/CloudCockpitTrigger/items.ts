import type { INodeExecutionData } from 'n8n-workflow';

import { type Agreement, presentAgreement } from '../shared/model/agreement';
import type { Change } from './changes';
import type { TriggerValues } from './parameters';

/** Changes as the items that start the workflow. */
export function toItems(
	changes: ReadonlyArray<Change<Agreement>>,
	{ event, simplify }: TriggerValues,
): INodeExecutionData[] {
	const detectedAt = new Date().toISOString();
	return changes.map(({ agreement, previousStatus, eventId }) => ({
		json: {
			...presentAgreement(agreement, simplify),
			event,
			previousStatus,
			eventId,
			detectedAt,
		},
	}));
}
