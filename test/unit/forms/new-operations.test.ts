import { NodeHelpers, type INodeParameters, type INodeProperties } from 'n8n-workflow';

import { CloudCockpit } from '../../../nodes/CloudCockpit/CloudCockpit.node';
import { COUNTRIES } from '../../../nodes/CloudCockpit/operations/user/countries';

/** What the form of an operation shows, as n8n's editor decides it. */
const { description } = new CloudCockpit();

function shown(given: INodeParameters): INodeProperties[] {
	const node = { typeVersion: 1.1, parameters: {} };
	const values = NodeHelpers.getNodeParameters(
		description.properties,
		given,
		true,
		false,
		node,
		description,
	);
	return description.properties.filter((property) =>
		NodeHelpers.displayParameter(values ?? {}, property, node, description),
	);
}
const namesIn = (given: INodeParameters) => shown(given).map(({ name }) => name);

describe('the notice about licenses that are not named', () => {
	const UPDATE = { resource: 'license', operation: 'update' };

	test.each<[string, INodeParameters, boolean]>([
		['by default', {}, true],
		['on JSON', { licenseInput: 'json' }, true],
		['not on an exact list', { licenseInput: 'exact' }, false],
		['not where others are kept as held', { otherLicenses: 'asHeld' }, false],
	])('is shown %s', (_, given, isShown) => {
		const notice = shown({ ...UPDATE, ...given }).find(({ type }) => type === 'notice');

		expect(notice !== undefined).toBe(isShown);
		if (notice) expect(notice.displayName).toContain('The user may lose all others');
	});
});

describe("a request of one's own", () => {
	const CALL = { resource: 'api', operation: 'call' };

	test('shows a body only where something is written', () => {
		expect(namesIn(CALL)).not.toContain('body');
		expect(namesIn({ ...CALL, method: 'POST' })).toEqual(
			expect.arrayContaining(['path', 'query', 'body', 'safeToRepeat', 'dryRun']),
		);
	});

	test('is not called as n8n calls an entry of its own', () => {
		const [, resource] = description.properties;

		expect(JSON.stringify(resource?.options)).not.toContain('Custom API Call');
	});
});

describe('countries', () => {
	test('are those of ISO 3166-1, each once, in the order of their names', () => {
		const codes = COUNTRIES.map(({ value }) => value);

		expect(new Set(codes).size).toBe(249);
		for (const code of codes) expect(code).toMatch(/^[A-Z]{2}$/);
		const names = COUNTRIES.map(({ name }) => name);
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
	});

	test.each([
		['DE', 'Germany (DE)'],
		['GB', 'United Kingdom (GB)'],
	])('%s is shown as %s', (value, name) => {
		expect(COUNTRIES).toContainEqual({ name, value });
	});
});
