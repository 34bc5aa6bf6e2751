import fc from 'fast-check';

import { CUSTOMER, INSTANCE } from '../support';

/** Every run tries the same cases; on failure fast-check prints the path to the smallest one. */
export const SEED = 20_260_115;

export const NASTY: readonly unknown[] = [
	'../../Providers/Instances',
	'..%2f..%2fProviders%2fInstances',
	'%2e%2e/%2e%2e/mca',
	`${CUSTOMER.id}/../${CUSTOMER.id}`,
	`${CUSTOMER.id}/users`,
	`${CUSTOMER.id}?providerInstanceId=${INSTANCE.id}`,
	`${CUSTOMER.id}#`,
	`${CUSTOMER.id}%00`,
	`${CUSTOMER.id}\u0000`,
	`${CUSTOMER.id}\r\nX-Evil: 1`,
	`\r\nX-Evil: 1\r\n\r\n${CUSTOMER.id}`,
	`\r\n${CUSTOMER.id}\r\n`,
	`{${CUSTOMER.id}`,
	`${CUSTOMER.id.slice(0, -1)}g`,
	`${CUSTOMER.id},${INSTANCE.id}`,
	'https://evil.example.com/',
	'//evil.example.com',
	'\\..\\..',
	'=1+1',
	'{{ $json }}',
	'__proto__',
	'constructor',
	'toString',
	'null',
	'undefined',
	'true',
	'maybe',
	'',
	' ',
	'\u200b',
	'0',
	'-1',
	'1e3',
	'1e999',
	'9'.repeat(30),
	'x'.repeat(5_000),
	'😀'.repeat(50),
	'\ud800',
	'[',
	'[]',
	'[[]]',
	'{}',
	'{"skuId": 1}',
	'[{"skuId": "a", "isSelected": true}, {"skuId": "a", "isSelected": false}]',
	'[{"skuId": "../..", "isSelected": true}]',
	'[null]',
	'[{"__proto__": {"isSelected": true}}]',
	0,
	-1,
	1.5,
	1e21,
	Number.MAX_SAFE_INTEGER,
	true,
	false,
	null,
	[],
	[null],
	[[]],
	['\r\nX-Evil: 1'],
	['../..', 7, ''],
	{},
	{ value: CUSTOMER.id },
	{ __rl: true, mode: 'id', value: '../..' },
	{ __rl: true, mode: 'list' },
	{ length: 3 },
];

/** Anything that an expression may give: nasty values that people and attackers know, and any other. */
export const junk = fc.oneof(
	{ weight: 3, arbitrary: fc.constantFrom(...NASTY) },
	{ weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
	{ weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
);

/** A good value most of the time, so that several fields are good at once, and junk else. */
export function mostly<T>(...good: T[]): fc.Arbitrary<unknown> {
	return fc.oneof(
		{ weight: 5, arbitrary: fc.constantFrom<unknown>(...good) },
		{ weight: 1, arbitrary: junk },
	);
}

export const onError = fc.constantFrom(
	undefined,
	'continueRegularOutput' as const,
	'continueErrorOutput' as const,
);
