import type { Failure } from './failure';
import type { Outgoing } from './reply';

/** What a run has learned about who may do what, so that it does not ask for each item anew. */
export interface Access {
	/** Notes what became of a request: why it failed, or that it was done. */
	note(outgoing: Outgoing, failure: Failure | undefined): void;
	/** Why a request need not be sent, if that is known. */
	refusalOf(outgoing: Outgoing): Failure | undefined;
}

/** A customer that was forbidden as often in a row is so for good. */
const FORBIDDEN_IN_A_ROW = 5;

/** A customer by its ID. What else may stand there, such as `mca`, is a list of no one customer. */
const CUSTOMER = /^\/v1\/customers\/([0-9a-f-]{36})(?![^/])/i;

/** Creates the memory of one run. */
export function createAccess(): Access {
	const forbidden = new Map<string, number>();
	/** Why no request of the run can go through: a token or a sign-in that is refused. */
	let closed: Failure | undefined;
	const reasons = new Map<string, Failure>();

	return {
		note(outgoing, failure) {
			if (failure?.kind === 'unauthorized' || failure?.kind === 'signInRefused') closed = failure;
			const customer = customerOf(outgoing);
			if (customer === undefined) return;
			if (failure?.kind !== 'forbidden') {
				if (failure?.outcome !== 'notSent') forbidden.delete(customer);
				return;
			}
			const count = (forbidden.get(customer) ?? 0) + 1;
			forbidden.set(customer, count);
			if (count >= FORBIDDEN_IN_A_ROW) reasons.set(customer, failure);
		},
		refusalOf(outgoing) {
			const reason = closed ?? reasons.get(customerOf(outgoing) ?? '');
			if (!reason) return undefined;
			const { kind, message, hint } = reason;
			const why =
				'Not sent, because CloudCockpit refused earlier items of the run for the same reason.';
			return {
				kind,
				message,
				hint: [why, hint].filter(Boolean).join(' '),
				correlationId: outgoing.correlationId,
				attempts: 0,
				outcome: 'notSent',
			};
		},
	};
}

function customerOf({ path }: Outgoing): string | undefined {
	return CUSTOMER.exec(path)?.[1]?.toLowerCase();
}
