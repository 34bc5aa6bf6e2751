import path from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { startSandbox } from '../../sandbox';
import { createEngine } from '../../test/engine/support/engine';
import { buildSchemas } from './build';
import type { Schema } from './infer';

/** Where n8n looks for the output schema of a node without operations. */
export const TRIGGER_SCHEMA_FILE = path.join(
	__dirname,
	'../../nodes/CloudCockpitTrigger/__schema__/v1.0.0.json',
);

/** The schema of what the trigger gives. */
export async function buildTriggerSchema(): Promise<Schema> {
	const output = await takeTriggerSample();
	const [schema] = Object.values(buildSchemas([{ name: 'trigger', component: 'Mca', output }]));
	if (!schema) throw new Error('The trigger gave nothing to infer a schema from');
	return schema;
}

/** What the trigger gives for items that differ as much as the sandbox's data do. */
export async function takeTriggerSample(): Promise<IDataObject[]> {
	const engine = await createEngine({ from: 'source' });
	const sandbox = await startSandbox();
	const { url: baseUrl, tenant } = sandbox;
	const trigger = await engine.prepareTrigger({
		parameters: { authentication: 'accessToken', event: 'statusChanged' },
		credentials: { cloudCockpitApi: { baseUrl, tenant, accessToken: sandbox.issueToken() } },
	});
	try {
		await trigger.activate();
		for (const { placements, profile } of sandbox.state.customers.values()) {
			for (const [providerInstanceId, { agreement }] of placements) {
				const ids = { customerId: profile.id, providerInstanceId };
				const isRequired = agreement?.status === 'required';
				if (agreement) sandbox.setMcaStatus(ids, isRequired ? 'agreementcreated' : 'required');
			}
		}
		await trigger.tick();
		return trigger.executions.flat().map(({ json }) => json);
	} finally {
		await sandbox.close();
		engine.close();
	}
}
