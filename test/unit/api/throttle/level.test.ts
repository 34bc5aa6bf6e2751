import { createLevel, type Mark } from '../../../../nodes/shared/api/throttle/level';

/** A level under which always as many requests are in flight as it allows. */
function drive(wanted: number) {
	const level = createLevel();
	const marks: Mark[] = [];
	let inFlight = 0;
	const fill = () => {
		while (inFlight < level.limit(wanted)) {
			inFlight += 1;
			marks.push(level.started(inFlight));
		}
	};
	const end = (ended: Mark[], how: 'answered' | 'refused' | 'failed') => {
		for (const mark of ended) {
			inFlight -= 1;
			if (how !== 'failed') level[how](mark);
			fill();
		}
		return inFlight;
	};
	fill();
	return {
		inFlight: () => inFlight,
		/** End the oldest ones, and tell how many are in flight then. */
		answer: (count: number) => end(marks.splice(0, count), 'answered'),
		refuse: (count: number) => end(marks.splice(0, count), 'refused'),
		fail: (count: number) => end(marks.splice(0, count), 'failed'),
		/** Ends the one that started last. */
		refuseLast: () => end(marks.splice(-1), 'refused'),
		answerLast: () => end(marks.splice(-1), 'answered'),
	};
}

/** One of 20 that was refused as the twentieth, and has come back to 19. */
function remembering() {
	const flow = drive(20);
	flow.answer(1);
	// From here on each request starts as the twentieth.
	flow.answer(20);
	flow.refuse(5);
	flow.answer(9);
	return flow;
}

test('starts with one, and opens to what is wanted once that was answered', () => {
	const flow = drive(13);
	expect(flow.inFlight()).toBe(1);
	expect(flow.answer(1)).toBe(13);
	expect(flow.answer(5)).toBe(13);
});

test('stays at one while nothing is answered', () => {
	const flow = drive(50);
	expect(flow.fail(1)).toBe(1);
	expect(flow.fail(1)).toBe(1);
	expect(flow.answer(1)).toBe(50);
});

test('follows what is wanted', () => {
	const level = createLevel();
	level.limit(10);
	level.answered(level.started(1));
	expect([level.limit(10), level.limit(3), level.limit(50)]).toEqual([10, 3, 50]);
});

test.each([1, 3])('is never more than a small maximum of %d', (maxConcurrency) => {
	const flow = drive(maxConcurrency);
	flow.answer(4);
	expect(flow.inFlight()).toBe(maxConcurrency);
	expect(flow.answer(200)).toBe(maxConcurrency);
});

test('is halved once by a burst of refusals, and by the next one again', () => {
	const flow = drive(20);
	flow.answer(1);
	flow.answer(40);
	// 17 of the 20 are left, and half of 20 may be in flight.
	expect(flow.refuse(3)).toBe(17);
	expect(flow.fail(8)).toBe(10);
	// Those that started before the halving are part of the same burst.
	expect(flow.refuse(9)).toBe(10);
	expect(flow.refuse(10)).toBe(5);
});

test('is never none, even when the only one is refused', () => {
	const flow = drive(1);
	expect(flow.refuse(1)).toBe(1);
	expect(flow.refuse(1)).toBe(1);
});

test('after a halving is one more for each answer, up to just below what was refused', () => {
	const flow = drive(20);
	flow.answer(1);
	flow.answer(20);
	expect(flow.refuse(5)).toBe(15);
	expect(flow.answer(7)).toBe(17);
	expect(flow.answer(7)).toBe(19);
	expect(flow.answer(100)).toBe(19);
});

test('does not grow by what fails', () => {
	const flow = drive(20);
	flow.answer(1);
	flow.refuse(20);
	const low = flow.inFlight();
	expect(flow.fail(30)).toBe(low);
});

describe('a probe', () => {
	test('is one more, after fifty rounds of answers', () => {
		const flow = remembering();
		for (let round = 1; round < 50 * 19; round += 1) flow.answer(1);
		expect(flow.inFlight()).toBe(19);
		flow.answer(2);
		expect(flow.inFlight()).toBe(20);
	});

	test('that is refused halves nothing, and the next comes four times later', () => {
		const flow = drive(2);
		flow.answer(1);
		flow.refuseLast();
		flow.answer(1);
		for (const successes of [50, 200, 800]) {
			for (let answers = 0; answers < successes - 1; answers += 1) {
				expect(flow.answer(1)).toBe(1);
			}
			// Two after the last one that is needed: one that makes it a probe, one that starts it.
			flow.answer(1);
			flow.answer(1);
			expect(flow.inFlight()).toBe(2);
			flow.refuseLast();
			flow.answer(0);
		}
	});

	test('that is refused takes the level back to where it was', () => {
		const flow = remembering();
		for (let round = 0; round < 50 * 19 + 1; round += 1) flow.answer(1);
		expect(flow.inFlight()).toBe(20);
		expect(flow.refuseLast()).toBe(19);
		for (let round = 0; round < 50 * 19; round += 1) flow.answer(1);
		expect(flow.inFlight()).toBe(19);
	});

	test('whose request was answered is over, so that the next refusal halves', () => {
		const flow = remembering();
		for (let round = 0; round < 50 * 19 + 1; round += 1) flow.answer(1);
		expect(flow.inFlight()).toBe(20);
		expect(flow.answerLast()).toBe(20);
		flow.refuseLast();
		expect(flow.fail(15)).toBe(10);
	});

	test('is not over by the answer to a request that started below it', () => {
		const flow = remembering();
		for (let round = 0; round < 50 * 19 + 1; round += 1) flow.answer(1);
		flow.answer(1);
		expect(flow.refuseLast()).toBe(19);
	});
});

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

test('of a burst in which others overtook the refused ones, as many as were not refused are kept', () => {
	const { level, limit, answer } = openLevel(50);
	const burst = Array.from({ length: 50 }, (_, index) => level.started(index + 1));
	for (const mark of burst.slice(4, 34)) level.refused(mark);
	expect(limit()).toBe(20);
	answer(100);
	expect(limit()).toBe(20);
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
