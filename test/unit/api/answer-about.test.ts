import { answerAbout } from '../../../nodes/shared/api/answer-about';

test.each<[object]>([
	[{ id: 'ABC' }],
	[{ id: ' abc ' }],
	[{ id: '' }],
	[{ id: null }],
	[{ id: 7 }],
	[{}],
])('%j may be about abc', (answer) => {
	expect(answerAbout(answer as { id: string }, { id: 'abc' })).toBe(answer);
});

test('an answer about something else is refused, and says what was asked for', () => {
	const answer = { id: 'abc', other: 'x' };
	expect(() => answerAbout(answer, { id: 'abc', other: 'y' })).toThrow(/another ID than y$/);
});

test.each([[[]], [null], [undefined], ['text'], [7]])('%j is about nothing', (answer) => {
	expect(() => answerAbout(answer as never, {})).toThrow(
		'CloudCockpit did not answer with what was asked for',
	);
});
