import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { QUESTION_KEYS, QUESTIONS_PAGE, readQuestions } from '../../live-check/questions';
import { useScene } from './support';

const PAGE = readFileSync(join(__dirname, '..', '..', QUESTIONS_PAGE), 'utf8');

/** The rows of the only table of the page. */
const ROWS = PAGE.split('\n')
	.filter((line) => line.startsWith('|'))
	.slice(2);

const scene = useScene();

test('every open question of the docs has an anchor of its own', () => {
	expect(ROWS.length).toBeGreaterThan(0);
	expect([...readQuestions().keys()]).toHaveLength(ROWS.length);
	expect([...readQuestions().keys()].every((key) => /^[a-z-]+$/.test(key))).toBe(true);
});

test('the check knows every open question of the docs, and no other', () => {
	expect(QUESTION_KEYS).toEqual([...readQuestions().keys()]);
});

test.each([
	['of a whole check', {}],
	['of a check that was stopped at the sign-in', { clientSecret: 'wrong' }],
])(
	'the report %s answers every open question once, in the words of the docs',
	async (_, settings) => {
		const { report } = await scene.check(settings);

		const [, section = ''] = report.split('## Open questions');
		const rows = section.split('\n').filter((line) => line.startsWith('| ['));
		expect(rows).toHaveLength(QUESTION_KEYS.length);
		QUESTION_KEYS.forEach((key, index) => {
			const [question, seen] = (rows[index] ?? '').split(' | ');
			expect(question).toBe(
				`| [${key}](${QUESTIONS_PAGE}#${key}): ${readQuestions().get(key) ?? 'none'}`,
			);
			expect(seen).toMatch(/\w/);
		});
	},
);
