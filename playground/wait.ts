import { setTimeout as sleep } from 'node:timers/promises';
import type { Mailbox, ReceivedMail } from './mailbox';

const POLL_MS = 100;
const LIMIT_MS = 60_000;

/**
 * Waits until there is something.
 * @throws Error when there is nothing after `limitMs`, a minute when left out.
 */
export async function untilThere<T>(
	what: string,
	look: () => T | undefined | Promise<T | undefined>,
	limitMs = LIMIT_MS,
): Promise<T> {
	const giveUpAt = Date.now() + limitMs;
	for (;;) {
		const found = await look();
		if (found !== undefined) return found;
		if (Date.now() > giveUpAt) {
			throw new Error(`Waited for ${what}: nothing after ${limitMs / 1_000} seconds.`);
		}
		await sleep(POLL_MS);
	}
}

/** Gives the e-mails as they arrive, from those that come after this call on. */
export function nextMails({ mails }: Pick<Mailbox, 'mails'>): () => Promise<ReceivedMail> {
	let seen = mails.length;
	return async () => {
		const mail = await untilThere(`e-mail ${seen + 1}`, () => mails[seen]);
		seen += 1;
		return mail;
	};
}
