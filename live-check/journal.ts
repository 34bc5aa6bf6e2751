/** What a check has sent, seen and found. Answers stay here; only what `describe.ts` says leaves. */
import type { Ids, OperationId } from './contract';
import type { Deviation } from './compare';
import { QUESTIONS } from './questions';
import type { Answer, QuestionKey } from './questions';

/** One request and what came of it. */
export interface Exchange {
	operationId?: OperationId;
	/** Method and path, with parameters in braces. */
	request: string;
	/** What the request was for. */
	why: string;
	ids: Ids;
	correlationId: string;
	/** 0 when there was no answer. */
	status: number;
	headers: Record<string, string>;
	/** The body as JSON; undefined when it was empty or none. */
	body?: unknown;
	/** Why there is no answer, or none that can be read. */
	problem?: string;
}

export interface Finding extends Deviation {
	/** The operation, or the request outside of the OpenAPI file. */
	subject: string;
	/** In how many places it was found. */
	count: number;
}

export interface Journal {
	readonly exchanges: readonly Exchange[];
	readonly findings: readonly Finding[];
	/** What was changed, and what became of it, in the order of the changes. */
	readonly changes: string[];
	/** By enumeration: the names seen, and whether the file writes them so. */
	readonly enumerations: ReadonlyMap<string, ReadonlyMap<string, boolean>>;
	/** Reads that were not called, and why not. */
	readonly skipped: Map<OperationId, string>;
	/** Why the check ended before its time. */
	stopped?: string;
	add(exchange: Exchange): void;
	find(subject: string, deviation: Deviation): void;
	noteEnumeration(title: string, value: string, isAsWritten: boolean): void;
	noteFields(operationId: OperationId, fields: { absent: string[]; present: string[] }): void;
	/** Fields of the file that no answer had. */
	neverSeen(): Array<[operation: OperationId, fields: string[]]>;
	answer(key: QuestionKey, answer: Answer): void;
	/** Says why there is no answer, where none was given yet. */
	leaveOpen(keys: readonly QuestionKey[], reason: string): void;
	answerTo(key: QuestionKey): Answer;
	/** The answers of success to an operation's plain reads. */
	answersOf(operationId: OperationId): Exchange[];
}

/** Why a plain read is made; the others try something out. */
export const READ = 'read';

export function createJournal(): Journal {
	const exchanges: Exchange[] = [];
	const findings = new Map<string, Finding>();
	const answers = new Map<QuestionKey, Answer>();
	const enumerations = new Map<string, Map<string, boolean>>();
	const fields = new Map<OperationId, { absent: Set<string>; present: Set<string> }>();

	return {
		exchanges,
		changes: [],
		enumerations,
		skipped: new Map(),
		get findings() {
			return [...findings.values()];
		},
		add: (exchange) => void exchanges.push(exchange),
		find(subject, { where, what }) {
			const key = [subject, where, what].join('\n');
			const count = (findings.get(key)?.count ?? 0) + 1;
			findings.set(key, { subject, where, what, count });
		},
		noteEnumeration(title, value, isAsWritten) {
			const seen = enumerations.get(title) ?? new Map<string, boolean>();
			enumerations.set(title, seen.set(value, isAsWritten));
		},
		noteFields(operationId, { absent, present }) {
			const known = fields.get(operationId) ?? { absent: new Set(), present: new Set() };
			absent.forEach((field) => known.absent.add(field));
			present.forEach((field) => known.present.add(field));
			fields.set(operationId, known);
		},
		neverSeen: () =>
			[...fields]
				.map(([id, { absent, present }]): [OperationId, string[]] => [
					id,
					[...absent].filter((field) => !present.has(field)),
				])
				.filter(([, names]) => names.length > 0),
		answer: (key, answer) => void answers.set(key, answer),
		leaveOpen(keys, reason) {
			for (const key of keys) {
				if (!answers.has(key)) answers.set(key, { notSeen: reason });
			}
		},
		answerTo: (key) => answers.get(key) ?? { notSeen: QUESTIONS[key] },
		answersOf: (operationId) =>
			exchanges.filter(
				(exchange) =>
					exchange.operationId === operationId &&
					exchange.why === READ &&
					exchange.status >= 200 &&
					exchange.status < 300 &&
					exchange.problem === undefined,
			),
	};
}
