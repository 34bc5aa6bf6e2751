import type { INodeProperties } from 'n8n-workflow';

import type { Words } from '../shared/words';

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
	const all = properties.flatMap((property) => [property, ...entriesOf(property)]);
	const labels = all.map(({ name, displayName }) => [name.toLowerCase(), displayName] as const);
	return { labels: new Map(labels), advice: ADVICE };
}

function entriesOf(property: INodeProperties): INodeProperties[] {
	return property.type === 'collection' ? (property.options as INodeProperties[]) : [];
}
