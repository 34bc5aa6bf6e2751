import type { INodeProperties } from 'n8n-workflow';

import { labelsOf, type Words } from '../shared/words';

const LESS_OFTEN = { hint: 'Poll less often: every hour is often enough.' };

/** Advice for who is told that a poll has failed, and can change the trigger. */
const ADVICE: Words['advice'] = {
	timedOut: { hint: 'Raise Timeout in the options if this happens often.' },
	tooManyRequests: LESS_OFTEN,
	waitTooLong: { message: ', longer than a poll may wait', ...LESS_OFTEN },
};

/** Returns the words of the trigger, which calls its parameters by the names on its form. */
export function wordsFor(properties: readonly INodeProperties[]): Words {
	return { labels: labelsOf(properties), advice: ADVICE };
}
