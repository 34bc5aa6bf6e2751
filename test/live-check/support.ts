import axios from 'axios';
import { runCheck } from '../../live-check/check';
import type { CheckOptions } from '../../live-check/check';
import type { Settings } from '../../live-check/settings';
import { Stopped } from '../../live-check/stopped';
import type { Terminal } from '../../live-check/terminal';
import { startSandbox } from '../../sandbox';
import type { Sandbox, SandboxOptions } from '../../sandbox';
import { CUSTOMERS } from '../../sandbox/seed';
import { mcaPath } from '../sandbox/support';
import { startProxy } from './proxy';
import type { Changes, Proxy } from './proxy';

/** What a person types at a question: the first whose words are in it. */
export type Script = Array<[question: string | RegExp, answer: string | (() => string)]>;

export interface ScriptedTerminal extends Terminal {
	/** All lines said and asked, with the answers. */
	readonly output: string;
}

export function scriptTerminal(script: Script = []): ScriptedTerminal {
	const lines: string[] = [];
	const answer = async (question: string): Promise<string> => {
		const [, reply] = script.find(([words]) => question.search(words) >= 0) ?? [];
		if (reply === undefined) throw new Stopped('there is nobody to answer');
		const text = typeof reply === 'string' ? reply : reply();
		lines.push(`${question}${text}`);
		return text;
	};
	return {
		say: (text) => void lines.push(text),
		ask: answer,
		askSecret: answer,
		close: () => undefined,
		get output() {
			return lines.join('\n');
		},
	};
}

export interface Scene {
	readonly sandbox: Sandbox;
	/** Runs a check; with changes on the way, it runs through them. */
	check(
		options?: { changes?: Changes; script?: Script } & Partial<Settings> &
			Pick<CheckOptions, 'withChanges' | 'signal'>,
	): Promise<Awaited<ReturnType<typeof runCheck>> & { output: string }>;
	/** Has something in the audit log. */
	refreshAgreement(): Promise<void>;
	settings(url?: string): Settings;
}

/** A sandbox for the tests of a file, as new for each of them. */
export function useScene(options?: SandboxOptions): Scene {
	let sandbox: Sandbox;
	let proxy: Proxy;

	beforeAll(async () => {
		sandbox = await startSandbox(options);
		proxy = await startProxy(() => sandbox);
	});
	beforeEach(() => sandbox.reset());
	afterAll(() => Promise.all([proxy.close(), sandbox.close()]));

	const settings = (url = sandbox.url): Settings => ({
		clientId: sandbox.clientId,
		clientSecret: sandbox.clientSecret,
		scope: sandbox.scope,
		tenant: sandbox.tenant,
		baseUrl: url,
		tokenUrl: sandbox.tokenUrl.replace(sandbox.url, url),
		pauseMs: 0,
		timeoutMs: 5_000,
	});

	return {
		get sandbox() {
			return sandbox;
		},
		settings,
		async check({ changes, script, withChanges, signal, ...more } = {}) {
			proxy.changes = changes ?? {};
			const terminal = scriptTerminal(script);
			const result = await runCheck({
				settings: { ...settings(changes && proxy.url), ...more },
				terminal,
				withChanges,
				signal,
			});
			return { ...result, output: terminal.output };
		},
		async refreshAgreement() {
			const headers = {
				'X-Tenant': sandbox.tenant,
				Authorization: `Bearer ${sandbox.issueToken()}`,
			};
			const path = `${mcaPath(CUSTOMERS.northwind.id)}/status`;
			await axios.post(`${sandbox.url}${path}`, undefined, { headers });
		},
	};
}
