/** What the package takes for granted, and an API that does otherwise: the open questions tell. */
import { isObject, itemsOf } from '../../live-check/describe';
import { providerCustomersOf } from '../../live-check/reads';
import { changeEntries } from './findings';
import type { Passing } from './proxy';
import { useScene } from './support';

const scene = useScene();
beforeEach(() => scene.refreshAgreement());

const strip =
	(...names: string[]) =>
	(url: URL) => {
		for (const name of names) url.searchParams.delete(name);
	};

test('searches and filters that are ignored', async () => {
	const request = strip('searchValue', 'searchField', 'statuses');
	const { journal } = await scene.check({ changes: { request } });
	expect(journal.findings).toEqual([]);
	for (const key of ['search-parameters', 'subscription-parameters'] as const) {
		expect(journal.answerTo(key)).toMatchObject({ fits: false });
	}
	expect(journal.answerTo('filtered-count')).toEqual({ notSeen: 'no search narrows a list' });
});

test('a total that counts more than what was found', async () => {
	const answer = ({ operation, body }: Passing) => {
		if (operation === 'getCustomers' && isObject(body) && body.items) body.totalCount = 99;
	};
	const { journal } = await scene.check({ changes: { answer } });
	expect(journal.answerTo('filtered-count')).toMatchObject({ fits: false });
});

test('a call for the licenses of a user', async () => {
	const answer = (passing: Passing) => {
		if (passing.operation !== undefined || passing.status !== 404) return;
		passing.status = 200;
		passing.headers['content-type'] = 'application/json';
		passing.body = [{ skuId: 'x', name: 'Microsoft 365 E3', isSelected: true }];
	};
	const { journal } = await scene.check({ changes: { answer } });
	expect(journal.findings).toEqual([]);
	expect(journal.answerTo('user-licenses')).toEqual({
		seen: 'There is such a call: 200 with an array (`skuId`: string, `name`: string, `isSelected`: boolean)',
		fits: false,
	});
});

test('an answer about another customer', async () => {
	const answer = changeEntries((entry, id) => {
		if (id === 'getMca') entry.customerId = scene.settings().clientId;
	});
	const { journal } = await scene.check({ changes: { answer } });
	expect(journal.answerTo('repeated-ids')).toMatchObject({
		seen: expect.stringContaining('`customerId` of getMca: another'),
		fits: false,
	});
});

test('qualifications that are not where they are looked for', async () => {
	const answer = (passing: Passing) => {
		const customers = passing.operation === 'getCustomer' ? [passing.body] : itemsOf(passing.body);
		for (const one of customers.filter(isObject).flatMap(providerCustomersOf)) {
			one.providerCustomerData = '{"Domain":"x","Segments":[]}';
		}
	};
	const { journal } = await scene.check({ changes: { answer } });
	expect(journal.answerTo('qualifications-read')).toEqual({
		seen: 'No list `Qualifications`, but `Domain`: string, `Segments`: array',
		fits: false,
	});
});
