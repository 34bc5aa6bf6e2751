import type { Check } from '../check';
import { credentials } from './credentials';
import { failures } from './failures';
import { items } from './items';
import { offered } from './offered';
import { operations } from './operations';
import { pickers } from './pickers';
import { stop } from './stop';
import { templates } from './templates';
import { tool } from './tool';
import { trigger } from './trigger';

/** All checks in the order in which they run. The templates come last: their triggers go on polling. */
export async function allChecks(): Promise<Check[]> {
	return [
		...offered,
		...credentials,
		...operations,
		...items,
		...pickers,
		...tool,
		...failures,
		...stop,
		...trigger,
		...(await templates()),
	];
}
