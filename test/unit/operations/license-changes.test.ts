import {
	changesOf,
	namesEverySku,
	presentChanges,
	type Wanted,
} from '../../../nodes/CloudCockpit/operations/license/changes';
import { summarize } from '../../../nodes/CloudCockpit/operations/license/summary';
import type { License } from '../../../nodes/shared/model/license';
import { shareSeats } from '../../../nodes/shared/model/seats';

const license = (skuId: string, name: string | null = `Plan ${skuId}`) =>
	({ skuId, name, availableLicenses: 2, totalLicenses: 9 }) as License;
const LIST = [license('a'), license('B'), license('c', null), license('d')];
const NOTHING: Wanted = {
	licenseInput: 'fields',
	assignSkuIds: [],
	removeSkuIds: [],
	otherLicenses: 'omit',
	heldSkuIds: [],
	exactSkuIds: [],
	customerUserLicenses: [],
};
/** What is sent, in short: `+a -b`. */
const inShort = (sent: ReadonlyArray<{ skuId: string; isSelected: boolean }>) =>
	sent.map(({ skuId, isSelected }) => `${isSelected ? '+' : '-'}${skuId}`).join(' ');
const asHeld = (assign: string[], remove: string[], held: string[]): Wanted => ({
	...NOTHING,
	otherLicenses: 'asHeld',
	assignSkuIds: assign,
	removeSkuIds: remove,
	heldSkuIds: held,
});
const exactly = (...exactSkuIds: string[]): Wanted => ({
	...NOTHING,
	licenseInput: 'exact',
	exactSkuIds,
});

test.each<[Partial<Wanted>, boolean]>([
	[{}, false],
	[{ otherLicenses: 'asHeld' }, true],
	[{ licenseInput: 'exact' }, true],
	[{ licenseInput: 'json', otherLicenses: 'asHeld' }, false],
])('with %j the request names every SKU: %j', (more, expected) => {
	expect(namesEverySku({ ...NOTHING, ...more })).toBe(expected);
});

describe('what changes', () => {
	test('is sent alone where others are left out, whatever the customer has', () => {
		const wanted = { ...NOTHING, assignSkuIds: ['a', 'x'], removeSkuIds: ['d'] };
		const changes = changesOf(wanted, LIST);
		expect(inShort(changes.sent)).toBe('+a +x -d');
		expect(changes).toMatchObject({ assigned: ['a', 'x'], removed: ['d'], leftOut: [] });
		expect(changes.unchanged).toBeUndefined();
	});

	test('is what JSON says, as it is', () => {
		const customerUserLicenses = [{ skuId: 'a', isSelected: false, name: 'Mine' }];
		const changes = changesOf({ ...NOTHING, licenseInput: 'json', customerUserLicenses });
		expect(changes).toMatchObject({ sent: customerUserLicenses, removed: ['a'], assigned: [] });
	});
});

describe('an exact list', () => {
	test.each([
		[exactly('b', 'D'), '-a +B -c +d', ['B', 'd'], ['a', 'c']],
		[exactly(), '-a -B -c -d', [], ['a', 'B', 'c', 'd']],
	])('%j names every SKU of the customer once', (wanted, sent, assigned, removed) => {
		const changes = changesOf(wanted, [...LIST, license('A')]);
		expect(inShort(changes.sent)).toBe(sent);
		expect(changes).toMatchObject({ assigned, removed, unchanged: [], leftOut: [] });
	});

	test('has the names that the customer has, and no SKU without an ID', () => {
		const { sent } = changesOf(exactly('a'), [...LIST, { name: 'None' } as License]);
		expect(sent).toEqual([
			{ skuId: 'a', name: 'Plan a', isSelected: true },
			{ skuId: 'B', name: 'Plan B', isSelected: false },
			{ skuId: 'c', isSelected: false },
			{ skuId: 'd', name: 'Plan d', isSelected: false },
		]);
	});
});

describe('others as held', () => {
	test.each<[string, Wanted, string, object]>([
		[
			'keeps what is held',
			asHeld(['a'], [], ['b']),
			'+a +B -c -d',
			{ assigned: ['a'], removed: [], unchanged: ['B'] },
		],
		[
			'removes what is held and to be removed',
			asHeld([], ['b'], ['B', 'c']),
			'-a -B +c -d',
			{ assigned: [], removed: ['B'], unchanged: ['c'] },
		],
		[
			'changes nothing of what is so already',
			asHeld(['a'], ['d'], ['A']),
			'+a -B -c -d',
			{ assigned: [], removed: [], unchanged: ['a'] },
		],
		[
			'leaves out what the customer’s list does not have',
			asHeld(['a'], [], ['old', 'd']),
			'+a -B -c +d',
			{ assigned: ['a'], unchanged: ['d'], leftOut: ['old'] },
		],
	])('%s', (_, wanted, sent, told) => {
		const changes = changesOf(wanted, LIST);
		expect(inShort(changes.sent)).toBe(sent);
		expect(changes).toMatchObject(told);
	});
});

test('each license is told with its name, where the run or the request knows it', () => {
	const changes = changesOf(asHeld(['a'], ['b'], ['b', 'c', 'd']), LIST);
	const skuName = (skuId: string) => (skuId === 'a' ? 'Known' : undefined);
	expect(presentChanges(changes, skuName)).toEqual([
		{ skuId: 'a', name: 'Known', change: 'assigned' },
		{ skuId: 'B', name: 'Plan B', change: 'removed' },
		{ skuId: 'c', name: null, change: 'unchanged' },
		{ skuId: 'd', name: 'Plan d', change: 'unchanged' },
	]);
});

describe('in one sentence', () => {
	const RISK = /; licenses that are not (?:named|listed) /;
	const summary = (wanted: Wanted, isOpen = false, withSeats = false) => {
		const changes = changesOf(wanted, LIST);
		const licenses = presentChanges(changes, () => undefined);
		const seats = withSeats ? shareSeats(LIST, [], () => ({}) as never) : undefined;
		const { leftOut } = changes;
		return summarize({ licenses, leftOut, isOpen, seats }, 'Terry', 'Adventure Works');
	};

	test.each<[Wanted, string, string]>([
		[
			asHeld(['a'], ['b'], ['b']),
			'Assigned Plan a to Terry (Adventure Works) and removed Plan B',
			'Would assign Plan a to Terry (Adventure Works) and would remove Plan B',
		],
		[
			asHeld([], ['b'], ['b', 'd']),
			'Removed Plan B from Terry (Adventure Works); keeps Plan d',
			'Would remove Plan B from Terry (Adventure Works); keeps Plan d',
		],
	])('%j is done or planned', (wanted, done, planned) => {
		expect(summary(wanted)).toEqual({ done, planned });
	});

	test('says when nothing changes, and what had to be left out', () => {
		const { done } = summary(asHeld([], [], ['old']));
		expect(done).toMatch(/^Nothing changes for Terry \(Adventure Works\); left out, .*: old$/);
	});

	test('a plan tells the free seats, and the risk of what stays open', () => {
		const { done, planned } = summary(asHeld(['a'], [], []), true, true);
		expect(planned).toContain('Would assign Plan a (2 of 9 seats free) to Terry');
		expect(planned).toMatch(RISK);
		// What is removed or kept uses no seat.
		expect(summary(asHeld([], ['a'], ['a', 'd']), false, true).planned).toBe(
			'Would remove Plan a from Terry (Adventure Works); keeps Plan d',
		);
		expect(done).toBe('Assigned Plan a to Terry (Adventure Works)');
		expect(summary(asHeld(['a'], [], [])).planned).not.toMatch(RISK);
	});
});
