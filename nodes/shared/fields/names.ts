import type { INodePropertyOptions } from 'n8n-workflow';

import type { Look } from './basic';
import { type Field, field, UNFIT } from './field';
import { toNames } from './parse';

/**
 * Names of which the API may know more than are listed: several of a list, or any from an expression,
 * which gives an array or text with commas between them.
 */
export function openNames(look: Look, choices: readonly INodePropertyOptions[]): Field<string[]> {
	return field(
		{ ...look, type: 'multiOptions', default: [], options: [...choices] },
		'a list of texts, or one text with commas between them',
		(value) => toNames(value) ?? UNFIT,
	);
}
