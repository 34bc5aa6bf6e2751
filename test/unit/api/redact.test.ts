import { quote, redact, shorten } from '../../../nodes/shared/api/redact';

const SECRET = 'p@ss w0rd/+"é';

test.each([
	['nothing to hide', ['secret-1'], 'nothing to hide'],
	['secret-1, secret-1 and other-22', ['secret-1', 'other-22'], '[hidden], [hidden] and [hidden]'],
	['a.c.e.g. and abcdefgh', ['a.c.e.g.'], '[hidden] and abcdefgh'],
	['the Bearer abcdefghij.klmnopqrs-t, then', [], 'the [hidden], then'],
	['Authorization: Bearer  abcdefghijklmnopqrst', [], 'Authorization: [hidden]'],
	['got eyJhbGciOi.eyJleHAiOjE.c2ln.', [], 'got [hidden].'],
	['got eyJhbGciOi.eyJleHAiOjE. without', [], 'got [hidden] without'],
	['cut eyJhbGciOi', [], 'cut [hidden]'],
	['eyJabcd.abc', [], 'eyJabcd.abc'],
])('redact makes %j with %j to %j', (text, secrets, shown) => {
	expect(redact(text, secrets)).toBe(shown);
});

test.each([
	['Bearer tokens are refused here'],
	['keyJhbGciOi stays'],
	['Bearer abcdefghijklmnopqrs'],
])('%j is no token', (text) => expect(redact(text)).toBe(text));

test.each([['1234567'], ['']])('the secret %j is too short to be found for sure', (secret) => {
	expect(redact('It is 1234567 of many', [secret])).toBe('It is 1234567 of many');
});

test.each([
	['as it is', SECRET],
	['in a URL', encodeURIComponent(SECRET)],
	['in a URL, in small letters', encodeURIComponent(SECRET).toLowerCase()],
	['in a form', new URLSearchParams({ a: SECRET }).toString().slice(2)],
	['in JSON', JSON.stringify(SECRET).slice(1, -1)],
])('a secret is hidden %s', (_, written) => {
	expect(redact(`<${written}>`, [SECRET])).toBe('<[hidden]>');
});

test.each([['base64'], ['base64url']] as const)(
	'a secret is hidden in %s, wherever it stands',
	(form) => {
		const secret = 'ÿþ~?>secret~?>ÿþ';
		for (const before of ['', 'a', 'ab', 'abc', 'client:']) {
			const whole = Buffer.from(`${before}${secret}`).toString(form);
			// What is left at the ends is what a few bits of the secret share with its neighbours.
			expect(redact(whole, [secret]).replace('[hidden]', '').length).toBeLessThanOrEqual(
				Math.ceil((before.length * 8) / 6) + 4,
			);
		}
	},
);

test('half of a surrogate pair in a secret breaks nothing', () => {
	expect(redact('x \ud800 y', ['secret-\ud800-1'])).toBe('x \ud800 y');
});

test('what somebody else wrote is quoted without secrets and not longer than anybody reads', () => {
	expect(quote('It is secret-1', ['secret-1'])).toBe('It is [hidden]');
	expect(quote('x'.repeat(2_000))).toBe('x'.repeat(2_000));
	expect(quote('x'.repeat(2_001))).toBe(`${'x'.repeat(2_000)}…`);
	expect([shorten('abc', 3), shorten('abcd', 3)]).toEqual(['abc', 'abc…']);
});
