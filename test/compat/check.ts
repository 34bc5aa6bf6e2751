import { isSince } from '../../playground/n8n-version';
import type { CompatWorld } from './world';

/** One thing that holds in every n8n which the package is tested with. */
export interface Check {
	/** What holds, as the table says it. */
	title: string;
	exceptions?: readonly Exception[];
	/** @throws Error that says what does not hold. */
	run(world: CompatWorld): Promise<void>;
}

/** Versions in which a check cannot hold, for a reason of n8n's own. */
export interface Exception {
	/** The first version in which it holds. */
	before: string;
	/** For the footnote; a sentence. */
	reason: string;
	/** What the error then says, where that is known: any other is none that was expected. */
	fails?: RegExp;
}

/** What became of a check: it held, could not hold because of n8n, or did not hold. */
export type Verdict =
	| { kind: 'holds' }
	| { kind: 'excepted'; reason: string }
	| { kind: 'broken'; why: string };

/** Holds the end of a check, an error or none, against the exceptions that it declares. */
export function judge({ exceptions = [] }: Check, version: string, error?: unknown): Verdict {
	const exception = exceptions.find(({ before }) => !isSince(version, before));
	if (error === undefined) {
		if (!exception) return { kind: 'holds' };
		return { kind: 'broken', why: `It holds. Remove the exception "${exception.reason}"` };
	}
	const why = error instanceof Error ? error.message : String(error);
	return exception && (exception.fails?.test(why) ?? true)
		? { kind: 'excepted', reason: exception.reason }
		: { kind: 'broken', why };
}
