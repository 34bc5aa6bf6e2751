import { createLevel } from '../../../nodes/shared/api/throttle/level';

const WANTED = 10;

/** A level that has been opened, at a server that then answers or refuses at will. */
function openLevel(wanted = WANTED) {
	const level = createLevel();
	level.limit(wanted);
	level.answered(level.started(1));
	const limit = () => level.limit(wanted);
	const answer = (times: number, inFlight = limit()) => {
		for (let time = 0; time < times; time += 1) level.answered(level.started(inFlight));
	};
	const refuse = (inFlight = limit()) => level.refused(level.started(inFlight));
	return { level, limit, answer, refuse };
}

test('a probe that went through is the level: the next refusal halves it', () => {
	const { limit, answer, refuse } = openLevel();
	refuse(5);
	answer(20);
	expect(limit()).toBe(4);
	answer(50 * 4);
	// The fifth is tried, and taken.
	answer(1, 4);
	expect(limit()).toBe(5);
	answer(1, 5);
	refuse(5);
	expect(limit()).toBe(2);
});

test('a probe that is refused leaves the level where it was', () => {
	const { limit, answer, refuse } = openLevel();
	refuse(5);
	answer(20);
	answer(50 * 4);
	answer(1, 4);
	expect(limit()).toBe(5);
	refuse(5);
	expect(limit()).toBe(4);
});

test('a refusal at a level that has served many since the last one changes no level', () => {
	const { level, limit, answer, refuse } = openLevel();
	for (let window = 0; window < 5; window += 1) {
		answer(3 * WANTED, WANTED);
		const burst = [level.started(WANTED), level.started(WANTED), level.started(WANTED - 1)];
		for (const mark of burst) level.refused(mark);
		expect(limit()).toBe(WANTED);
	}
	// Right after it, one is too many.
	refuse(WANTED);
	expect(limit()).toBe(WANTED / 2);
});

test('many that were served with fewer under way prove nothing', () => {
	const { limit, answer, refuse } = openLevel();
	answer(500, WANTED - 1);
	refuse(WANTED);
	expect(limit()).toBe(WANTED / 2);
});

test('one that was refused although it was alone leaves the way up open', () => {
	const { limit, answer, refuse } = openLevel();
	refuse(1);
	expect(limit()).toBe(5);
	answer(5);
	expect(limit()).toBe(WANTED);
});

test('after an outage one at a time, and one more for each answer to what was sent since', () => {
	const { level, limit, answer } = openLevel();
	const before = level.started(WANTED);
	level.broke();
	expect(limit()).toBe(1);
	level.answered(before);
	expect(limit()).toBe(1);
	answer(3, 1);
	expect(limit()).toBe(4);
	answer(20);
	expect(limit()).toBe(WANTED);
});
