import { PROVIDER_INSTANCES } from '../../../sandbox/seed';
import { useScene } from '../support';
import { publish, told } from './support';

const MAX_SAVED_BYTES = 1_200_000;

describe.each([
	[10_000, 5],
	[20_000, 10],
])('%d agreements', (customers, pages) => {
	const scene = useScene({ customers });

	test(`take ${pages} requests a poll and little of n8n's database, and each is found`, async () => {
		const published = await publish(scene);
		const before = scene.requests().length;
		const { id: providerInstanceId } = PROVIDER_INSTANCES.microsoftEurope;
		const unsigned = [...scene.sandbox.state.customers.values()].flatMap((customer) => {
			const agreement = customer.placements.get(providerInstanceId)?.agreement;
			const isUnsigned = agreement && agreement.status !== 'agreementcreated';
			return isUnsigned ? [{ customerId: customer.profile.id, providerInstanceId }] : [];
		});
		const places = [unsigned[0], unsigned[unsigned.length >> 1], unsigned.at(-1)].flatMap(
			(place) => place ?? [],
		);
		for (const place of places) scene.sandbox.setMcaStatus(place, 'agreementcreated');
		await published.tick();

		expect(scene.requests().length - before).toBe(pages);
		expect(JSON.stringify(published.saved()).length).toBeLessThan(MAX_SAVED_BYTES);
		expect(told(published).map(({ customerId }) => customerId)).toEqual(
			expect.arrayContaining(places.map(({ customerId }) => customerId)),
		);
		expect(told(published)).toHaveLength(places.length);
	}, 120_000);
});

describe('an API that refuses large pages', () => {
	const scene = useScene({ customers: 1_100 });

	test('is read in smaller ones, which the next poll begins with', async () => {
		scene.sandbox.configure({ maxPageSize: 250 });
		const published = await publish(scene);
		const before = scene.requests().length;
		await published.tick();

		const sizes = scene.requests().map(({ query }) => query.pageSize);
		expect(sizes.slice(0, 4)).toEqual(['2000', '1000', '500', '250']);
		expect(new Set(sizes.slice(before))).toEqual(new Set(['250']));
		expect(published.errors).toEqual([]);
	});
});
