/** `--write`: the open questions that take changes, tried on one customer and a disposable user. */
import { textOf } from '../describe';
import { microsoftInstancesOf } from '../reads';
import type { Check } from '../reads';
import { Stopped } from '../stopped';
import type { Terminal } from '../terminal';
import { createChanger, Declined } from './changer';
import type { Changer } from './changer';
import { choose, readWhole } from './choose';
import type { Desk, Trial } from './desk';
import { identifier } from './identifier';
import { licenses } from './licenses';
import { refresh } from './refresh';
import { user } from './user';

/** The one that matters most is first. */
const TRIALS: readonly Trial[] = [licenses, refresh, user, identifier];

export interface WriteOptions extends Check {
	terminal: Terminal;
	lookAgainMs: number;
	signal: AbortSignal;
}

/** Tries the changes one after the other. Throws `Stopped` at the first surprise. */
export async function tryChanges(options: WriteOptions): Promise<void> {
	const { journal } = options;
	const changer = createChanger(options);
	const { change, restored } = changer;
	try {
		const desk: Desk = { ...options, ...(await choosePlace(options)), change, restored };
		for (const trial of TRIALS) await attempt(trial, desk, changer);
	} finally {
		const keys = TRIALS.flatMap(({ settles }) => settles);
		journal.leaveOpen(keys, 'the check stopped before');
		tellWhatIsLeft(changer.toUndo, options);
	}
}

/** Carries out one trial, or nothing of it when its first change is not wanted. */
async function attempt({ settles, run }: Trial, desk: Desk, changer: Changer): Promise<void> {
	try {
		await run(desk);
	} catch (error) {
		if (!(error instanceof Declined) || changer.toUndo.length > 0) throw error;
		desk.journal.leaveOpen(settles, 'the change was not confirmed');
	}
}

function tellWhatIsLeft(left: readonly string[], { journal, terminal }: WriteOptions): void {
	if (left.length === 0) return;
	journal.changes.push('Not everything was put back; the terminal says what is left to do.');
	const lines = left.map((line) => `  ${line}`);
	terminal.say(`\nNot everything is as it was. Put it back by hand:\n${lines.join('\n')}`);
}

async function choosePlace({ send, terminal }: WriteOptions) {
	terminal.say('\nEverything that follows is tried on one customer and one user.');
	const customers = await readWhole(send, 'getCustomers');
	const customer = await choose(terminal, {
		what: 'Customer',
		entries: customers,
		fields: ['companyName'],
	});
	const [instance, ...others] = microsoftInstancesOf(customer);
	if (!instance || others.length > 0) {
		throw new Stopped('the customer is not on exactly one Microsoft provider instance');
	}
	const ids = {
		customerId: textOf(customer, 'id'),
		providerInstanceId: textOf(instance, 'providerInstanceId'),
	};
	const person = await choose(terminal, {
		what: 'User',
		entries: await readWhole(send, 'getCustomerUsers', ids),
		fields: ['displayName', 'email'],
	});
	return {
		place: { ...ids, customerUserId: textOf(person, 'id') },
		customerName: textOf(customer, 'companyName'),
		userName: textOf(person, 'displayName'),
	};
}
