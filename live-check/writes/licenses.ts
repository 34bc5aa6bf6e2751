/**
 * Are licenses kept that an update does not name? A user without licenses gets two, one is taken away
 * by an update that names it alone, and the seats and the portal tell what became of the other.
 */
import { findOperation } from '../contract';
import { describeProperties, itemsOf, textOf } from '../describe';
import type { JsonObject } from '../describe';
import { Stopped } from '../stopped';
import { Refused } from './changer';
import { choose } from './choose';
import { lookUntil } from './desk';
import type { Desk, Trial } from './desk';

type Fate = 'kept' | 'removed';
/** How many seats of the two licenses are taken. */
type Seats = [first: number, second: number];

export const licenses: Trial = {
	settles: ['unnamed-licenses', 'license-body', 'license-properties'],
	async run(desk) {
		const { journal, terminal, userName } = desk;
		const rows = (await readLicenses(desk)).filter(
			(row) => id(row) && textOf(row, 'name') && Number(row.availableLicenses) > 0,
		);
		if (rows.length < 2) {
			return journal.leaveOpen(
				licenses.settles,
				'the customer has fewer than two licenses with a free seat',
			);
		}
		const state = await terminal.ask(
			`\nLook at ${userName} in the portal. Without any license, type none: `,
		);
		if (state.trim().toLowerCase() !== 'none') {
			return journal.leaveOpen(licenses.settles, 'the user already had licenses');
		}
		terminal.say(
			`Two licenses that one user can have at once, with a free seat each:\n${rows.map((row) => `  ${textOf(row, 'name')}`).join('\n')}`,
		);
		const first = await choose(terminal, {
			what: 'First license',
			entries: rows,
			fields: ['name'],
		});
		const second = await choose(terminal, {
			what: 'Second license',
			entries: rows.filter((row) => row !== first),
			fields: ['name'],
		});
		await compare(desk, first, second);
	},
};

async function compare(desk: Desk, first: JsonObject, second: JsonObject): Promise<void> {
	const { journal, userName } = desk;
	const [one, other] = [textOf(first, 'name'), textOf(second, 'name')];
	const undo = `Take the licenses ${one} and ${other} away from ${userName}, in the portal.`;
	const seats = () => readSeats(desk, [first, second]);
	const before = await seats();

	await update(
		desk,
		{ [id(first)]: true, [id(second)]: true },
		{
			announcement: `${userName} gets ${one} and ${other}. This takes a paid seat of each until the end of this trial.`,
			note: 'two licenses assigned',
			undo,
		},
	);
	const assigned = await lookUntil(desk, seats, (now) => hasMoved(before, now, [1, 1]));
	const seatsTell = hasMoved(before, assigned, [1, 1]);
	if (!seatsTell) await confirmAssigned(desk, one, other);
	journal.answer('license-body', {
		seen: '`customerUserLicenses` is taken and carried out',
		fits: true,
	});
	journal.answer('license-properties', {
		seen: '`skuId` and `isSelected` are enough',
		fits: true,
	});

	await update(
		desk,
		{ [id(first)]: false },
		{
			announcement: `${one} is taken away from ${userName}, by an update that does not name ${other}.`,
			note: 'one of the two removed, the other not named',
			undo,
		},
	);
	const fate = await findFate(desk, { seats, assigned, seatsTell, other });

	if (fate !== 'removed') {
		const left = fate === 'kept' ? [second] : [first, second];
		const names = left.map((row) => textOf(row, 'name'));
		await update(desk, Object.fromEntries(left.map((row) => [id(row), false])), {
			announcement: `${userName} loses ${names.join(' and ')}, so that all is as before.`,
			note: 'licenses removed again',
			undo,
		});
	}
	const after = await lookUntil(desk, seats, (now) => hasMoved(before, now, [0, 0]));
	if (seatsTell && !hasMoved(before, after, [0, 0])) {
		throw new Stopped('the seats are not as they were');
	}
	desk.restored();
}

interface Traces {
	seats: () => Promise<Seats>;
	/** The seats while both licenses were assigned. */
	assigned: Seats;
	/** Whether the seats have followed so far. */
	seatsTell: boolean;
	/** The name of the license that the update did not name. */
	other: string;
}

/** Asks seats and person what became of the license that was not named. */
async function findFate(desk: Desk, traces: Traces): Promise<Fate | undefined> {
	const { journal, terminal, userName } = desk;
	const bySeats = traces.seatsTell ? await askSeats(desk, traces) : undefined;
	const said = await terminal.ask(
		`Look again in the portal: does ${userName} have ${traces.other}? (yes, no, or Enter if you cannot tell) `,
	);
	const byPerson = ({ yes: 'kept', no: 'removed' } as const)[said.trim().toLowerCase()];
	if (bySeats && byPerson && bySeats !== byPerson) {
		const notSeen = `the seats say ${bySeats}, the portal says ${byPerson}`;
		journal.answer('unnamed-licenses', { notSeen });
		throw new Stopped(notSeen);
	}
	const fate = bySeats ?? byPerson;
	const witnesses = [bySeats && 'the seats', byPerson && 'the portal']
		.filter(Boolean)
		.join(' and ');
	journal.answer(
		'unnamed-licenses',
		fate
			? { seen: `**${fate}**, by ${witnesses}`, fits: fate === 'kept' }
			: { notSeen: 'neither the seats nor the portal told' },
	);
	return fate;
}

async function askSeats(desk: Desk, { seats, assigned }: Traces): Promise<Fate | undefined> {
	const isFirstGone = ([first]: Seats) => first === assigned[0] - 1;
	await lookUntil(desk, seats, isFirstGone);
	// The number of the other license may follow a little later.
	const now = await lookUntil(desk, seats, (look) => hasMoved(assigned, look, [-1, -1]));
	if (hasMoved(assigned, now, [-1, -1])) return 'removed';
	return hasMoved(assigned, now, [-1, 0]) ? 'kept' : undefined;
}

async function confirmAssigned({ terminal, userName }: Desk, one: string, other: string) {
	const said = await terminal.ask(
		`The seats do not show it. In the portal, does ${userName} have ${one} and ${other}? (yes or no) `,
	);
	if (said.trim().toLowerCase() !== 'yes') throw new Stopped('the licenses were not assigned');
}

/** Sends one update of licenses: SKU id to whether it is assigned. */
async function update(
	{ change, journal, place }: Desk,
	selection: Record<string, boolean>,
	texts: { announcement: string; note: string; undo: string },
): Promise<void> {
	const { providerInstanceId } = place;
	const customerUserLicenses = Object.entries(selection).map(([skuId, isSelected]) => ({
		skuId,
		isSelected,
	}));
	const operation = findOperation('updateUserLicenses');
	const body = { providerInstanceId, customerUserLicenses };
	try {
		await change({ ...texts, call: { operation, ids: place, body } });
	} catch (error) {
		if (error instanceof Refused) {
			const { status, body: said } = error.exchange;
			const properties = describeProperties(said);
			// A refusal that names none may have any reason.
			journal.answer(
				'license-properties',
				properties
					? { seen: `${status}, about ${properties}`, fits: false }
					: { notSeen: `a license update was answered with ${status}` },
			);
		}
		throw error;
	}
}

async function readLicenses({ send, place }: Desk): Promise<JsonObject[]> {
	const operation = findOperation('getCustomerLicenses');
	return itemsOf((await send({ operation, why: 'the seats', ids: place })).body);
}

async function readSeats(desk: Desk, rows: [JsonObject, JsonObject]): Promise<Seats> {
	const now = await readLicenses(desk);
	const [first, second] = rows.map((row) =>
		Number(now.find((candidate) => id(candidate) === id(row))?.consumedLicenses),
	);
	return [first ?? NaN, second ?? NaN];
}

const id = (row: JsonObject): string => textOf(row, 'skuId');

const hasMoved = (before: Seats, now: Seats, by: Seats): boolean =>
	before.every((count, index) => now[index] === count + (by[index] ?? 0));
