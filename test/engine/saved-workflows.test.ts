import type { IDataObject, INodeParameters } from 'n8n-workflow';

import fixture from '../fixtures/saved-by-0.1.0.json';
import { CUSTOMER, useScene } from './support';

/**
 * Nodes as version 0.1.0 saved them, without what equals a default, and what it sent and returned for
 * them. Every later version sends the same, and returns the same and maybe more. One thing is taken out:
 * with Check Availability, 0.1.0 sent the name of a SKU too; now a request does not depend on that. One is added: a dry run
 * of a qualification sent nothing; now it reads what the customer has.
 */
interface Saved {
	name: string;
	node: { typeVersion: number; parameters: INodeParameters };
	requests: object[];
	output: IDataObject[];
}

const scene = useScene();

/** Points in time that the sandbox makes when it is asked. */
const withoutTimes = (json: IDataObject): IDataObject => {
	const { lastUpdate, ...rest } = json;
	return rest;
};

const ADDED: Readonly<Record<string, object[]>> = {
	'qualification.update, dry': [{ method: 'GET', path: `/v1/Customers/${CUSTOMER.id}` }],
};

test.each(fixture.workflows as unknown as Saved[])('$name', async (saved) => {
	const { name, node, requests, output } = saved;
	const run = await scene.run(node.parameters, {
		authentication: 'accessToken',
		typeVersion: node.typeVersion,
		items: fixture.items,
	});

	expect(run.error).toBeUndefined();
	const sent = scene.requests().map(({ method, path, query, body }) => ({
		...{ method, path },
		...(Object.keys(query).length > 0 && { query }),
		...(body ? { body } : {}),
	}));
	expect(sent).toEqual([...(ADDED[name] ?? []), ...requests]);
	expect(run.output).toHaveLength(output.length);
	expect(run.output.map(({ json }) => json)).toMatchObject(output.map(withoutTimes));
});
