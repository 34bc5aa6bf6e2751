import { existsSync } from 'node:fs';
import path from 'node:path';

import { AT_CUSTOMER, CUSTOMER, useScene, type PackageForm } from './support';

describe.each<PackageForm>(['source', 'dist'])('the package loaded from %s', (form) => {
	const scene = useScene({ from: form });

	test('brings its nodes and credentials to n8n', () => {
		const { loader } = scene.engine;

		expect(loader.packageName).toBe('n8n-nodes-cloudcockpit');
		expect(Object.keys(loader.known.nodes)).toEqual(['cloudCockpit', 'cloudCockpitTrigger']);
		expect(loader.known.credentials).toMatchObject({
			cloudCockpitApi: { supportedNodes: expect.arrayContaining(['cloudCockpit']) },
			cloudCockpitOAuth2Api: {
				extends: ['oAuth2Api'],
				supportedNodes: expect.arrayContaining(['cloudCockpit']),
			},
		});
	});

	test('runs', async () => {
		const run = await scene.run({ resource: 'mca', operation: 'get', ...AT_CUSTOMER });

		expect(run.error).toBeUndefined();
		expect(run.output[0]?.json).toMatchObject({ customerId: CUSTOMER.id, agreed: true });
	});
});

describe('the built package', () => {
	const scene = useScene({ from: 'dist' });

	test('has the icons and search words that its nodes name', () => {
		const { loader } = scene.engine;

		for (const { iconUrl, codex } of loader.types.nodes) {
			expect(codex?.categories).toEqual(expect.arrayContaining([expect.any(String)]));
			const icons = Object.values(iconUrl as Record<string, string>);
			expect(icons).toHaveLength(2);
			for (const icon of icons) {
				const file = icon.replace(`icons/${loader.packageName}/`, '');
				expect(existsSync(path.join(loader.directory, file))).toBe(true);
			}
		}
	});
});
