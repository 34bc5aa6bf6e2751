import type { AgreementEvent } from './agreementEvents';
import type { Fault } from './faults';
import type { RateLimit } from './limits';
import type { AuditEntry, LoggedRequest } from './log';
import type { RetryAfter } from './retryAfter';
import type { McaStatusName } from './seed';
import type { Settings } from './settings';
import type { AgreementRecord, SandboxState } from './state';

/** A running sandbox, as a test in the same process uses it. */
export interface Sandbox {
	/** Base URL, without a slash at the end. */
	readonly url: string;
	readonly tokenUrl: string;
	readonly tenant: string;
	readonly clientId: string;
	readonly clientSecret: string;
	readonly scope: string;
	/** Everything received, requests for tokens included, oldest first. */
	readonly requests: readonly LoggedRequest[];
	/** Every refresh and update that reached its operation, oldest first. */
	readonly audit: readonly AuditEntry[];
	/** Live: changes to it are what the next request sees. */
	readonly state: SandboxState;
	/** The most requests that were in progress at once. */
	readonly peakInFlight: number;
	/** A token to paste; zero seconds or less gives an expired one. */
	issueToken(options?: { expiresInSeconds?: number }): string;
	/** Refuses every token issued so far with 401. */
	expireTokens(): void;
	inject(fault: Fault): void;
	clearFaults(): void;
	/** Allows each tenant so many requests per window; undefined lifts the limit. */
	limitRate(limit: RateLimit | undefined): void;
	/** Answers 429 to what goes beyond so many requests at once; undefined lifts the limit. */
	limitConcurrency(requests: number | undefined, retryAfter?: RetryAfter): void;
	/** Changes settings; those that are left out stay. */
	configure(settings: Partial<Settings>): void;
	/**
	 * Lets a customer accept, a link run out and the like, as far as the agreement's status allows;
	 * gives the agreement as it is then. Throws where it is impossible.
	 */
	moveAgreement(event: AgreementEvent): AgreementRecord;
	/** Puts an agreement into any status, whatever it was. */
	setMcaStatus(
		ids: { customerId: string; providerInstanceId: string },
		status: McaStatusName,
	): void;
	/** Back to the start: state, settings, logs, faults and limits. Tokens stay good. */
	reset(): void;
	/** Ends at once, open requests included. */
	close(): Promise<void>;
}
