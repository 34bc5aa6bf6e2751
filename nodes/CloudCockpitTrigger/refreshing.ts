import type { Api } from '../shared/api/api';
import type { Agreement } from '../shared/model/agreement';
import type { Listed } from './changes';
import { STATUS_OF } from './events';

const MCA_STATUS = '/v1/Customers/{customerId}/provider-instances/{providerInstanceId}/mca/status';

/** Whose turn it is, and where the next turn goes on. */
export interface Turn {
	agreements: Agreement[];
	/** Key of the last of them; that of the turn before when there is none. */
	last: string;
}

/** The next `count` agreements that are not in place, after the last one of the turn before. */
export function nextTurn(
	listed: ReadonlyArray<Listed<Agreement>>,
	count: number,
	last: string,
): Turn {
	if (count === 0) return { agreements: [], last };
	const pending = listed
		.filter(({ status }) => status.toLowerCase() !== STATUS_OF.agreementCreated)
		.sort((one, other) => (one.key < other.key ? -1 : 1));
	const start = pending.findIndex(({ key }) => key > last);
	const from = start < 0 ? 0 : start;
	const turn = [...pending.slice(from), ...pending.slice(0, from)].slice(0, count);
	return { agreements: turn.map(({ agreement }) => agreement), last: turn.at(-1)?.key ?? last };
}

/**
 * Has CloudCockpit fetch agreements from Microsoft; the next poll sees what it found. Gives how many
 * could not be fetched: that is no reason for a poll to fail.
 */
export async function refreshAll(api: Api, agreements: readonly Agreement[]): Promise<number> {
	const refreshes = agreements.map(async ({ customerId = '', providerInstanceId = '' }) => {
		await api.refresh(MCA_STATUS, { path: { customerId, providerInstanceId } });
	});
	const settled = await Promise.allSettled(refreshes);
	return settled.filter(({ status }) => status === 'rejected').length;
}
