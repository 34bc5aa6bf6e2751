/** Finds what a person names: exactly one, or nothing is done. */
import type { Send } from '../client';
import { findOperation } from '../contract';
import type { Ids, OperationId } from '../contract';
import { isObject, isSame, itemsOf, textOf } from '../describe';
import type { JsonObject } from '../describe';
import { Stopped } from '../stopped';
import type { Terminal } from '../terminal';

const PAGE_SIZE = 250;
const MAX_PAGES = 100;
const MAX_SHOWN = 20;

/** Asks for a name. Throws `Stopped`, after a list of what there is, unless it is that of one entry. */
export async function choose(
	terminal: Terminal,
	{ what, entries, fields }: { what: string; entries: readonly JsonObject[]; fields: string[] },
): Promise<JsonObject> {
	const wanted = (await terminal.ask(`${what}: `)).trim();
	const namesOf = (entry: JsonObject) => fields.map((field) => textOf(entry, field));
	const [match, ...others] = entries.filter((entry) =>
		namesOf(entry).some((name) => name !== '' && isSame(name, wanted)),
	);
	if (match && others.length === 0) return match;

	const isClose = (entry: JsonObject) =>
		namesOf(entry).some((name) => name.toLowerCase().includes(wanted.toLowerCase()));
	const found = match ? [match, ...others] : entries.filter(isClose);
	const listed = found.length > 0 ? found : entries;
	const lines = listed.slice(0, MAX_SHOWN).map((entry) => `  ${namesOf(entry).join(', ')}`);
	if (listed.length > MAX_SHOWN) lines.push(`  and ${listed.length - MAX_SHOWN} more`);
	terminal.say(
		`${match ? 'More than one has' : 'None has'} this name. Found:\n${lines.join('\n')}`,
	);
	throw new Stopped(`not exactly one ${what.toLowerCase()} has the name that was given`);
}

/** All pages of a list. */
export async function readWhole(
	send: Send,
	operation: OperationId,
	ids: Ids = {},
): Promise<JsonObject[]> {
	const entries: JsonObject[] = [];
	for (let page = 1; page <= MAX_PAGES; page++) {
		const { body } = await send({
			operation: findOperation(operation),
			why: 'the whole list',
			ids,
			query: { pageNumber: page, pageSize: PAGE_SIZE },
		});
		const items = itemsOf(body);
		entries.push(...items);
		if (items.length === 0 || !isObject(body) || body.hasNextPage !== true) break;
	}
	return entries;
}
