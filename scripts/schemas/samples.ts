import type { IDataObject } from 'n8n-workflow';

import { startSandbox } from '../../sandbox';
import { createEngine } from '../../test/engine/support/engine';
import { OPERATION_CASES } from '../../test/engine/support/operations';

/** What one operation returned, for items that differ as much as the sandbox's data do. */
export interface Sample {
	/** `resource/operation` */
	name: string;
	/** Component of the OpenAPI file whose properties the output keeps. */
	component?: string;
	output: IDataObject[];
}

/** Runs every operation through n8n's engine against the sandbox, with its default settings. */
export async function takeSamples(): Promise<Sample[]> {
	const engine = await createEngine({ from: 'source' });
	const sandbox = await startSandbox();
	const { url: baseUrl, tenant } = sandbox;
	const credentials = {
		cloudCockpitApi: { baseUrl, tenant, accessToken: sandbox.issueToken() },
	};
	try {
		const samples: Sample[] = [];
		for (const { name, sample } of OPERATION_CASES) {
			const { component, items, node } = sample;
			const signedIn = { authentication: 'accessToken', ...node };
			const run = await engine.run({ node: signedIn, items, credentials });
			if (run.error) throw new Error(`${name}: ${run.error.message}`);
			const output = run.output.map(({ json }) => json);
			samples.push({ name: name.replace('.', '/'), component, output });
		}
		return samples;
	} finally {
		await sandbox.close();
		engine.close();
	}
}
