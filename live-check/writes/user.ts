/** Is a user updated by sending the whole of it back? Another location is set, and the old one again. */
import { findOperation } from '../contract';
import { describeBody, fieldName, isObject, textOf } from '../describe';
import type { JsonObject } from '../describe';
import { Stopped } from '../stopped';
import { differences, lookUntil } from './desk';
import type { Desk, Trial } from './desk';

const LOCATIONS = ['DE', 'AT'];

export const user: Trial = {
	settles: ['user-update'],
	async run(desk) {
		const { journal, restored, userName } = desk;
		const before = await readUser(desk);
		const old = textOf(before, 'location');
		const other = LOCATIONS.find((location) => location !== old.toUpperCase());
		if (!old || !other) {
			return journal.answer('user-update', { notSeen: 'the user has no location to go back to' });
		}
		const undo = `Set the location of ${userName} to ${old}.`;
		const { status, body } = await send(
			desk,
			{ ...before, location: other },
			{
				announcement: `The location of ${userName} becomes ${other} (it is ${old}).`,
				note: 'another location set',
				undo,
			},
		);
		const changed = await readUntil(desk, other);
		const differ = differences(before, changed);
		journal.answer('user-update', {
			seen: `The whole user with another location: ${status} with ${describeBody(body)}; read again, it differs in ${differ.map(fieldName).join(', ') || 'nothing'}`,
			fits: differ.join() === 'location',
		});

		await send(desk, before, {
			announcement: `The location of ${userName} becomes ${old} again.`,
			note: 'the old location set again',
			undo,
		});
		if (differences(before, await readUntil(desk, old)).length > 0) {
			throw new Stopped('the user is not as it was');
		}
		restored();
	},
};

/** Sends the whole user, but never a password. */
function send(
	{ change, place }: Desk,
	{ temporaryPassword, ...customerUser }: JsonObject,
	texts: { announcement: string; note: string; undo: string },
) {
	const operation = findOperation('updateCustomerUser');
	const body = { providerInstanceId: place.providerInstanceId, customerUser };
	return change({ ...texts, call: { operation, ids: place, body } });
}

const readUntil = (desk: Desk, location: string): Promise<JsonObject> =>
	lookUntil(
		desk,
		() => readUser(desk),
		(now) => textOf(now, 'location') === location,
	);

async function readUser({ send: ask, place }: Desk): Promise<JsonObject> {
	const operation = findOperation('getCustomerUser');
	const { body } = await ask({ operation, why: 'the user', ids: place });
	if (!isObject(body)) throw new Stopped('the user cannot be read');
	return body;
}
