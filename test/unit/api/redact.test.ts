import { redact } from '../../../nodes/shared/api/redact';

test.each([
	['nothing to hide', ['secret'], 'nothing to hide'],
	['secret, secret and other', ['secret', 'other'], '[hidden], [hidden] and [hidden]'],
	['a.c and abc', ['a.c'], '[hidden] and abc'],
	['Bearer abc.def-ghi, then', [], '[hidden] then'],
	['Authorization: Bearer  x', [], 'Authorization: [hidden]'],
	['got eyJhbGciOi.eyJleHAiOjE.c2ln.', [], 'got [hidden].'],
	['got eyJhbGciOi.eyJleHAiOjE. without', [], 'got [hidden] without'],
	['eyJabcd.abc', [], 'eyJabcd.abc'],
])('redact makes %j with %j to %j', (text, secrets, shown) => {
	expect(redact(text, secrets)).toBe(shown);
});
