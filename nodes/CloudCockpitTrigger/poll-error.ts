import type { IPollFunctions, NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { Failure } from '../shared/api/failure';
import { toNodeError } from '../shared/node-error';
import { advise, describeFailure } from '../shared/words';
import { WORDS } from './parameters';
import { durationOf, type Trouble } from './trouble';

/** Why a poll failed, as n8n's durable scheduler reads it to choose when to poll again. */
interface DeclaredFailure {
	cause:
		| 'rate-limited'
		| 'temporarily-unavailable'
		| 'credential-invalid'
		| 'configuration-invalid';
	/** In milliseconds. */
	retryAfterMs?: number;
}

const NOTHING_LOST = 'What changes meanwhile is not lost: the next poll that succeeds finds it.';

/** The error of a poll, with the words for it and how long it has lasted. */
export function pollError(
	context: IPollFunctions,
	given: Failure,
	trouble?: Trouble,
): NodeApiError | NodeOperationError {
	const failure = advise(given, WORDS);
	const lasting = trouble && `For ${durationOf(trouble, Date.now())} no poll has succeeded`;
	const message = [lasting, failure.message].filter(Boolean).join(': ');
	const details = describeFailure(failure, WORDS);
	const description = [details, trouble && NOTHING_LOST].filter(Boolean).join(' ');
	const error = toNodeError(context.getNode(), failure, { message, description });
	return Object.assign(error, { failure: declare(failure) });
}

function declare({ kind, passing }: Failure): DeclaredFailure | undefined {
	if (passing) {
		const isLimit = kind === 'tooManyRequests' || kind === 'waitTooLong';
		return { cause: isLimit ? 'rate-limited' : 'temporarily-unavailable', ...passing };
	}
	if (kind === 'unauthorized' || kind === 'signInRefused') return { cause: 'credential-invalid' };
	return { cause: 'configuration-invalid' };
}
