import path from 'node:path';

import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { loadOutputSchema } from 'n8n-core';
import type { IDataObject } from 'n8n-workflow';

import {
	buildTriggerSchema,
	takeTriggerSample,
	TRIGGER_SCHEMA_FILE,
} from '../../../scripts/schemas/trigger';

/** What n8n's editor offers to drag before the trigger has run. */
const nodeDir = path.join(TRIGGER_SCHEMA_FILE, '../..');
const read = () => loadOutputSchema({ nodeDir, version: 1 }) as { properties: IDataObject };

test('n8n finds the output schema of the trigger, which is what `npm run schemas` makes now', async () => {
	expect(read()).toEqual(await buildTriggerSchema());
});

test('the trigger gives exactly what its schema says', async () => {
	const required = Object.keys(read().properties);
	const exact = { ...read(), required, additionalProperties: false };
	const validate = addFormats(new Ajv({ allowUnionTypes: true })).compile(exact);
	const sample = await takeTriggerSample();

	expect(sample.length).toBeGreaterThan(5);
	for (const json of sample) {
		expect({ json, errors: validate(json) ? [] : validate.errors }).toEqual({ json, errors: [] });
	}
});
