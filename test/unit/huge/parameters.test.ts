import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { OPERATIONS } from '../../../nodes/CloudCockpit/operations';
import type { Operation } from '../../../nodes/CloudCockpit/operations/operation';
import type { Form } from '../../../nodes/shared/fields/field';
import { operationCase } from '../../engine/support/operations';
import { operationOf } from '../support/operation';
import { run } from '../support/run';
import { filledIn, LONGEST_ERROR, tooExpensive } from './support';

/** Where in a parameter a text can be, and what the parameter then is. */
interface Place {
	place: string;
	form: Form;
	valueWith: (text: string) => INodeParameters[string];
}

/** What an expression gives. */
const TEXT = '={{ $json.text }}';
const CHOSEN = { __rl: true, mode: 'list', value: '3fa85f64-5717-4562-b3fc-2c963f66afa6' };

function placesIn(name: string, form: Form): Place[] {
	const { type, modes = [], options = [] } = form;
	if (type === 'notice') return [];
	if (type === 'resourceLocator') {
		return [
			...modes.map(({ name: mode }) => {
				const located = { __rl: true, mode, value: TEXT };
				return { place: `${name} (${mode})`, form, valueWith: () => located };
			}),
			{
				place: `${name} (as chosen)`,
				form,
				valueWith: (text) => ({ ...CHOSEN, cachedResultName: text }),
			},
		];
	}
	if (type !== 'collection') return [{ place: name, form, valueWith: () => TEXT }];
	const entries = options as Array<Form & { name: string }>;
	return entries.flatMap((entry) =>
		placesIn(entry.name, entry).map(({ place, valueWith, ...rest }) => ({
			...rest,
			place: `${name}.${place}`,
			valueWith: (text) => ({ [entry.name]: valueWith(text) }),
		})),
	);
}

/** Every place in the form of an operation, with the parameters above that let it be shown. */
function casesOf(operation: Operation) {
	const name = `${operation.resource}.${operation.value}`;
	const { node } = operationCase(name);
	return Object.entries(operation.fields).flatMap(([parameter, { forms }]) =>
		forms.flatMap((shown) => {
			const conditions = Object.entries(shown.displayOptions?.show ?? {});
			const above = conditions.map(([other, values]) => [other, values?.[0]]);
			return placesIn(parameter, shown).map(({ place, form, valueWith }) => ({
				...{ name, place, operation },
				key: JSON.stringify([place, form, operation.effect]),
				parametersWith: (text: string) =>
					filledIn(operation, {
						...node,
						...Object.fromEntries(above),
						[parameter]: valueWith(text),
					}),
			}));
		}),
	);
}

/** What several operations have is read in the same way by all: once is enough, and once for writes. */
const CASES = new Map(OPERATIONS.flatMap(casesOf).map((entry) => [entry.key, entry]));

test.each([...CASES.values()])(
	'1 MB in $place of $name costs next to nothing, and is quoted briefly',
	async ({ operation, parametersWith }) => {
		const expensive = await tooExpensive(async (text) => {
			const { output } = await run(operation, {
				parameters: parametersWith(text),
				items: [{ text }],
				continueOnFail: true,
			});
			const errors = output.map(({ json }) => json.error as IDataObject | undefined);
			expect(JSON.stringify(errors).length).toBeLessThan(LONGEST_ERROR);
		});

		expect(expensive).toEqual([]);
	},
);

test('the plan of 1 MB of JSON costs next to nothing', async () => {
	const { node } = operationCase('api.call');
	const operation = operationOf('api/call');
	const expensive = await tooExpensive(async (text) => {
		const parameters = filledIn(operation, { ...node, body: TEXT, dryRun: true });
		await run(operation, { parameters, items: [{ text }], continueOnFail: true });
	});

	expect(expensive).toEqual([]);
});
