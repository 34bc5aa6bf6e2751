/** The report in Markdown. It is made of what the journal tells, never of an answer itself. */
import { version } from '../package.json';
import { READS } from './contract';
import type { Journal } from './journal';
import { QUESTION_KEYS, QUESTIONS_PAGE, readQuestions } from './questions';
import type { Answer } from './questions';

export function writeReport(journal: Journal, { withChanges }: { withChanges: boolean }): string {
	const { changes, exchanges, findings, stopped } = journal;
	const questions = readQuestions();
	return [
		'# Live check of the CloudCockpit API',
		`Written by \`npm run live-check\` of version ${version} on ${new Date().toISOString().slice(0, 10)}, ${withChanges ? 'with changes' : 'reads only'}, from ${exchanges.length} requests. Values are replaced by their types: there is no name, id, mail address or domain of yours in here.`,
		...(stopped === undefined ? [] : [`**Stopped before its time:** ${stopped}.`]),
		'## Findings',
		findings.length === 0
			? 'None: every answer was as `openapi/cloudcockpit.yaml` says.'
			: table(
					['Operation', 'Where', 'What', 'Times'],
					findings.map(({ subject, where, what, count }) => [
						subject,
						`\`${where}\``,
						what,
						String(count),
					]),
				),
		'## Open questions',
		`The questions are those of [${QUESTIONS_PAGE}](${QUESTIONS_PAGE}).`,
		table(
			['Question', 'Seen', 'As the package takes it'],
			QUESTION_KEYS.map((key) => [
				`[${key}](${QUESTIONS_PAGE}#${key}): ${questions.get(key) ?? ''}`,
				...tellAnswer(journal.answerTo(key)),
			]),
		),
		...(withChanges ? ['## Changes', changes.length > 0 ? list(changes) : 'None.'] : []),
		'## Operations',
		table(
			['Operation', 'Requests', 'Answers'],
			READS.map(({ id }) => tellOperation(journal, id)),
		),
		'## Names of enumerations',
		'Marked are those that the OpenAPI file does not have, or writes in other capitals.',
		table(
			['Enumeration', 'Seen'],
			[...journal.enumerations].map(([title, values]) => [
				title,
				[...values].map(([value, isKnown]) => (isKnown ? value : `**${value}**`)).join(', '),
			]),
		),
		'## Documented fields that no answer had',
		list(
			journal
				.neverSeen()
				.map(
					([operation, fields]) =>
						`${operation}: ${fields.map((field) => `\`${field}\``).join(', ')}`,
				),
		) || 'None.',
		'## Correlation IDs',
		tellCorrelation(journal),
		'## Requests',
		'With the correlation ID, CloudCockpit finds each in its logs.',
		table(
			['', 'Request', 'For', 'Answer', 'Correlation ID'],
			exchanges.map(({ request, why, status, problem, correlationId }, index) => [
				String(index + 1),
				request,
				why,
				problem ?? String(status),
				correlationId,
			]),
		),
		'',
	].join('\n\n');
}

function tellAnswer(answer: Answer): [seen: string, verdict: string] {
	if ('notSeen' in answer) return [`Not seen, because ${answer.notSeen}`, ''];
	return [answer.seen, answer.fits === undefined ? '' : answer.fits ? 'yes' : '**no**'];
}

function tellOperation(
	{ exchanges, skipped }: Journal,
	id: (typeof READS)[number]['id'],
): string[] {
	const calls = exchanges.filter(({ operationId }) => operationId === id);
	if (calls.length === 0)
		return [id, '0', `not called, because ${skipped.get(id) ?? 'the check stopped before'}`];
	const counts = new Map<string, number>();
	for (const { status } of calls) {
		const answer = status === 0 ? 'none' : String(status);
		counts.set(answer, (counts.get(answer) ?? 0) + 1);
	}
	const answers = [...counts].sort().map(([answer, count]) => `${answer} (${count})`);
	return [id, String(calls.length), answers.join(', ')];
}

/** Where answers repeat the correlation id. */
function tellCorrelation({ exchanges }: Journal): string {
	const names = new Map<string, { same: number; other: number }>();
	for (const { headers, correlationId } of exchanges) {
		for (const [name, value] of Object.entries(headers)) {
			if (!/correlation|request-id|trace/i.test(name)) continue;
			const counts = names.get(name) ?? { same: 0, other: 0 };
			counts[value === correlationId ? 'same' : 'other']++;
			names.set(name, counts);
		}
	}
	const lines = [...names].map(
		([name, { same, other }]) =>
			`Header \`${name}\`: ${same} times as sent, ${other} times another.`,
	);
	return list(lines) || 'No header of an answer has one.';
}

const list = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');

function table(header: string[], rows: string[][]): string {
	const line = (cells: string[]) =>
		`| ${cells.map((cell) => cell.replace(/(?<!\\)\|/g, '\\|')).join(' | ')} |`;
	return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
