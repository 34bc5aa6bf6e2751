/** What does a refresh of an agreement answer? It changes nothing that could be put back. */
import { findOperation } from '../contract';
import { describeBody } from '../describe';
import type { Trial } from './desk';

export const refresh: Trial = {
	settles: ['refresh-answer'],
	async run({ change, customerName, journal, place }) {
		const { status, body } = await change({
			call: { operation: findOperation('refreshMca'), ids: place },
			announcement: `CloudCockpit fetches the status of the agreement of ${customerName} from Microsoft. Nothing is to be put back.`,
			note: 'the agreement refreshed',
		});
		// The package reads the agreement afterwards, whatever it is.
		journal.answer('refresh-answer', { seen: `${status} with ${describeBody(body)}`, fits: true });
	},
};
