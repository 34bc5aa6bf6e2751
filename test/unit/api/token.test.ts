import { expiryOf } from '../../../nodes/shared/api/token';

const tokenOf = (claims: unknown) =>
	`h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;

test.each([
	['no token', undefined],
	['', undefined],
	['a.b.c', undefined],
	[tokenOf({}), undefined],
	[tokenOf(null), undefined],
	[tokenOf({ exp: '1768467600' }), undefined],
	[tokenOf({ exp: 8.64e12 + 1 }), undefined],
	[tokenOf({ exp: 8.64e12 }), 8.64e15],
	[tokenOf({ exp: -8.64e12 }), -8.64e15],
	[tokenOf({ exp: 1_768_467_600 }), 1_768_467_600_000],
])('expiryOf reads %s', (token, time) => expect(expiryOf(token)?.getTime()).toBe(time));
