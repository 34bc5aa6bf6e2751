import { wordsFor } from '../../../nodes/CloudCockpit/words';
import { describeReply } from '../../../nodes/shared/api/describe';
import { isWebPage } from '../../../nodes/shared/api/explain';
import type { Reply } from '../../../nodes/shared/api/reply';
import { CANCELED } from '../../../nodes/shared/api/transport-error';
import { advise } from '../../../nodes/shared/words';
import { answer, CUSTOMER, ID, INSTANCE, sent, silence } from './sent';

/** With the advice that the action node adds. */
const WORDS = wordsFor([]);
const describeIt = (reply: Reply, from = sent()) =>
	advise(describeReply(reply, 'rejected', from), WORDS);

describe('without words of the API', () => {
	test.each<[Reply, RegExp, RegExp | undefined]>([
		[answer(302), /^api\.example\.com did not answer like/, /^Check the Base URL/],
		[answer(399), /^api\.example\.com did not answer like/, /^Check the Base URL/],
		[answer(400), /^CloudCockpit refused the request \(status 400\)$/, undefined],
		[
			answer(401),
			/^CloudCockpit did not accept the access token$/,
			/Client ID, Scope and Tenant \(portal\.example\.com\)/,
		],
		[answer(403), /^CloudCockpit does not allow this$/, /csp or reseller.*portal\.example\.com/],
		[
			answer(404),
			/^Customer or provider instance not found$/,
			new RegExp(`belong together: customer ${CUSTOMER}, provider instance ${INSTANCE}\\.$`),
		],
		[answer(429), /refused the request once: too many requests$/, /Max Concurrency/],
		[answer(200, '<html>'), /did not answer like/, /Base URL/],
		[answer(499, '<html>'), /did not answer like/, /Base URL/],
		[answer(502, '<html>'), /not available at the moment \(status 502\)/, /support/],
		[answer(500), /not available at the moment \(status 500\)/, /support/],
		[answer(200, '{"a'), /cut off or is not JSON/, undefined],
		[answer(418), /refused the request \(status 418\)/, undefined],
		[silence('ECONNABORTED'), /^CloudCockpit did not answer within 60 seconds$/, /Raise Timeout/],
		// The system gave up, whatever Timeout says.
		[silence('ETIMEDOUT'), /^The connection to CloudCockpit broke/, undefined],
		[silence('ETIMEDOUT', true), /^No connection to api\.example\.com/, /firewall/],
		[silence('ENOTFOUND', true), /^The address api\.example\.com was not found$/, /Base URL/],
		[silence('EAI_AGAIN', true), /was not found$/, /network of this n8n/],
		[silence('ECONNREFUSED', true), /^No connection to/, /SSRF/],
		[silence('ECONNRESET'), /^The connection to CloudCockpit broke/, undefined],
	])('%j is explained', (reply, message, hint) => {
		const failure = describeIt(reply);
		expect(failure.message).toMatch(message);
		if (hint) expect(failure.hint).toMatch(hint);
		else expect(failure.hint).toBeUndefined();
		expect(failure).toMatchObject({ attempts: 1, outcome: 'rejected', correlationId: ID });
	});

	test('one second is singular, several tries are counted', () => {
		const quick = sent({}, { timeoutMs: 1_000 });
		expect(describeIt(silence('ECONNABORTED'), quick).message).toMatch(/within 1 second$/);
		expect(describeIt(answer(429), sent({ attempts: 3 })).message).toMatch(/request 3 times/);
	});

	test('a 404 of a list of the whole tenant is a wrong address', () => {
		const list = sent({}, { path: '/v1/Customers/mca' });
		expect(describeIt(answer(404), list).message).toMatch(/did not answer like/);
	});

	test('network codes and statuses are told', () => {
		expect(describeIt(silence('ECONNRESET'))).toMatchObject({ code: 'ECONNRESET' });
		expect(describeIt(silence('ECONNRESET')).httpCode).toBeUndefined();
		expect(describeIt(answer(418))).toMatchObject({ httpCode: '418' });
		expect(describeIt(answer(418)).code).toBeUndefined();
	});
});

describe('the sign-in service', () => {
	test.each([
		['EAUTH', 'invalid_client', /refused the client ID or the client secret/],
		['EAUTH', 'AADSTS7000215: no', /refused the client ID or the client secret/],
		['EAUTH', 'The SECRET is wrong', /refused the client ID or the client secret/],
		['EAUTH', 'AADSTS900144: client_id is missing', /refused the client ID or the client secret/],
		['EAUTH', 'invalid_scope', /refused the scope/],
		['EAUTH', 'AADSTS70011: no', /refused the scope/],
		['EAUTH', 'AADSTS1002012: Client credential flows must end so', /refused the scope/],
		['EAUTH', 'AADSTS500011: The resource was not found', /refused the scope/],
		['ESTATUS', 'HTTP status 400', /did not give an access token/],
	])('%s %s', (code, detail, message) => {
		const failure = describeIt({ kind: 'signInRefused', code, detail, passing: false });
		expect(failure.message).toMatch(message);
		expect(failure.hint).toContain(`The service said: ${detail}`);
		expect(failure.code).toBe(code);
		expect(failure.kind).toBe('signInRefused');
	});

	test.each([
		[503, 'ESTATUS', 'status 503'],
		[undefined, 'ECONNREFUSED', 'ECONNREFUSED'],
	])('that fails for a passing reason is told as such: %s %s', (status, code, why) => {
		const reply: Reply = { kind: 'signInRefused', code, status, detail: '', passing: true };
		const { kind, message, hint } = describeIt(reply);
		expect(kind).toBe('signInUnavailable');
		expect(message).toBe(`The sign-in service gave no access token at the moment (${why})`);
		expect(hint).toMatch(
			/Try again later\. If it persists, check Access Token URL in the credential\.$/,
		);
		expect(describeIt({ ...reply, detail: 'Busy' }).hint).toMatch(/ The service said: Busy$/);
	});
});

test('a request that the user stopped says so, and has no network code', () => {
	for (const isUndelivered of [true, false]) {
		const failure = describeIt(silence(CANCELED, isUndelivered));
		expect(failure.message).toMatch(/^The execution was canceled before/);
		expect(failure).toMatchObject({ kind: 'canceled', code: undefined });
	}
});

describe('a pasted token', () => {
	const NOW = Date.UTC(2026, 0, 15, 9);
	beforeEach(() => void jest.spyOn(Date, 'now').mockReturnValue(NOW));
	afterEach(() => jest.restoreAllMocks());
	const withToken = (accessToken: string) =>
		sent({ connection: { ...sent().connection, credentialType: 'cloudCockpitApi', accessToken } });
	const tokenUntil = (exp: number) =>
		`h.${Buffer.from(JSON.stringify({ exp })).toString('base64url')}.s`;

	test.each([
		[NOW / 1000 - 1, /^The access token expired at 2026-01-15T08:59:59\.000Z$/],
		[NOW / 1000, /^The access token expired at 2026-01-15T09:00:00\.000Z$/],
		[NOW / 1000 + 1, /^CloudCockpit did not accept the access token$/],
	])('that expires at %d', (exp, message) => {
		const failure = describeIt(answer(401), withToken(tokenUntil(exp)));
		expect(failure.message).toMatch(message);
		expect(failure.hint).toMatch(/^Paste a new token into the credential, or use the OAuth2/);
		const still = exp * 1000 > NOW;
		expect(failure.hint?.includes('valid until 2026-01-15T09:00:01.000Z')).toBe(still);
	});

	test('that does not say when it expires', () => {
		const { message, hint } = describeIt(answer(401), withToken('opaque'));
		expect(message).toBe('CloudCockpit did not accept the access token');
		expect(hint).toMatch(/renews itself\.$/);
	});
});

test.each([
	['<html>', true],
	['  \n<HTML lang="en">', true],
	['<!doctype html>', true],
	['{"a": "<html>"}', false],
	['<xml>', false],
	[{ html: '<html>' }, false],
	[undefined, false],
])('%j is a web page: %s', (body, expected) => {
	expect(isWebPage({ kind: 'answer', status: 200, headers: {}, body })).toBe(expected);
});
