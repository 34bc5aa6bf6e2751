import type { INodeProperties } from 'n8n-workflow';

import type { Words } from '../shared/words';

/** What to do about a failure where it is read: in the output of the action node. */
const ADVICE: Words['advice'] = {
	timedOut: { hint: 'Raise Timeout in the options if this happens often.' },
	tooManyRequests: { hint: 'Lower Max Concurrency or raise Max Retries in the options.' },
	waitTooLong: {
		message: ', longer than this run may still wait',
		hint: 'Run the workflow again later with these items.',
	},
};

/** The words of a node with these parameters. */
export function wordsFor(properties: readonly INodeProperties[]): Words {
	const all = properties.flatMap((property) => [property, ...entriesOf(property)]);
	const labels = all.map(({ name, displayName }) => [name.toLowerCase(), displayName] as const);
	return { labels: new Map(labels), advice: ADVICE };
}

function entriesOf(property: INodeProperties): INodeProperties[] {
	return property.type === 'collection' ? (property.options as INodeProperties[]) : [];
}
