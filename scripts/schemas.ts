/** `npm run schemas`: writes the output schemas that n8n's editor shows before a node has run. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { format, resolveConfig } from 'prettier';

import { buildSchemas, SCHEMA_DIRECTORY, SCHEMA_VERSIONS } from './schemas/build';
import type { Schema } from './schemas/infer';
import { takeSamples } from './schemas/samples';
import { buildTriggerSchema, TRIGGER_SCHEMA_FILE } from './schemas/trigger';

async function main(): Promise<void> {
	const schemas = Object.entries(buildSchemas(await takeSamples())).flatMap(([name, schema]) =>
		SCHEMA_VERSIONS.map((version) => [path.join(version, name), schema] as const),
	);
	await rm(SCHEMA_DIRECTORY, { recursive: true, force: true });
	for (const [name, schema] of schemas) await write(path.join(SCHEMA_DIRECTORY, name), schema);
	await write(TRIGGER_SCHEMA_FILE, await buildTriggerSchema());
	console.log(`${schemas.length + 1} schemas`);
}

async function write(file: string, schema: Schema): Promise<void> {
	const style = await resolveConfig(file);
	await mkdir(path.dirname(file), { recursive: true });
	await writeFile(file, await format(JSON.stringify(schema), { ...style, filepath: file }));
}

void main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
