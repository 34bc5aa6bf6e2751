import {
	durationOf,
	moreTrouble,
	mustTell,
	type Trouble,
} from '../../../nodes/CloudCockpitTrigger/trouble';

const MINUTE = 60_000;

test('two polls in a row are quiet, the third tells, then after twice as many each time', () => {
	let trouble: Trouble | undefined;
	const told: number[] = [];
	for (let poll = 1; poll <= 100; poll += 1) {
		trouble = moreTrouble(trouble, poll * MINUTE);
		if (mustTell(trouble)) told.push(poll);
	}
	expect(told).toEqual([3, 6, 12, 24, 48, 96]);
	expect(trouble?.since).toBe(MINUTE);
});

test.each([
	[400, '1 second'],
	[59_000, '59 seconds'],
	[MINUTE, '1 minute'],
	[119 * MINUTE, '1 hour'],
	[2 * 60 * MINUTE, '2 hours'],
	[50 * 60 * MINUTE, '2 days'],
])('%d ms have lasted %s', (lastedMs, words) => {
	expect(durationOf({ since: 1_000, polls: 3 }, 1_000 + lastedMs)).toBe(words);
});
