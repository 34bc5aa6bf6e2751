/** The values of the parameter `event`. */
export type EventName = 'agreementCreated' | 'customerAccepted' | 'linkExpired' | 'statusChanged';

/** The status that an event waits for; `statusChanged` waits for any. In small letters. */
export const STATUS_OF: Readonly<Record<EventName, string | undefined>> = {
	agreementCreated: 'agreementcreated',
	customerAccepted: 'customeraccepted',
	linkExpired: 'linkexpired',
	statusChanged: undefined,
};

/** What of an agreement decides whether an event has happened. */
export interface Standing {
	/** As the API spells it. */
	status: string;
	/** Tells one link, and what came of it, from the next. Empty where the API gives none. */
	attestation: string;
}

/**
 * Whether an event has happened between two looks at an agreement; `before` is undefined when it was
 * not listed before. The same status with another attestation is another one of its kind: the link had
 * expired, a new one was made, and that one has expired too.
 */
export function hasHappened(
	event: EventName,
	before: Standing | undefined,
	now: Standing,
): boolean {
	const status = now.status.toLowerCase();
	const wanted = STATUS_OF[event];
	if (wanted !== undefined && status !== wanted) return false;
	if (before?.status.toLowerCase() !== status) return true;
	return isRenewed(before, now);
}

/** An attestation that is not given says nothing. */
function isRenewed(before: Standing, now: Standing): boolean {
	const isKnown = before.attestation !== '' && now.attestation !== '';
	return isKnown && before.attestation !== now.attestation;
}
