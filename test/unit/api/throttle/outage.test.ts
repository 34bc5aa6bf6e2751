import { createOutage } from '../../../../nodes/shared/api/throttle/outage';

const ASKS = { asks: true, reached: true };
const FAILS = { asks: false, reached: true };
const UNREACHED = { asks: false, reached: false };

/** The answers of a server, one a letter: `.` is good, `w` asks to wait, `f` fails. */
function outagesIn(answers: string, outage = createOutage()): string {
	let now = 0;
	return [...answers]
		.map((answer) => {
			now += 5;
			if (answer !== '.') return outage.failed(answer === 'w' ? ASKS : FAILS, now) ? 'X' : '-';
			outage.answered(now);
			return '.';
		})
		.join('');
}

test.each([
	['a single one that asks to wait is none', '..w..w..', '..-..-..'],
	['two in a row are one', '..ww.', '..-X.'],
	['also after many good answers', '..........ww', '..........-X'],
	['one is, when nothing has succeeded yet', 'w', 'X'],
	['three of another kind in a row are', '..ff.fff', '..--.--X'],
	['they count together', '..fw', '..-X'],
])('%s', (_, answers, expected) => {
	expect(outagesIn(answers)).toBe(expected);
});

test('where single ones come all the time it takes three in a row', () => {
	const outage = createOutage();
	outagesIn('...................w'.repeat(10), outage);
	expect(outagesIn('.ww.www', outage)).toBe('.--.--X');
});

test('and two again once the server has been well for long', () => {
	const outage = createOutage();
	outagesIn(`${'...................w'.repeat(10)}${'.'.repeat(400)}`, outage);
	expect(outagesIn('.ww', outage)).toBe('.-X');
});

test('one that asks to wait is an outage when nothing has succeeded for a second', () => {
	const outage = createOutage();
	outage.answered(0);
	expect(outage.failed(ASKS, 1_000)).toBe(false);
	outage.answered(1_000);
	expect(outage.failed(ASKS, 2_001)).toBe(true);
});

test('an address that never answered is taken for a wrong one, later it is an outage', () => {
	const outage = createOutage();
	expect([1, 2, 3, 4].map((now) => outage.failed(UNREACHED, now))).not.toContain(true);
	outage.answered(5);
	expect([6, 7, 8].map((now) => outage.failed(UNREACHED, now))).toEqual([false, false, true]);
});
