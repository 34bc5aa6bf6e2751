/** Do an empty text and null clear an internal identifier? Both are tried, and the old one set again. */
import { findOperation } from '../contract';
import { isObject } from '../describe';
import { Stopped } from '../stopped';
import { lookUntil } from './desk';
import type { Desk, Trial } from './desk';

type Identifier = string | null;

const MADE_UP = 'live-check';

export const identifier: Trial = {
	settles: ['internal-identifier'],
	async run(desk) {
		const { journal, restored } = desk;
		const old = await readIdentifier(desk);
		const some = old || MADE_UP;
		const set = (value: Identifier) => setIdentifier(desk, value, old);

		const emptied = await tryToClear(set, { some, value: '', current: old });
		const nulled = await tryToClear(set, { some, value: null, current: emptied });
		const tell = (now: Identifier) =>
			now === null
				? 'reads `null` afterwards'
				: now === ''
					? 'reads `""` afterwards'
					: 'clears nothing';
		journal.answer('internal-identifier', {
			seen: `An empty text ${tell(emptied)}, \`null\` ${tell(nulled)}. The same identifier twice was not tried`,
			fits: !nulled,
		});

		if (nulled !== old && (await set(old)) !== old) {
			throw new Stopped('the internal identifier is not as it was');
		}
		restored();
	},
};

/** Tries a value that should clear, after there is something to clear. */
async function tryToClear(
	set: (value: Identifier) => Promise<Identifier>,
	{ some, value, current }: { some: string; value: Identifier; current: Identifier },
): Promise<Identifier> {
	if (!current && (await set(some)) !== some) {
		throw new Stopped('an internal identifier was not stored');
	}
	return set(value);
}

/** Sets it, and gives what is read afterwards. */
async function setIdentifier(desk: Desk, value: Identifier, old: Identifier): Promise<Identifier> {
	const { change, customerName, place } = desk;
	const show = (text: Identifier) => (text ? `"${text}"` : text === '' ? 'an empty text' : 'null');
	await change({
		call: {
			operation: findOperation('updateInternalIdentifier'),
			ids: place,
			body: { internalIdentifier: value },
		},
		announcement: `The internal identifier of ${customerName} becomes ${show(value)} (it was ${show(old)} at first).`,
		note: value
			? 'an internal identifier set'
			: `the internal identifier cleared with ${value === null ? 'null' : 'an empty text'}`,
		undo: `Set the internal identifier of ${customerName} to ${show(old)}.`,
	});
	return lookUntil(
		desk,
		() => readIdentifier(desk),
		(now) => (now || null) === (value || null),
	);
}

async function readIdentifier({ send, place }: Desk): Promise<Identifier> {
	const operation = findOperation('getCustomer');
	const { body } = await send({ operation, why: 'the customer', ids: place });
	if (!isObject(body)) throw new Stopped('the customer cannot be read');
	const { internalIdentifier } = body;
	return typeof internalIdentifier === 'string' ? internalIdentifier : null;
}
