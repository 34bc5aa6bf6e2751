/** The command as people start it, in a process of its own. */
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CUSTOMERS, SKUS } from '../../sandbox/seed';
import { useScene } from './support';

// Starting a process takes seconds on a busy computer.
jest.setTimeout(60_000);

const ROOT = join(__dirname, '..', '..');
const TERRY = CUSTOMERS.adventureWorks.placements[0].users.terryAdams;

const scene = useScene();
let folder: string;
let report: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'live-check-'));
	report = join(folder, 'report.md');
});
afterEach(() => rmSync(folder, { recursive: true }));

function start(args: string[], more: NodeJS.ProcessEnv = {}) {
	const { clientId, clientSecret, tenant, baseUrl, tokenUrl } = scene.settings();
	const child = spawn(
		process.execPath,
		['--import', 'tsx', 'live-check/main.ts', '--report', report, ...args],
		{
			cwd: ROOT,
			env: {
				...process.env,
				CLOUDCOCKPIT_CLIENT_ID: clientId,
				CLOUDCOCKPIT_CLIENT_SECRET: clientSecret,
				CLOUDCOCKPIT_TENANT: tenant,
				CLOUDCOCKPIT_BASE_URL: baseUrl,
				CLOUDCOCKPIT_TOKEN_URL: tokenUrl,
				...more,
			},
		},
	);
	let printed = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => (printed += text));
	}
	return { child, printed: () => printed };
}

const exitOf = async (child: ChildProcessWithoutNullStreams): Promise<unknown> =>
	(await once(child, 'close'))[0];

test('reads, writes the report and says where it is', async () => {
	const { child, printed } = start(['--pause', '0']);
	child.stdin.end();
	expect(await exitOf(child)).toBe(0);
	expect(printed()).toContain(`Report: ${report}`);
	expect(printed()).toMatch(/Done\. \d\d requests, 0 changes, 0 findings\./);
	expect(readFileSync(report, 'utf8')).toMatch(/^# Live check of the CloudCockpit API/);
	for (const secret of [scene.sandbox.clientSecret, scene.sandbox.clientId, 'eyJ']) {
		expect(printed()).not.toContain(secret);
	}
});

test('with --write asks, changes and puts back', async () => {
	const { child, printed } = start(['--pause', '0', '--write']);
	const answers: Array<[string, string]> = [
		['Customer: ', CUSTOMERS.adventureWorks.companyName],
		['User: ', TERRY.name],
		['type none: ', 'none'],
		['First license: ', SKUS.microsoft365E3.name],
		['Second license: ', SKUS.businessPremium.name],
		['cannot tell) ', 'yes'],
		['Type yes to make it: ', 'yes'],
	];
	let read = 0;
	child.stdout.on('data', () => {
		const question = printed().slice(read);
		const [, answer] = answers.find(([words]) => question.endsWith(words)) ?? [];
		if (answer === undefined) return;
		read = printed().length;
		child.stdin.write(`${answer}\n`);
	});
	expect(await exitOf(child)).toBe(0);
	expect(readFileSync(report, 'utf8')).toContain('**kept**, by the seats and the portal');
	expect(scene.sandbox.audit.every(({ succeeded }) => succeeded)).toBe(true);
});

test('Ctrl+C stops it, and says what was done', async () => {
	const { child, printed } = start(['--pause', '300']);
	child.stdin.end();
	while (scene.sandbox.requests.length < 3) await new Promise((done) => setTimeout(done, 20));
	child.kill('SIGINT');
	expect(await exitOf(child)).toBe(130);
	expect(printed()).toMatch(/Stopped: it was interrupted\. \d requests, 0 changes, 0 findings\./);
	expect(readFileSync(report, 'utf8')).toContain(
		'**Stopped before its time:** it was interrupted.',
	);
	expect(scene.sandbox.requests.length).toBeLessThan(8);
});

test.each([
	[
		'without a tenant and without anybody to ask',
		[],
		{ CLOUDCOCKPIT_TENANT: '' },
		'nobody to answer',
	],
	['with a pause that is no number', ['--pause', 'long'], {}, '--pause needs milliseconds'],
])('%s it does nothing', async (_what, args, environment, words) => {
	const { child, printed } = start(args, environment);
	child.stdin.end();
	expect(await exitOf(child)).toBe(1);
	expect(printed()).toContain(words);
	expect(existsSync(report)).toBe(false);
	expect(scene.sandbox.requests).toEqual([]);
});

test('with a wrong secret it ends with 1, and a report', async () => {
	const { child, printed } = start(['--pause', '0'], { CLOUDCOCKPIT_CLIENT_SECRET: 'wrong~one' });
	child.stdin.end();
	expect(await exitOf(child)).toBe(1);
	expect(printed()).toContain('Stopped: the sign-in was refused with 401');
	expect(printed()).not.toContain('wrong~one');
	expect(existsSync(report)).toBe(true);
});
