/**
 * The open questions of docs/open-questions.md, by the anchors they have there, each with the reason
 * why a check has no answer when it looked for none.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const NEEDS_WRITE = 'only `--write` sends an update';
const NOT_UNDONE = 'a qualification cannot be taken back, so none is ever set';
const NOTHING_READ = 'nothing could be read that would tell';

export const QUESTIONS = {
	'license-body': NEEDS_WRITE,
	'unnamed-licenses': NEEDS_WRITE,
	'license-properties': NEEDS_WRITE,
	'qualification-body': NOT_UNDONE,
	'qualification-names': NOT_UNDONE,
	'qualification-answer': NOT_UNDONE,
	'refresh-answer': 'only `--write` asks for a refresh',
	'rate-limits': NOTHING_READ,
	'search-parameters': NOTHING_READ,
	'deleted-customers': NOTHING_READ,
	'user-licenses': NOTHING_READ,
	'new-values': NOTHING_READ,
	'internal-identifier': NEEDS_WRITE,
	'user-update': NEEDS_WRITE,
	'subscription-parameters': NOTHING_READ,
	'relationship-id': NOTHING_READ,
	'audit-entries': NOTHING_READ,
	'qualifications-read': NOTHING_READ,
	'other-paths': NOTHING_READ,
	'filtered-count': NOTHING_READ,
	'repeated-ids': NOTHING_READ,
} as const;

/** Where the questions are, from the root of the project. */
export const QUESTIONS_PAGE = 'docs/open-questions.md';
const FILE = join(__dirname, '..', QUESTIONS_PAGE);
/** The first cell of a row: its anchor, and the question. */
const ROW = /^\| <a id="([^"]*)"><\/a>(.*?) *\|/gm;

/** Reads the questions in their own words, by their anchors. */
export const readQuestions = (): Map<string, string> =>
	new Map(
		[...readFileSync(FILE, 'utf8').matchAll(ROW)].map(([, key = '', text = '']) => [key, text]),
	);

export type QuestionKey = keyof typeof QUESTIONS;

export const QUESTION_KEYS = Object.keys(QUESTIONS) as QuestionKey[];

/** What a check saw, or why it did not see anything. */
export type Answer =
	| { seen: string; /** Whether it is as the package takes it. */ fits?: boolean }
	| { notSeen: string };
