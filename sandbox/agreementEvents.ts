/** What happens to an agreement outside of the API: in the portal, or at Microsoft. */
import { findAgreement, setStatus } from './operations/mca';
import type { McaStatusName } from './seed';
import type { AgreementRecord, SandboxState } from './state';

export interface AgreementEvent {
	customerId: string;
	providerInstanceId: string;
	event: AgreementEventName;
	/** Leaves it to the next refresh to find out; default false. Not for a link. */
	onRefresh?: boolean;
}

const EVENTS = {
	/** A link is made in the portal, the first one or a new one. */
	linkGenerated: { to: 'linkgenerated', from: ['required', 'linkgenerated', 'linkexpired'] },
	linkExpired: { to: 'linkexpired', from: ['linkgenerated'] },
	/** The customer accepts; the partner has yet to create the agreement. */
	customerAccepted: { to: 'customeraccepted', from: ['linkgenerated'] },
	/** The agreement is in place, also where nobody saw the customer accept. */
	agreementCreated: { to: 'agreementcreated', from: ['linkgenerated', 'customeraccepted'] },
} as const satisfies Record<string, { to: McaStatusName; from: readonly McaStatusName[] }>;

export type AgreementEventName = keyof typeof EVENTS;
export const AGREEMENT_EVENTS = Object.keys(EVENTS) as AgreementEventName[];

/** An event that cannot happen to an agreement as it is. */
export class ImpossibleEvent extends Error {
	readonly statusCode = 409;
}

/**
 * Lets something happen to an agreement; from then on refreshes find nothing else. Throws an
 * `ImpossibleEvent` when the status does not allow it, a `Refusal` when there is no such agreement.
 */
export function moveAgreement(
	state: SandboxState,
	{ event, onRefresh = false, ...ids }: AgreementEvent,
): AgreementRecord {
	const { agreement, placement } = findAgreement(state, ids);
	const { to, from } = EVENTS[event];
	if (!from.some((name) => name === agreement.status)) {
		const text = `${event} cannot follow ${agreement.status}, only ${from.join(', ')}.`;
		throw new ImpossibleEvent(text);
	}
	if (onRefresh && event === 'linkGenerated') {
		throw new ImpossibleEvent('A link is made in the portal: no refresh has to find it.');
	}
	agreement.microsoftKnows = onRefresh ? [to] : [];
	if (onRefresh) return agreement;
	if (event === 'linkGenerated') {
		agreement.attestationId = nextAttestationId(agreement, placement.providerCustomerId);
	}
	setStatus(agreement, to);
	return agreement;
}

/** `attestation-b16e4c93`, `attestation-b16e4c93-2`, `attestation-b16e4c93-3` */
function nextAttestationId({ attestationId }: AgreementRecord, providerCustomerId: string): string {
	const first = `attestation-${providerCustomerId.slice(0, 8)}`;
	if (!attestationId) return first;
	return `${first}-${Number(attestationId.slice(first.length + 1) || 1) + 1}`;
}
