import type { INodeParameters, INodeType } from 'n8n-workflow';

import { OPERATIONS } from '../../nodes/CloudCockpit/operations';
import { type NodeRun, useScene } from './support';
import { OPERATION_CASES } from './support/operations';
import { fieldsOf, formFields, type ShownField, withValue } from './support/shown';

/** A wrong value is refused in words that name its field as the form does, and nothing is sent. */
const scene = useScene();

/** Values that no field of a kind takes. */
const WRONG_VALUES: Readonly<Record<string, unknown[]>> = {
	boolean: ['maybe', '', {}],
	dateTime: ['yesterday', 7, {}],
	hidden: ['maybe'],
	json: ['not JSON', '[', '{'],
	multiOptions: [{}, [{}], [['a']], true],
	number: ['many', -1, 1.5, {}],
	options: ['something else', {}, true],
	string: [{}, ['a', 'b'], true],
};
/** The same of resource locators, by mode; whatever stands there, the only instance is found. */
const WRONG_IN_MODES: Readonly<Record<string, unknown[]>> = {
	list: ['Adventure Works', {}],
	id: ['Adventure Works', 'c1a5e0d2', 7, {}],
	only: [],
};
const NO_TEXT = [{}, [], true];

/** Words that only the API and saved workflows know: `customerId`, `[0].skuId`, `provider-instances`. */
const TECHNICAL = /\b[a-z]+[A-Z]\w*|\[\d+\]|\/v1\/|provider-instances/g;
/** What is meant for people all the same: a field of the output, and the beginning of every path. */
const FOR_PEOPLE: Readonly<Record<string, string[]>> = {
	'options.approvedPlan': ['planId'],
	path: ['/v1/'],
};

interface Told {
	message: string;
	description: string;
	outcome: string;
	attempts: number;
	fields: Array<{ name: string }>;
}

const errorsOf = (run: NodeRun) => run.errorOutput.map(({ json }) => json.error as unknown as Told);

interface Wrong {
	values: unknown[];
	/** The node with one of them in the field. */
	put: (value: unknown) => INodeParameters;
}

/** What is wrong in a field, for each of its modes. */
function wrongIn(field: ShownField): Wrong[] {
	const { type, modes = [] } = field.property;
	const put = (value: unknown) => withValue(field, value);
	if (type !== 'resourceLocator') return [{ values: WRONG_VALUES[type] ?? [], put }];
	return modes.map(({ name: mode }) => ({
		values: WRONG_IN_MODES[mode] ?? NO_TEXT,
		put: (value) => put({ __rl: true, mode, value }),
	}));
}

/** The field is named by its label, nothing by what only programs call it, and nothing twice. */
function expectPlainWords(
	{ message, description }: Pick<Told, 'message' | 'description'>,
	{ path, property }: ShownField,
): void {
	expect(message).toMatch(new RegExp(`^${property.displayName} (?:must|has) `));
	const offered = (property.options ?? []).flatMap((option) =>
		'value' in option ? String(option.value) : [],
	);
	const allowed = [...offered, ...(FOR_PEOPLE[path] ?? [])];
	const technical = `${message} ${description}`.match(TECHNICAL) ?? [];
	expect(technical.filter((word) => !allowed.includes(word))).toEqual([]);
	expect(message).not.toMatch(/\.$/);
	expect(message.length).toBeLessThan(250);
	expect(description).toBe(description.trim());
	expect(description).not.toContain(message);
	const sentences = description.split(/\.\s+/).filter(Boolean);
	for (const sentence of sentences) expect(message).not.toContain(sentence);
}

describe.each([1, 1.1])('in version %d', (typeVersion) => {
	test.each(OPERATION_CASES.map((operation) => [operation.name, operation] as const))(
		'every field of %s',
		async (_, operation) => {
			const seen = new Set<string>();
			for (const field of fieldsOf(scene.engine, operation, typeVersion)) {
				const { path } = field;
				const name = path.split('.').at(-1);
				for (const { values, put } of wrongIn(field)) {
					const items = values.map((wrong) => ({ wrong }) as never);
					if (items.length === 0) continue;
					const node = put('={{ $json.wrong }}');
					const run = await scene.run(node, { items, onError: 'continueErrorOutput', typeVersion });

					const { length: refused } = errorsOf(run);
					expect({ path, values, refused }).toEqual({ path, values, refused: items.length });
					for (const [index, error] of errorsOf(run).entries()) {
						if (values[index] !== '') expect(error.message).not.toMatch(/is empty$/);
						expect(error).toMatchObject({ outcome: 'notSent', attempts: 0, fields: [{ name }] });
						expectPlainWords(error, field);
					}
					const stopped = await scene.run(node, { items, typeVersion });
					expect(stopped.error?.message).toBe(errorsOf(run)[0]?.message);
					seen.add(path);
				}
			}

			expect(scene.sandbox.requests).toEqual([]);
			expect([...seen].sort()).toEqual(fieldsInRegistry(operation.name));
		},
	);
});

test('every field of the trigger', async () => {
	const { description } = scene.engine.loader.getNode('cloudCockpitTrigger').type as INodeType;
	const fields = formFields(description.properties);
	const seen = new Set<string>();
	for (const field of fields) {
		for (const { values, put } of wrongIn(field)) {
			for (const value of values) {
				const published = await scene.engine.prepareTrigger({
					parameters: { authentication: 'oAuth2', ...put(value) },
					credentials: scene.credentials(),
				});
				const error = (await published
					.activate()
					.catch((thrown: unknown) => thrown)) as Partial<Told> & Error;

				expect({ value, error }).toEqual({ value, error: expect.any(Error) });
				const { message, description: more = '' } = error;
				expectPlainWords({ message, description: more }, field);
				seen.add(field.path);
			}
		}
	}

	expect(scene.sandbox.requests).toEqual([]);
	expect([...seen]).toEqual([
		...['authentication', 'event', 'simplify', 'filters.customerId'],
		...[
			'filters.providerInstanceId',
			'filters.search',
			'options.maxRetries',
			'options.refreshPending',
			'options.timeout',
		],
	]);
});

/** The fields of an operation by its definition, but those that are only shown. */
function fieldsInRegistry(operation: string): string[] {
	const found = OPERATIONS.find(({ resource, value }) => `${resource}.${value}` === operation);
	return Object.entries(found?.fields ?? {})
		.flatMap(([name, { forms }]) =>
			forms.flatMap(({ type, options = [] }) => {
				if (type === 'notice') return [];
				if (type !== 'collection') return [name];
				return options.map((entry) => `${name}.${entry.name}`);
			}),
		)
		.filter((path, index, paths) => paths.indexOf(path) === index)
		.sort();
}
