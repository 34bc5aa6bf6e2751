import type { INodeProperties } from 'n8n-workflow';

import { labelsOf, type Words } from '../shared/words';

/** Advice for who reads a failure in the node's output, and can change the node's options. */
const ADVICE: Words['advice'] = {
	timedOut: { hint: 'Raise Timeout in the options if this happens often.' },
	tooManyRequests: { hint: 'Lower Max Concurrency or raise Max Retries in the options.' },
	waitTooLong: {
		message: ', longer than this run may still wait',
		hint: 'Run the workflow again later with these items.',
	},
};

/** Returns the words of the node, which calls its parameters by the names on its form. */
export function wordsFor(properties: readonly INodeProperties[]): Words {
	return { labels: labelsOf(properties), advice: ADVICE };
}
