import { CallFailure } from '../../../nodes/shared/api/failure';
import type { License } from '../../../nodes/shared/model/license';
import {
	assertSeats,
	presentAvailability,
	type SeatRequest,
	shareSeats,
} from '../../../nodes/shared/model/seats';

const license = (skuId: string, free: number | null, more: Partial<License> = {}) =>
	({ skuId, name: `Plan ${skuId}`, availableLicenses: free, totalLicenses: 9, ...more }) as License;

/** An item that assigns SKUs to a user. */
const asks = (
	customerUserId: string,
	skus: string,
	{ isChecked = true, isDry = false } = {},
): SeatRequest => ({
	customerUserId,
	isChecked,
	isDry,
	skuIds: skus.split(' ').filter(Boolean),
	fieldOf: (skuId) => `[${skuId}]`,
});
const UNCHECKED = { isChecked: false };
const DRY = { isDry: true };
const share = (licenses: License[], ...requests: SeatRequest[]) => {
	const survey = shareSeats(licenses, requests, (request) => request);
	const refused = requests.flatMap((request, item) => (survey.refusals.has(request) ? item : []));
	return { survey, refused, requested: Object.fromEntries(survey.requested) };
};

const failureIn = (run: () => void) => {
	try {
		run();
	} catch (error) {
		if (error instanceof CallFailure) return error.failure;
	}
	return undefined;
};

test.each<[string, License[], SeatRequest[], number[]]>([
	['in input order', [license('a', 2)], ['x', 'y', 'z'].map((user) => asks(user, 'a')), [2]],
	['once a user', [license('a', 1)], ['x', 'x', 'y'].map((user) => asks(user, 'a')), [2]],
	[
		'all that an item needs, or none',
		[license('a', 1), license('b', 0)],
		[asks('x', 'a b'), asks('y', 'a')],
		[0],
	],
	['none to who asks for none', [license('a', 0)], [asks('x', ''), asks('y', 'a')], [1]],
	[
		'to unchecked items without a question',
		[license('a', 1)],
		[asks('x', 'a', UNCHECKED), asks('y', 'a', UNCHECKED), asks('z', 'a')],
		[2],
	],
	[
		'to planned items, which take none from those that are written',
		[license('a', 1)],
		[asks('x', 'a', DRY), asks('y', 'a'), asks('z', 'a', DRY)],
		[2],
	],
	[
		'of all rows of a SKU together',
		[license('a', 1), license('A', 1)],
		['x', 'y', 'z'].map((user) => asks(user, 'a')),
		[2],
	],
	['whatever the capitals', [license('A', 1)], [asks('x', 'a'), asks('y', 'A')], [1]],
	['none of what is not there', [license('b', 9)], [asks('x', 'a')], [0]],
	['none when the number is not known', [license('a', null)], [asks('x', 'a')], [0]],
	['none when the number is text', [license('a', '5' as never)], [asks('x', 'a')], [0]],
	[
		'none when the number of one row is not known',
		[license('a', null), license('a', 5)],
		[asks('x', 'a')],
		[0],
	],
])('seats are given %s', (_, licenses, requests, refused) => {
	expect(share(licenses, ...requests).refused).toEqual(refused);
});

test('what is requested counts each user once, refused ones too', () => {
	const { requested } = share(
		[license('a', 1)],
		asks('x', 'a b'),
		asks('X', 'A'),
		asks('y', 'a'),
		asks('y', 'a'),
	);
	expect(requested).toEqual({ a: 3, b: 1 });
});

test.each<[License, number, string]>([
	[license('a', 0), 0, 'No seat of Plan a is free (of 9)'],
	[license('a', 1), 1, 'The only free seat of Plan a (of 9) goes to an earlier item'],
	[license('a', 2), 2, 'The 2 free seats of Plan a (of 9) go to earlier items'],
	[license('a', 0, { name: null, totalLicenses: undefined }), 0, 'No seat of a is free (of 0)'],
	[license('a', null), 0, 'CloudCockpit does not say how many seats of Plan a are free'],
])('a shortage of %j is told', (short, taken, message) => {
	const last = asks('last', 'a');
	const { survey } = share(
		[short],
		...Array.from({ length: taken }, (_, n) => asks(`${n}`, 'a')),
		last,
	);
	expect(() => assertSeats(survey, last)).toThrow(message);
	expect(survey.refusals.get(last)).toEqual({
		fields: [{ name: '[a]', messages: [message] }],
		isMissing: false,
	});
});

test('everything that is short is told', () => {
	const request = asks('x', 'a b');
	const { survey } = share([license('b', 0)], request);
	expect(() => assertSeats(survey, request)).toThrow(
		'The customer has no license a; No seat of Plan b is free (of 9)',
	);
	expect(() => assertSeats(survey, asks('y', 'a'))).not.toThrow();
});

test.each<[string, License[], RegExp]>([
	['seats are short', [license('a', 0)], /^Nothing was sent for this item\. Buy seats/],
	['the customer has no such license', [], /^Nothing was sent for this item\. Choose the license/],
])('what to do where %s', (_, licenses, hint) => {
	const request = asks('x', 'a');
	const { survey } = share(licenses, request);
	expect(failureIn(() => assertSeats(survey, request))).toMatchObject({
		...{ kind: 'refusedBefore', outcome: 'notSent', attempts: 0 },
		hint: expect.stringMatching(hint),
	});
});

test('a license that the customer does not have is to be chosen anew, whatever else is short', () => {
	const request = asks('x', 'a b');
	const { survey } = share([license('b', 0)], request);
	expect(failureIn(() => assertSeats(survey, request))).toMatchObject({
		hint: expect.stringMatching(/Choose the license/),
	});
});

test('a dry run shows the seats of what it assigns', () => {
	const request = asks('x', 'A c');
	const { survey } = share([license('a', 4), license('b', 1)], request, asks('y', 'a'));
	expect(presentAvailability(survey, request)).toEqual([
		{ skuId: 'A', name: 'Plan a', available: 4, total: 9, requested: 2 },
		{ skuId: 'c', name: null, available: 0, total: 0, requested: 1 },
	]);
	expect(presentAvailability(survey, asks('z', 'd'))).toEqual([
		{ skuId: 'd', name: null, available: 0, total: 0, requested: 0 },
	]);
});
