import { CallFailure } from '../../shared/api/failure';

/** What must be chosen before users and licenses of a customer can be listed. */
export const CUSTOMER_AND_INSTANCE = [
	{ name: 'customerId', label: 'Customer' },
	{ name: 'providerInstanceId', label: 'Provider Instance' },
] as const;

const GDAP_ADVICE =
	'CloudCockpit reads this from Microsoft, which needs an active GDAP relationship with the customer.';

/** Statuses with which the API may answer when Microsoft does not let it look. */
const REFUSED = new Set(['400', '403', '404']);

/** The same promise, whose refusal names the usual reason for lists that come from Microsoft. */
export async function withGdapAdvice<T>(promise: Promise<T>): Promise<T> {
	return await promise.catch((error: unknown) => {
		if (!(error instanceof CallFailure) || !REFUSED.has(error.failure.httpCode ?? '')) throw error;
		const hint = [GDAP_ADVICE, error.failure.hint].filter(Boolean).join(' ');
		throw new CallFailure({ ...error.failure, hint });
	});
}
