import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { CUSTOMERS } from '../../sandbox/seed';
import { byId, useScene } from './support';

/** Whose turn it is, of the customer or of us. */
const scene = useScene();

const LIST = { resource: 'mca', operation: 'getMany', returnAll: true };
const list = async (
	filters: INodeParameters,
	{
		typeVersion = 1.1,
		items = [{}] as IDataObject[],
		...node
	}: IDataObject & { typeVersion?: number; items?: IDataObject[] } = {},
) => await scene.run({ ...LIST, ...(node as INodeParameters), filters }, { typeVersion, items });
const names = (run: { output: Array<{ json: IDataObject }> }) =>
	run.output.map(({ json }) => json.companyName).sort();

const WAITING_FOR_CUSTOMER = [
	'Litware Logistics',
	'Northwind Traders',
	'Tailspin Toys',
	'Wide World Importers',
	'Wingtip Instruments',
];

test('every agreement says in words what its status is, and who it waits for', async () => {
	const run = await list({});
	const said = run.output.map(({ json }) => [json.status, json.statusLabel, json.waitsFor]);

	expect(new Set(said.map((entry) => JSON.stringify(entry)))).toEqual(
		new Set(
			[
				['required', 'MCA required', 'customer'],
				['linkgenerated', 'MCA pending', 'customer'],
				['customeraccepted', 'Ready to create agreement', 'partner'],
				['linkexpired', 'Link expired', 'customer'],
				['agreementcreated', 'Compliant', null],
			].map((entry) => JSON.stringify(entry)),
		),
	);
});

test.each([
	['AgreementCreated', 'Compliant', null],
	['signedonpaper', 'signedonpaper', null],
	['constructor', 'constructor', null],
	[null, null, null],
])('a status that is spelt %j is %j', async (status, statusLabel, waitsFor) => {
	scene.sandbox.inject({ kind: 'status', status: 200, body: { status: { name: status } } });
	const run = await scene.run({
		resource: 'mca',
		operation: 'get',
		customerId: byId(CUSTOMERS.northwind.id),
		providerInstanceId: byId(CUSTOMERS.northwind.id),
	});

	expect(run.output[0]?.json).toMatchObject({ status, statusLabel, waitsFor });
});

test.each([1, 1.1])(
	'in version %d only the customers who have to act are listed',
	async (typeVersion) => {
		const run = await list({ waitsFor: 'customer' }, { typeVersion });

		expect(names(run)).toEqual(WAITING_FOR_CUSTOMER);
		expect(scene.requests()[0]?.query).not.toHaveProperty('status');
	},
);

test('what waits for us is one status, which the API picks', async () => {
	const run = await list({ waitsFor: 'partner' });

	expect(names(run)).toEqual(['Fabrikam Residences']);
	expect(scene.requests()[0]?.query).toMatchObject({ status: 'customeraccepted' });
});

test.each([1, 1.1])('in version %d several statuses may be asked for', async (typeVersion) => {
	for (const status of [
		['linkexpired', 'required'],
		'Required, LINKEXPIRED',
		'["required","linkexpired","required"]',
	]) {
		const run = await list({ status: '={{ $json.status }}' }, { typeVersion, items: [{ status }] });
		expect(names(run)).toEqual(['Tailspin Toys', 'Wingtip Instruments']);
	}
});

test('several statuses may be chosen from the list', async () => {
	expect(names(await list({ status: ['linkexpired', 'required'] }))).toEqual([
		'Tailspin Toys',
		'Wingtip Instruments',
	]);
});

test.each([
	[1, 'linkexpired'],
	[1.1, 'linkexpired'],
	[1.1, ['linkexpired']],
])('in version %d one status as %j is picked by the API', async (typeVersion, status) => {
	const run = await list({ status }, { typeVersion });

	expect(names(run)).toEqual(['Tailspin Toys']);
	expect(scene.requests()[0]?.query).toMatchObject({ status: 'linkexpired' });
});

test('nothing chosen lists everything', async () => {
	const all = names(await list({}));

	expect(names(await list({ status: [] }))).toEqual(all);
});

test('a status outside of whose turn it is gives nothing, and asks nobody', async () => {
	const run = await list({ waitsFor: 'partner', status: ['required', 'linkexpired'] });

	expect(run.output).toEqual([]);
	expect(scene.requests()).toEqual([]);
});

test('both filters together leave what both allow', async () => {
	const run = await list({ waitsFor: 'customer', status: ['required', 'customeraccepted'] });

	expect(names(run)).toEqual(['Wingtip Instruments']);
});

test('the limit counts what fits, over as many pages as it takes', async () => {
	const statuses = ['agreementcreated', 'linkgenerated', 'customeraccepted', 'required'];
	const pages = [0, 1, 2].map((page) => ({
		items: statuses.map((name) => ({
			customerId: CUSTOMERS.northwind.id,
			companyName: `${name} ${page}`,
			status: { name },
		})),
		hasNextPage: true,
	}));
	for (const body of pages) scene.sandbox.inject({ kind: 'status', status: 200, body });
	const run = await list({ waitsFor: 'customer' }, { returnAll: false, limit: 3 });

	expect(run.output.map(({ json }) => json.companyName)).toEqual([
		'linkgenerated 0',
		'required 0',
		'linkgenerated 1',
	]);
	expect(scene.requests()).toHaveLength(2);
});

test('a status that does not exist is refused', async () => {
	const run = await list({ status: 'signed, required' });

	expect(run.error?.message).toMatch(/^Status must be among agreementcreated, /);
	expect(scene.sandbox.requests).toEqual([]);
});
