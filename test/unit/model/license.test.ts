import { readLicenses, skuKey } from '../../../nodes/shared/model/license';
import { apiThatMeets, callsOf } from '../support/api';

const PLACE = { customerId: 'c', providerInstanceId: 'p' };

test.each([[[{ skuId: 'a' }]], [{ items: [{ skuId: 'a' }] }]])(
	'licenses are read from the list %j',
	async (body) => {
		const { api, requests } = apiThatMeets([{ status: 200, body }]);
		expect(await readLicenses(api, PLACE)).toEqual([{ skuId: 'a' }]);
		expect(callsOf(requests)).toEqual(['GET /v1/Customers/c/licenses?providerInstanceId=p']);
	},
);

test.each([
	['CFQ7TTC0LH18:0001', 'cfq7ttc0lh18:0001'],
	['', ''],
	[undefined, ''],
])('%j is known as %j', (skuId, key) => expect(skuKey(skuId)).toBe(key));
