import type { INodeProperties } from 'n8n-workflow';

import type { Words } from '../shared/words';

const LESS_OFTEN = { hint: 'Poll less often: every hour is often enough.' };

/** How failures are put into words in a trigger with these parameters. */
export function wordsOf(properties: readonly INodeProperties[]): Words {
	const entriesOf = ({ type, options }: INodeProperties) =>
		type === 'collection' ? (options as INodeProperties[]) : [];
	const all = properties.flatMap((property) => [property, ...entriesOf(property)]);
	return {
		labels: new Map(all.map(({ name, displayName }) => [name.toLowerCase(), displayName])),
		advice: {
			timedOut: { hint: 'Raise Timeout in the options if this happens often.' },
			tooManyRequests: LESS_OFTEN,
			waitTooLong: { message: ', longer than a poll may wait', ...LESS_OFTEN },
		},
	};
}
