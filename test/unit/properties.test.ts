import fc from 'fast-check';

import { cleanBaseUrl, cleanTenant, cleanToken } from '../../nodes/shared/api/clean';
import { PAGE_SIZE, readList } from '../../nodes/shared/api/paging';
import { redact } from '../../nodes/shared/api/redact';
import { retryAfterMs } from '../../nodes/shared/api/retry-after';
import { judge } from '../../nodes/shared/api/rules';
import { expiryOf } from '../../nodes/shared/api/token';
import { toGuid, toTexts, toWholeNumber } from '../../nodes/shared/fields/parse';
import { schedule } from '../../nodes/shared/items/schedule';

const SETTINGS = { seed: 20_260_115, numRuns: 1_000 };
const anyText = fc.string({ unit: 'binary' });
const anything = fc.oneof(anyText, fc.anything());

/** Gives what a function gives, or undefined where it refuses with an Error. */
function tried<T>(run: () => T): T | undefined {
	try {
		return run();
	} catch (error) {
		expect(error).toBeInstanceOf(Error);
		return undefined;
	}
}

test('cleanTenant gives a host name, which it gives again for itself, or refuses', () => {
	const nearly = fc
		.tuple(anyText, fc.domain(), anyText)
		.map(([before, host, after]) => `${before}${host}${after}`);
	fc.assert(
		fc.property(fc.oneof(anything, nearly), (input) => {
			const host = tried(() => cleanTenant(input));
			if (host === undefined) return;
			expect(host).toMatch(/^[a-z0-9.-]{3,253}$/);
			expect(cleanTenant(host)).toBe(host);
		}),
		SETTINGS,
	);
});

test('cleanTenant finds the host name in any address of the portal', () => {
	fc.assert(
		fc.property(fc.webUrl({ validSchemes: ['http', 'https'] }), (url) => {
			expect(cleanTenant(` ${url}\n`)).toBe(new URL(url).hostname);
		}),
		SETTINGS,
	);
});

test('cleanBaseUrl gives an address without query, credentials and slash at the end, or refuses', () => {
	const options = { withQueryParameters: true, withFragments: true };
	fc.assert(
		fc.property(fc.oneof(anything, fc.webUrl(options)), (input) => {
			const address = tried(() => cleanBaseUrl(input));
			if (address === undefined) return;
			expect(address).toMatch(/^https?:\/\/[^\s?#@]+$/);
			expect(address.endsWith('/')).toBe(false);
			expect(new URL(address).protocol).toBe(
				/^https?:/.exec(address)?.[0] === 'https:' ? 'https:' : 'http:',
			);
		}),
		SETTINGS,
	);
});

test('cleanToken takes off what is around a token, and nothing of the token', () => {
	const token = fc.stringMatching(/^[\w-]{1,20}\.[\w-]{1,20}\.[\w-]{1,20}$/);
	const around = fc.stringMatching(/^[\s"']*$/);
	fc.assert(
		fc.property(token, around, around, fc.boolean(), (bare, before, after, bearer) => {
			expect(cleanToken(`${before}${bearer ? 'Bearer ' : ''}${bare}${after}`)).toBe(bare);
		}),
		SETTINGS,
	);
});

test('toGuid gives a GUID in lower case or nothing, and knows each in any spelling', () => {
	fc.assert(
		fc.property(anything, fc.uuid(), fc.boolean(), (input, guid, braces) => {
			expect(toGuid(input) ?? '00000000-0000-0000-0000-000000000000').toMatch(
				/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
			);
			const written = braces ? `{${guid.toUpperCase()}}` : guid.toUpperCase();
			expect(toGuid(` ${written}\u00a0`)).toBe(guid);
		}),
		SETTINGS,
	);
});

test('toWholeNumber gives a safe whole number or nothing', () => {
	fc.assert(
		fc.property(anything, fc.integer(), (input, number) => {
			expect(Number.isSafeInteger(toWholeNumber(input) ?? 0)).toBe(true);
			expect(toWholeNumber(` ${number} `)).toBe(number);
		}),
		SETTINGS,
	);
});

test('toTexts gives the entries of a list however it is written', () => {
	const word = fc.stringMatching(/^[a-z0-9][a-z0-9 -]{0,10}[a-z0-9]$/);
	fc.assert(
		fc.property(anything, fc.array(word, { minLength: 1 }), (input, words) => {
			const texts = toTexts(input) ?? [];
			expect(texts.every((text) => typeof text === 'string')).toBe(true);
			for (const written of [words, JSON.stringify(words), words.join(', '), words.join(' ; ')]) {
				expect(toTexts(written)).toEqual(words);
			}
		}),
		SETTINGS,
	);
});

test('retryAfterMs gives a time that can be waited for, or nothing', () => {
	const value = fc.oneof(
		anyText,
		fc.double().map(String),
		fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
	);
	fc.assert(
		fc.property(value, value, fc.constantFrom(429, 503, 500, 200), (after, date, status) => {
			const headers = { 'retry-after': after, date };
			const waitMs = retryAfterMs({ kind: 'answer', status, headers, body: undefined });
			if (waitMs === undefined) return;
			expect([429, 503]).toContain(status);
			expect(waitMs).toBeGreaterThanOrEqual(0);
			expect(Number.isFinite(waitMs)).toBe(true);
		}),
		SETTINGS,
	);
});

test('judge never repeats an update that may have been carried out', () => {
	const status = fc.integer({ min: 200, max: 599 });
	const body = fc.oneof(fc.constant(undefined), fc.constant('<html>'), fc.jsonValue());
	const attempt = fc.integer({ min: 1, max: 20 });
	fc.assert(
		fc.property(status, body, attempt, fc.nat(10), (code, answered, sent, maxRetries) => {
			const reply = { kind: 'answer', status: code, headers: {}, body: answered } as const;
			const { act, ...rest } = judge(reply, {
				count: sent,
				effect: 'update',
				maxRetries,
				retryUnknownOutcome: false,
			});
			// A 429 is repeated as long as the run may wait, and everybody waits for it.
			expect(act === 'repeat').toBe(code === 429 && maxRetries > 0);
			if (act === 'repeat') expect(rest).toMatchObject({ waitMs: 0, health: 'limited' });
		}),
		SETTINGS,
	);
});

test('redact leaves no secret and no token', () => {
	const secret = fc.stringMatching(/^[A-Za-z0-9~.$&]{8,30}$/);
	const token = fc.stringMatching(
		/^eyJ[A-Za-z0-9_-]{10,20}\.[A-Za-z0-9_-]{10,20}\.[A-Za-z0-9_-]{10}$/,
	);
	fc.assert(
		fc.property(anyText, secret, token, anyText, (before, hidden, jwt, after) => {
			const shown = redact(`${before}${hidden} ${jwt} Bearer ${jwt}${after}`, [hidden]);
			expect(shown.includes(hidden)).toBe(false);
			expect(shown.includes(jwt)).toBe(false);
		}),
		SETTINGS,
	);
});

test('expiryOf reads any time a token can hold, and gives up on everything else', () => {
	fc.assert(
		fc.property(anyText, fc.jsonValue(), fc.integer(), (text, claims, exp) => {
			const tokenOf = (payload: unknown) =>
				`head.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.signature`;
			expiryOf(text);
			expiryOf(tokenOf(claims));
			expect(expiryOf(tokenOf({ exp }))?.getTime()).toBe(exp * 1000);
		}),
		SETTINGS,
	);
});

test('readList gives each entry once, in order, and fetches no page that is not needed', async () => {
	const anyLimit = fc.option(fc.integer({ min: 1, max: 800 }), { nil: Infinity });
	await fc.assert(
		fc.asyncProperty(fc.nat(700), anyLimit, async (total, limit) => {
			const pageSizes: number[] = [];
			const entries = await readList(async ({ pageNumber, pageSize }) => {
				pageSizes.push(pageSize);
				const start = (pageNumber - 1) * pageSize;
				const end = Math.min(total, start + pageSize);
				const items = Array.from({ length: Math.max(0, end - start) }, (_, at) => ({
					id: start + at,
				}));
				return { items, hasNextPage: end < total };
			}, limit);

			const wanted = Math.min(total, limit);
			expect(entries).toEqual(Array.from({ length: wanted }, (_, at) => ({ id: at })));
			const [pageSize = 0] = pageSizes;
			expect(new Set(pageSizes).size).toBe(1);
			expect(pageSize).toBeLessThanOrEqual(PAGE_SIZE);
			expect(pageSizes).toHaveLength(Math.max(1, Math.ceil(wanted / pageSize)));
			// Of what is fetched, less than one entry a page is too much.
			const asked = pageSizes.length * pageSize;
			if (wanted === limit) expect(asked - limit).toBeLessThan(pageSizes.length);
		}),
		{ ...SETTINGS, numRuns: 300 },
	);
});

test('schedule runs every job once, one after the other where they share a target', async () => {
	const anyJobs = fc.array(fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }));
	await fc.assert(
		fc.asyncProperty(
			fc.scheduler(),
			anyJobs,
			fc.integer({ min: 1, max: 10 }),
			async (order, targets, maxConcurrency) => {
				const impact = 'write' as const;
				const jobs = targets.map((target, itemIndex) => ({ target, itemIndex, impact }));
				const started: number[] = [];
				const busy = new Set<string>();
				let inFlight = 0;
				const all = schedule(
					jobs,
					async ({ target, itemIndex }) => {
						expect(busy.has(target ?? '')).toBe(false);
						if (target !== undefined) busy.add(target);
						started.push(itemIndex);
						inFlight += 1;
						expect(inFlight).toBeLessThanOrEqual(maxConcurrency);
						await order.schedule(Promise.resolve());
						inFlight -= 1;
						if (target !== undefined) busy.delete(target);
						return undefined;
					},
					{ maxConcurrency, stopped: () => false },
				);
				await order.waitFor(all);
				expect([...started].sort((a, b) => a - b)).toEqual(jobs.map((_, index) => index));
				for (const target of ['a', 'b', 'c']) {
					const mine = started.filter((index) => targets[index] === target);
					expect(mine).toEqual([...mine].sort((a, b) => a - b));
				}
			},
		),
		{ ...SETTINGS, numRuns: 300 },
	);
});
