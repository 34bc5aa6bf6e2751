/** The way of one request: limits, then faults, then the API itself. Knows no web framework. */
import { randomUUID } from 'node:crypto';
import { errorAnswer, withCorrelationId } from './answers';
import type { Answer } from './answers';
import { carryOut } from './carryOut';
import type { Api, Incoming } from './carryOut';
import type { Operation } from './contract';
import { isApplied, isEnding } from './faults';
import type { EndingFault, FaultQueue } from './faults';
import type { Limits } from './limits';
import { header } from './log';
import { reshape } from './reshape';
import { retryAfterHeader } from './retryAfter';

/** What happens on the wire: an answer, possibly with its JSON cut, or no answer. */
export type Outcome = { send: Answer; cut?: boolean } | 'reset' | 'hang';

export interface Pipeline extends Api {
	faults: FaultQueue;
	limits: Limits;
	/** Waits, but not beyond the end of the sandbox. */
	delay(delayMs: number): Promise<void>;
}

/** Takes a request to its outcome, and notes in its log entry whether it was carried out. */
export async function handleRequest(
	pipeline: Pipeline,
	operation: Operation,
	request: Omit<Incoming, 'correlationId'>,
): Promise<Outcome> {
	const { entry } = request;
	const correlationId = header(entry, 'x-correlation-id') ?? randomUUID();
	const { limits } = pipeline;
	const limited =
		operation.id === 'getToken' ? undefined : limits.refuse(header(entry, 'x-tenant') ?? '');
	if (limited) return { send: withCorrelationId(limited, correlationId) };

	const leave = limits.enter();
	try {
		const fault = await meetFaults(pipeline, operation, request);
		if (fault && !isApplied(fault)) return spoil(fault, { status: 200 }, correlationId);
		const answer = carryOut(pipeline, operation, { ...request, correlationId });
		entry.applied = answer.status < 300;
		if (fault) return spoil(fault, answer, correlationId);
		return { send: withCorrelationId(answer, correlationId) };
	} finally {
		leave();
	}
}

/** Lets the faults happen after which a request goes on, and gives the one that ends it. */
async function meetFaults(
	{ faults, tokens, delay }: Pipeline,
	operation: Operation,
	{ entry }: Pick<Incoming, 'entry'>,
): Promise<EndingFault | undefined> {
	for (const fault of faults.take({ ...entry, operationId: operation.id })) {
		if (isEnding(fault)) return fault;
		if (fault.kind === 'delay') await delay(fault.delayMs);
		else tokens.expireAll();
	}
	return undefined;
}

/** What a fault makes of the answer. */
function spoil(fault: EndingFault, answer: Answer, correlationId: string): Outcome {
	switch (fault.kind) {
		case 'rateLimit':
			return { send: withCorrelationId(answerAsTold(429, fault), correlationId) };
		case 'status':
			return { send: withCorrelationId(answerAsTold(fault.status, fault), correlationId) };
		case 'html':
			return { send: errorPage(fault.status ?? 502) };
		case 'resetBefore':
		case 'resetAfter':
			return 'reset';
		case 'hang':
			return 'hang';
		case 'truncated':
			return { send: withCorrelationId(answer, correlationId), cut: true };
		case 'empty':
			return { send: { ...answer, body: undefined } };
		case 'reshape':
			return { send: withCorrelationId(reshape(answer, fault.shape), correlationId) };
	}
}

function answerAsTold(
	status: number,
	{ retryAfter, body }: Extract<EndingFault, { kind: 'rateLimit' | 'status' }>,
): Answer {
	const headers = retryAfterHeader(retryAfter);
	if (body !== undefined || status < 400) return { status, headers, body };
	return { ...errorAnswer(status, `The sandbox was told to answer ${status}.`), headers };
}

const errorPage = (status: number): Answer => ({
	status,
	headers: { 'content-type': 'text/html' },
	body: `<html><head><title>${status}</title></head><body><h1>${status}</h1></body></html>`,
});
