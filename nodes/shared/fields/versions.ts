import type { Form } from './field';
import { withCondition } from './field';

/** The version of the node that 0.1.0 saved. What it saved by omission is its defaults: they stay. */
const FIRST = { '@version': [1] };

/** The forms of a field that looks different in the first version of the node and in later ones. */
export function byVersion(first: readonly Form[], later: readonly Form[]): Form[] {
	const read = () => undefined;
	return [
		...withCondition({ forms: later, read }, { hide: FIRST }).forms,
		...withCondition({ forms: first, read }, { show: FIRST }).forms,
	];
}
