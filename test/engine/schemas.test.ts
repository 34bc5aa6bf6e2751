import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { loadOutputSchema } from 'n8n-core';

import { OPERATIONS } from '../../nodes/CloudCockpit/operations';
import { buildSchemas, SCHEMA_DIRECTORY, SCHEMA_VERSIONS } from '../../scripts/schemas/build';
import type { Schema } from '../../scripts/schemas/infer';
import { type Sample, takeSamples } from '../../scripts/schemas/samples';
import { useScene } from './support';
import { operationCase } from './support/operations';

/** The output schemas, from which people drag fields before a node has run. */
const NAMES = OPERATIONS.map(({ resource, value }) => `${resource}/${value}`);
const scene = useScene();
const ajv = addFormats(new Ajv({ allowUnionTypes: true }));

let samples: Sample[];
beforeAll(async () => {
	samples = await takeSamples();
});

const read = (name: string, version: string = SCHEMA_VERSIONS[0]) =>
	JSON.parse(readFileSync(path.join(SCHEMA_DIRECTORY, version, `${name}.json`), 'utf8')) as Schema;

/** The same schema, which allows no more and no less than its properties. */
function exact(schema: Schema): Schema {
	const items = schema.items && { items: exact(schema.items) };
	if (!schema.properties) return { ...schema, ...items };
	const names = Object.keys(schema.properties);
	const properties = names.map((name) => [name, exact(schema.properties?.[name] ?? {})]);
	const closed = { required: names, additionalProperties: false };
	return { ...schema, ...items, ...closed, properties: Object.fromEntries(properties) };
}

test('there is one for each operation in each version, and no other', () => {
	const files = readdirSync(SCHEMA_DIRECTORY, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.json'))
		.map((file) => file.replaceAll(path.sep, '/').replace('.json', ''));

	const wanted = SCHEMA_VERSIONS.flatMap((version) => NAMES.map((name) => `${version}/${name}`));
	expect(files.sort()).toEqual(wanted.sort());
});

test('they are what `npm run schemas` makes now', () => {
	const fresh = Object.entries(buildSchemas(samples));

	for (const [file, schema] of fresh) {
		for (const version of SCHEMA_VERSIONS) {
			expect({ file, schema: read(file.replace('.json', ''), version) }).toEqual({ file, schema });
		}
	}
});

test.each(NAMES)('%s returns exactly what its schema says', (name) => {
	const sample = samples.find((taken) => taken.name === name);
	const validate = ajv.compile(exact(read(name)));

	expect(sample?.output).not.toHaveLength(0);
	for (const json of sample?.output ?? []) {
		expect({ json, errors: validate(json) ? [] : validate.errors }).toEqual({ json, errors: [] });
	}
});

test('a license that was given by ID has no name, which its schema knows', async () => {
	const { node } = operationCase('license.update');
	const { output } = await scene.run(node);
	const validate = ajv.compile(exact(read('license/update')));

	expect(output[0]?.json).toMatchObject({ licenses: [{ name: null }] });
	expect({ errors: validate(output[0]?.json) ? [] : validate.errors }).toEqual({ errors: [] });
});

test.each(NAMES)('n8n finds the schema of %s, and can show it', (name) => {
	const [resource, operation] = name.split('/');
	const nodeDir = path.join(SCHEMA_DIRECTORY, '..');

	for (const version of [1, 1.1]) {
		expect(loadOutputSchema({ nodeDir, version, resource, operation })).toEqual(read(name));
	}
	expect(shownTypes(read(name))).not.toContain('null');
});

/** The type that the editor shows for each field: of several the first. */
function shownTypes(schema: Schema): string[] {
	const inside = [...Object.values(schema.properties ?? {}), schema.items ?? []].flat();
	return [[schema.type].flat()[0] ?? 'undefined', ...inside.flatMap(shownTypes)];
}
