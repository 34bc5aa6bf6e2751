import type { INodeParameters } from 'n8n-workflow';

import type { Runnable } from '../../../nodes/shared/items/task';

/** What may come of 1 MB anywhere: nothing that n8n, which does all in one thread, would stand still for. */
const ALLOWED_CPU_MS = 50;
const TRIES = 20;

/** What a failed item says is not longer, whatever it quotes. */
export const LONGEST_ERROR = 10_000;

/** What takes a careless pattern or loop time that grows with the square of the length. */
function textsOf(length: number) {
	const many = (text: string) => text.repeat(length / text.length);
	return {
		'one word': many('x'),
		'blanks within': `x${many(' ')}x`,
		'invisible blanks within': `x${many('\u200b')}x`,
		lines: many('x\n'),
		commas: many(','),
		'words and commas': many('x,'),
		'beginnings of tokens': many('eyJ'),
		bearers: many('Bearer '),
		'slashes and colons': many('/:'),
		'a date with blanks': `2026-01-15T09:30${many(' ')}Q`,
		'a domain that does not end': ` (${many('a')}`,
		'a domain of many parts': ` (${many('a.')}`,
		'many domains that do not end': many(' (a.b'),
		brackets: many('['),
		'nested JSON': `${'['.repeat(length / 2)}${']'.repeat(length / 2)}`,
		'JSON with a long text': JSON.stringify([{ skuId: many('x'), isSelected: true }]),
		'JSON with many numbers': `[${many('1,')}1]`,
		'JSON with many entries': `[${many(`{"skuId":"${'x'.repeat(100)}","isSelected":true},`)}{}]`,
	};
}

const TEXTS = textsOf(1_000_000);
/** The same, short enough that what grows with the square is told, and does not hang. */
const SHORTER = textsOf(50_000);
type TextName = keyof typeof TEXTS;
const TEXT_NAMES = Object.keys(TEXTS) as TextName[];

/** The CPU time of a task in milliseconds, the best of some tries: others may be at work as well. */
async function cpuMsOf(task: () => unknown): Promise<number> {
	let best = Infinity;
	for (let left = TRIES; left > 0 && best >= ALLOWED_CPU_MS; left -= 1) {
		const before = process.cpuUsage();
		await task();
		const { user, system } = process.cpuUsage(before);
		best = Math.min(best, (user + system) / 1_000);
	}
	return best;
}

/** Which of these texts, 1 MB of each, cost a task too much, and how much. */
export async function tooExpensive(
	task: (text: string) => unknown,
	names: readonly TextName[] = TEXT_NAMES,
): Promise<string[]> {
	const found: string[] = [];
	for (const name of names) {
		for (const text of [SHORTER[name], TEXTS[name]]) {
			const cpuMs = await cpuMsOf(() => task(text));
			if (cpuMs < ALLOWED_CPU_MS) continue;
			found.push(`${name}, ${text.length} characters: ${Math.round(cpuMs)} ms`);
			break;
		}
	}
	return found;
}

/** A form that is filled in like this; what is left out has its default, as in n8n. */
export function filledIn({ fields }: Runnable, parameters: INodeParameters): INodeParameters {
	const defaults = Object.entries(fields).map(([name, { forms }]) => [name, forms[0]?.default]);
	return { ...Object.fromEntries(defaults), ...parameters };
}
