/** What the API itself answers: token, tenant, contract, operation, and the check of the answer. */
import { badProperty, errorAnswer } from './answers';
import type { Answer } from './answers';
import type { ContractCall, Operation } from './contract';
import { append, header, mediaType } from './log';
import type { AuditEntry, LoggedRequest } from './log';
import { HANDLERS } from './operations';
import { Refusal } from './operations/call';
import type { ApiOperationId } from './operations/call';
import { CREDENTIALS } from './seed';
import type { Settings } from './settings';
import type { SandboxState } from './state';
import type { TokenService } from './tokens';

export interface Api {
	state: SandboxState;
	settings: Settings;
	tokens: TokenService;
	audit: AuditEntry[];
}

/** A request as logged, with what its handling needs besides. */
export interface Incoming {
	entry: LoggedRequest;
	/** Decoded. */
	pathParameters: Record<string, string>;
	/** The request's own, or one made for it. */
	correlationId: string;
}

/** Carries a request out, or refuses it. The answer keeps to the contract. */
export function carryOut(api: Api, operation: Operation, incoming: Incoming): Answer {
	const answer = answerTo(api, operation, incoming);
	const deviation = operation.checkAnswer(answer.status, answer.body);
	if (!deviation) return answer;
	return errorAnswer(500, `The sandbox's own answer deviates from the contract: ${deviation}.`);
}

function answerTo(api: Api, operation: Operation, incoming: Incoming): Answer {
	const { entry, pathParameters } = incoming;
	const fitsMediaType = operation.bodyTypes.includes(mediaType(entry));
	if (operation.id === 'getToken') return api.tokens.answer(fitsMediaType ? entry.body : {});

	if (!api.tokens.accepts(header(entry, 'authorization'))) {
		return { status: 401, headers: { 'www-authenticate': 'Bearer error="invalid_token"' } };
	}
	const tenant = header(entry, 'x-tenant');
	if (tenant && tenant !== CREDENTIALS.tenant) return { status: 403 };
	if (entry.rawBody && !fitsMediaType) {
		const expected = operation.bodyTypes.join(', ') || 'no body';
		return badProperty('Content-Type', `${operation.id} takes ${expected}.`);
	}
	const result = operation.checkRequest({ ...entry, pathParameters });
	if ('errors' in result) return errorAnswer(400, 'The request is not valid.', result.errors);

	const answer = operate(api, operation.id, { ...result.call, body: entry.body });
	if (operation.method !== 'GET') append(api.audit, auditEntry(operation, incoming, answer));
	return answer;
}

function operate(
	{ state, audit, settings }: Api,
	id: ApiOperationId,
	call: ContractCall & { body: unknown },
): Answer {
	const size = call.query.pageSize ?? call.query.PageSize;
	const { maxPageSize } = settings;
	if (maxPageSize !== null && Number(size) > maxPageSize) {
		return badProperty('pageSize', `A page has at most ${maxPageSize} entries.`);
	}
	// The contract has just been checked, which is what makes the type of the call true.
	const handle = HANDLERS[id] as (call: unknown) => Answer;
	try {
		return handle({ state, audit, settings, ...call });
	} catch (error) {
		if (error instanceof Refusal) return error.answer;
		throw error;
	}
}

function auditEntry(
	{ id }: Operation,
	{ entry, pathParameters, correlationId }: Incoming,
	{ status }: Answer,
): AuditEntry {
	const { customerId = '', customerUserId, providerInstanceId } = pathParameters;
	return {
		correlationId,
		operation: id,
		customerId,
		target: customerUserId ?? providerInstanceId ?? instanceInBody(entry.body),
		at: new Date().toISOString(),
		succeeded: status < 300,
	};
}

function instanceInBody(body: unknown): string | undefined {
	if (typeof body !== 'object' || body === null || !('providerInstanceId' in body))
		return undefined;
	return String(body.providerInstanceId);
}
