import type { IDataObject } from 'n8n-workflow';

import { cleanBaseUrl, cleanTenant, cleanToken } from '../../../nodes/shared/api/clean';
import { describeReply } from '../../../nodes/shared/api/describe';
import { signInRefusalOf } from '../../../nodes/shared/api/sign-in';
import { expiryOf } from '../../../nodes/shared/api/token';
import { silenceOf } from '../../../nodes/shared/api/transport-error';
import { type Sandbox, startSandbox } from '../../../sandbox';
import { OPERATION_CASES, operationCase } from '../../engine/support/operations';
import { sent } from '../api/sent';
import type { Request } from '../support/api';
import { operationOf } from '../support/operation';
import { GET, GOOD, run, SET } from '../support/run';
import { filledIn, LONGEST_ERROR, tooExpensive } from './support';

/** Some for texts that are passed on as they are. */
const ANY_TEXTS = [
	'one word',
	'blanks within',
	'beginnings of tokens',
	'a domain that does not end',
	'nested JSON',
	'JSON with many entries',
] as const;

const PARAMETERS = { customerId: '={{ $json.c }}', options: { maxRetries: 0 } };

describe('1 MB in an answer that is an error costs next to nothing, and is quoted briefly', () => {
	test.each<[string, (text: string) => unknown]>([
		['type', (type) => ({ type })],
		['description', (description) => ({ description })],
		['correlationId', (correlationId) => ({ correlationId })],
		['the name of a property', (name) => ({ errors: [{ propertyName: name, description: 'x' }] })],
		[
			'what is wrong with a property',
			(text) => ({ errors: [{ propertyName: 'x', description: text }] }),
		],
		[
			'one of several such texts',
			(text) => ({ errors: [{ propertyName: 'x', description: ['y', text] }] }),
		],
		['a body of text', (text) => text],
		['a web page', (text) => `<html>${text}`],
	])('%s', async (_, bodyWith) => {
		const expensive = await tooExpensive(async (text) => {
			const body = bodyWith(text);
			for (const [operation, statusCode] of [
				[GET, 400],
				[SET, 503],
				[SET, 200],
			] as const) {
				const answer = async () => ({ statusCode, headers: {}, body });
				const items = GOOD.slice(0, 1);
				const { output } = await run(
					operation,
					{ parameters: PARAMETERS, items, continueOnFail: true },
					answer,
				);
				expect(JSON.stringify(output).length).toBeLessThan(LONGEST_ERROR);
			}
		});

		expect(expensive).toEqual([]);
	});
});

describe('1 MB in what n8n throws costs next to nothing, and is quoted briefly', () => {
	test.each<[string, (text: string) => object]>([
		['message', (message) => new Error(message)],
		['code', (code) => Object.assign(new Error('x'), { code })],
		['a message behind it', (message) => new Error('x', { cause: new Error(message) })],
		['a message that n8n replaced', (text) => Object.assign(new Error('x'), { messages: [text] })],
		[
			'what the sign-in says',
			(text) => Object.assign(new Error('x'), { body: { error: text, error_description: text } }),
		],
	])('%s', async (_, errorWith) => {
		const expensive = await tooExpensive((text) => {
			const error = errorWith(text);
			for (const reply of [signInRefusalOf(error), silenceOf(error)]) {
				const failure = describeReply(reply, 'unknown', sent());
				expect(JSON.stringify(failure).length).toBeLessThan(LONGEST_ERROR);
			}
		});

		expect(expensive).toEqual([]);
	});
});

test.each<[string, (text: string) => unknown]>([
	['Base URL', cleanBaseUrl],
	['Tenant', cleanTenant],
	['Access Token', cleanToken],
	['Access Token that may have expired', expiryOf],
])('1 MB in the %s of a credential costs next to nothing', async (_, read) => {
	const expensive = await tooExpensive((text) => {
		try {
			read(text);
		} catch (error) {
			expect((error as Error).message.length).toBeLessThan(LONGEST_ERROR);
		}
	});

	expect(expensive).toEqual([]);
});

describe('1 MB in any text of an answer costs next to nothing', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox();
	});
	afterAll(async () => await sandbox.close());

	/** What the sandbox answers to a request of n8n's helper. */
	const ask = async ({ method, url, qs = {}, headers, body }: Request) => {
		const address = new URL(url);
		for (const [name, value] of Object.entries(qs)) {
			for (const entry of [value].flat()) {
				if (entry !== undefined) address.searchParams.append(name, String(entry));
			}
		}
		const answer = await fetch(address, {
			method,
			headers: {
				...headers,
				Authorization: `Bearer ${sandbox.issueToken()}`,
				'Content-Type': 'application/json',
			},
			body: body && JSON.stringify(body),
		});
		const text = await answer.text();
		return { statusCode: answer.status, headers: {}, body: text && (JSON.parse(text) as unknown) };
	};

	/** Runs an operation at the sandbox; `answers` are given in the place of the sandbox's. */
	const runAt = async (name: string, answers?: object[]) => {
		const operation = operationOf(name.replace('.', '/'));
		const { node, sample } = operationCase(name);
		const received: object[] = [];
		const { url: baseUrl, tenant } = sandbox;
		const { output, error } = await run(
			operation,
			{
				parameters: filledIn(operation, { ...node, ...sample.node }),
				items: sample.items.slice(0, 1),
				credential: { baseUrl, tenant, accessToken: 'token' },
				continueOnFail: true,
			},
			async (request, number) => {
				const answer = answers?.[(number - 1) % answers.length] ?? (await ask(request));
				received.push(answer);
				return answer;
			},
		);
		return { output, error, received };
	};

	test.each(OPERATION_CASES.map(({ name }) => [name]))('%s', async (name) => {
		sandbox.reset();
		// So that the audit log has something to list.
		await runAt('mca.refresh');
		const { output, received } = await runAt(name);
		expect(output.filter(({ json }) => 'error' in json)).toEqual([]);

		const expensive: string[] = [];
		for (const [number, answer] of received.entries()) {
			for (const place of placesIn(answer)) {
				const found = await tooExpensive(async (text) => {
					const changed = put(answer, place, text);
					await runAt(name, Object.assign([...received], { [number]: changed }));
				}, ANY_TEXTS);
				expensive.push(...found.map((what) => `${place.join('.')}, ${what}`));
			}
		}
		expect(expensive).toEqual([]);
	});
});

type Path = readonly string[];

/** Where there is a text, or none yet; of a list only in its first entry. */
function placesIn(value: unknown, path: Path = []): Path[] {
	if (typeof value === 'string' || value === null) return [path];
	if (typeof value !== 'object') return [];
	const entries = Object.entries(value).slice(0, Array.isArray(value) ? 1 : undefined);
	return entries.flatMap(([name, entry]) => placesIn(entry, [...path, name]));
}

/** The same with something else at a place. */
function put<T>(value: T, [name, ...rest]: Path, text: string): T {
	if (name === undefined) return text as T;
	const copy = (Array.isArray(value) ? [...value] : { ...value }) as IDataObject;
	copy[name] = put(copy[name], rest, text);
	return copy as T;
}
