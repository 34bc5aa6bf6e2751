import type { AuditEntry, Sandbox } from '../../sandbox';
import { type Reply, stateOf } from './burst';
import type { Scenario } from './scenarios';

/** What came of a burst. */
export interface Outcome {
	scenario: Scenario;
	/** Answered as done, and done. */
	right: number;
	/** Answered with an error. */
	failed: number;
	/** Not answered at all, or answered as done and not done. */
	lost: number;
	/** Writes beyond the first to the same customer. */
	twice: number;
	/** Requests that were answered with 429. */
	refused: number;
	tokens: number;
	seconds: number;
	/** Of those that failed: how far they had come, by the audit log. */
	found?: Found;
}

export interface Found {
	wholly: number;
	partly: number;
	notAtAll: number;
	/** The audit log says something else than what is so. */
	wrongly: number;
}

/** An entry of the audit log, as n8n gives it. */
export interface FoundEntry {
	correlationId: string;
	operation: { name: string };
	status: { name: string };
}

/** Holds the answers against what CloudCockpit did. */
export function judge(
	scenario: Scenario,
	sandbox: Sandbox,
	replies: readonly Reply[],
	seconds: number,
): Outcome {
	const { requests, audit } = sandbox;
	const right = replies.filter((reply) => reply.saysDone && isDone(sandbox, reply)).length;
	const failed = replies.filter(({ saysDone, status }) => !saysDone && status !== undefined).length;
	const refused = requests.filter(({ status }) => status === 429).length;
	const tokens = requests.filter(({ operationId }) => operationId === 'getToken').length;
	const lost = replies.length - right - failed;
	return { scenario, right, failed, lost, twice: writtenTwice(audit), refused, tokens, seconds };
}

/** Looks up those that failed by the correlation IDs that their callers gave. */
export function lookUp(
	sandbox: Sandbox,
	replies: readonly Reply[],
	entries: readonly FoundEntry[],
): Found {
	const found: Found = { wholly: 0, partly: 0, notAtAll: 0, wrongly: 0 };
	for (const { customerId, correlationId } of replies.filter(({ saysDone }) => !saysDone)) {
		const done = entries
			.filter((entry) => entry.correlationId === correlationId)
			.filter(({ status }) => status.name === 'Succeded')
			.map(({ operation }) => operation.name);
		const isQualified = done.includes('UpdateMicrosoftQualification');
		const isLicensed = done.includes('UpdateUserLicenses');
		const state = stateOf(sandbox, customerId);
		if (isQualified !== state.isQualified || isLicensed !== state.isLicensed) found.wrongly++;
		if (isQualified && isLicensed) found.wholly++;
		else if (isQualified || isLicensed) found.partly++;
		else found.notAtAll++;
	}
	return found;
}

/** What should not have come of it, in words; none when all is well. */
export function complaintsAbout({ scenario, failed, lost, twice, found }: Outcome): string[] {
	const isKilled = scenario.midway === 'a worker is killed';
	const complaints: Array<string | false> = [
		lost > 0 && `${lost} lost`,
		twice > 0 && `${twice} written twice`,
		!isKilled && failed > 0 && `${failed} answered with an error`,
		// The killed worker was at work on so many.
		isKilled && failed === 0 && 'nobody was told of the worker that was killed',
		isKilled && failed > scenario.concurrency && `${failed} answered with an error`,
		(found?.wrongly ?? 0) > 0 && `${found?.wrongly} not found by their correlation ID`,
	];
	return complaints.filter((complaint) => complaint !== false);
}

function isDone(sandbox: Sandbox, { customerId }: Reply): boolean {
	const { isQualified, isLicensed } = stateOf(sandbox, customerId);
	return isQualified && isLicensed;
}

function writtenTwice(audit: readonly AuditEntry[]): number {
	const writes = audit.filter(
		({ operation, succeeded }) => succeeded && operation !== 'refreshMca',
	);
	const targets = writes.map(({ operation, customerId }) => `${operation} ${customerId}`);
	return targets.length - new Set(targets).size;
}
