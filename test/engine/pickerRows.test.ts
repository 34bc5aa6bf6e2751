import { useScene } from './support';
import { openPicker, PICKERS, type PickerName } from './support/open-pickers';

const scene = useScene();
const ID = 'e0b7c1d2-5a41-4b7e-8f02-000000000007';

/** Rows of each list by what is the matter with them. */
const ROWS: Readonly<Record<PickerName, (id: unknown, name: unknown) => object>> = {
	searchCustomers: (id, companyName) => ({ id, companyName }),
	searchProviderInstances: (id, alias) => ({ id, alias, provider: { name: 'Microsoft' } }),
	searchUsers: (id, displayName) => ({ id, displayName }),
	getLicenses: (skuId, name) => ({ skuId, name }),
};
const open = async (name: PickerName, rows: unknown[]) => {
	scene.sandbox.inject({
		kind: 'status',
		status: 200,
		times: 'always',
		body: name === 'getLicenses' ? rows : { items: rows, hasNextPage: false },
	});
	// Without a customer above it, the list of instances shows those of the whole tenant.
	const above = name === 'searchProviderInstances' ? { above: {} } : {};
	return (await openPicker(scene, name, above)).results;
};

describe.each(PICKERS)('%s', (name) => {
	const row = ROWS[name];

	test.each([undefined, null, '', '  ', 7])(
		'shows the id of a row whose name is %j',
		async (given) => {
			const [entry] = await open(name, [row(ID, given)]);

			expect(entry).toMatchObject({ name: expect.stringContaining(ID), value: ID });
		},
	);

	test('leaves out what has no id, and is not broken by what is no row', async () => {
		const rows = [null, row(undefined, 'Nobody'), row(null, 'Nobody'), 7, 'x', row(ID, 'Somebody')];
		const entries = await open(name, rows);

		expect(entries).toEqual([
			expect.objectContaining({ name: expect.stringContaining('Somebody'), value: ID }),
		]);
	});
});

describe('in the order of their names', () => {
	const idOf = (last: number) => ID.replace(/7$/, String(last));

	test.each(PICKERS.filter((name) => name !== 'searchCustomers'))(
		'%s shows rows that come in any other',
		async (name) => {
			const rows = ['Sven', 'ada', 'Zoë', 'Émile'].map((shown, index) => {
				return ROWS[name](idOf(index), shown);
			});
			const entries = await open(name, rows);

			expect(entries.map(({ value }) => value)).toEqual([1, 3, 0, 2].map(idOf));
		},
	);

	// Page by page they could not be brought into an order afterwards.
	test.each([undefined, 'a', 'CRM-1', 'example.com'])(
		'customers are asked for, with the search %j',
		async (filter) => {
			await openPicker(scene, 'searchCustomers', { filter });

			for (const { query } of scene.requests()) {
				expect(query).toMatchObject({ sortPropertyName: 'Company.Name', ascendingOrder: 'true' });
			}
			expect(scene.requests()).not.toEqual([]);
		},
	);
});

test('a service that hangs is given up after 20 seconds, and not asked again', async () => {
	// Twenty times as fast.
	const timeout = AbortSignal.timeout.bind(AbortSignal);
	jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => timeout(ms / 20));
	scene.sandbox.inject({ kind: 'hang', times: 'always' });
	const opened = await Promise.all(
		PICKERS.map(async (name) => await openPicker(scene, name).catch((error: Error) => error)),
	);

	for (const error of opened) {
		expect(error).toMatchObject({
			message: expect.stringMatching(/did not answer within 20 seconds\. Open the list again/),
		});
	}
	// The pickers of one connection share a throttle, whose first request goes alone.
	const asked = scene.requests().map(({ operationId }) => operationId);
	expect(asked.length).toBeGreaterThan(0);
	expect(new Set(asked).size).toBe(asked.length);
	jest.restoreAllMocks();
});
