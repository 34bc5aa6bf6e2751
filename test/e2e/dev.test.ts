import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { type RunningCommand, startCommand } from '../../playground/command';
import { installN8n } from '../../playground/install';
import { OWNER } from '../../playground/n8n';
import { type N8nApi, n8nApi } from '../../playground/n8n-api';
import { CUSTOMERS, PROVIDER_INSTANCES } from '../../sandbox/seed';

/** `npm run dev` in a copy of the project, whose files are saved as a developer saves them. */
const PROJECT = join(__dirname, '..', '..');
const LEFT_OUT = ['node_modules', 'dist', 'coverage', 'reports', '.git', '.stryker-tmp'];
const MODULES = ['node_modules', 'playground/n8n/node_modules'];

const NODE = 'n8n-nodes-cloudcockpit.cloudCockpit';
const OPERATION = 'nodes/CloudCockpit/operations/customer/get.ts';
const AGREEMENT = 'nodes/shared/model/agreement.ts';
const WEBHOOK = 'agreement';

let copy: string;
let dev: RunningCommand;
let api: N8nApi;
let url: string;
const lines: string[] = [];

/** n8n's start and a compilation of all files take a while on a busy computer. */
const LIMIT_MS = 180_000;

beforeAll(async () => {
	await installN8n();
	copy = mkdtempSync(join(tmpdir(), 'cloudcockpit-dev-'));
	const filter = (source: string) => !LEFT_OUT.includes(basename(source));
	cpSync(PROJECT, copy, { recursive: true, filter });
	for (const modules of MODULES) symlinkSync(join(PROJECT, modules), join(copy, modules));
	const onLine = (line: string) => lines.push(line);
	dev = startCommand('npm', ['run', 'dev'], { cwd: copy, onLine });
	await line(/^Save a file/);
	[, url = ''] = /n8n editor +(http:\S+)/.exec(lines.join('\n')) ?? [];
	api = n8nApi(url);
	await api.logIn(OWNER);
});
afterAll(async () => {
	await (dev as RunningCommand | undefined)?.stop();
	rmSync(copy, { recursive: true, force: true });
});

/** Waits for a line that says so, among those that come from now on. */
async function line(wanted: RegExp): Promise<string> {
	const from = lines.length;
	const search = () => lines.slice(from).find((text) => wanted.test(text));
	await until(`a line like ${wanted}`, async () => search() !== undefined);
	return search() ?? '';
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
	const giveUpAt = Date.now() + LIMIT_MS;
	while (!(await isSo())) {
		if (Date.now() > giveUpAt) throw new Error(`No ${what} in:\n${lines.join('\n')}`);
		await sleep(100);
	}
}

function save(file: string, change: (text: string) => string): void {
	const path = join(copy, file);
	const text = readFileSync(path, 'utf8');
	expect(change(text)).not.toBe(text);
	writeFileSync(path, change(text));
}

/** Waits until the editor is offered an action by this name and none by the other. */
async function untilOffered(action: string, other: string): Promise<void> {
	await until(`offer of "${action}"`, async () => {
		// n8n may be writing the list while it is read: it is cut then.
		const types = await api.offeredTypes('nodes').catch(() => []);
		const offered = JSON.stringify(types.find(({ name }) => name === NODE)?.properties ?? '');
		return offered.includes(`"${action}"`) && !offered.includes(`"${other}"`);
	});
}

/** Publishes a workflow that answers a webhook with an agreement. */
async function publish(): Promise<void> {
	const locator = (value: string) => ({ __rl: true, mode: 'id', value });
	const node = (name: string, type: string, typeVersion: number, rest: object) => ({
		...{ id: name, name, type, typeVersion, position: [0, 0], parameters: {} },
		...rest,
	});
	const id = await api.publishWorkflow({
		name: 'Agreement',
		nodes: [
			node('Webhook', 'n8n-nodes-base.webhook', 2, {
				webhookId: WEBHOOK,
				parameters: { path: WEBHOOK, responseMode: 'lastNode', options: {} },
			}),
			node('Get', NODE, 1.1, {
				credentials: { cloudCockpitOAuth2Api: { id: null, name: 'CloudCockpit account' } },
				parameters: {
					...{ authentication: 'oAuth2', resource: 'mca', operation: 'get' },
					customerId: locator(CUSTOMERS.adventureWorks.id),
					providerInstanceId: locator(PROVIDER_INSTANCES.microsoftEurope.id),
				},
			}),
		],
		connections: { Webhook: { main: [[{ node: 'Get', type: 'main', index: 0 }]] } },
	});
	await until('publication', async () => (await api.publicationStatus(id)) === 'published');
}

const answer = async () => await (await fetch(`${url}/webhook/${WEBHOOK}`)).json();

test('what is saved is in n8n, and how long that took is told', async () => {
	await untilOffered('Get a customer', 'Fetch a customer');

	const told = line(/ in n8n \d+\.\d s after it was saved$/);
	save(OPERATION, (text) => text.replace('Get a customer', 'Fetch a customer'));
	expect(await told).toContain(OPERATION);

	await untilOffered('Fetch a customer', 'Get a customer');
});

test('what does not compile is told, and n8n keeps what it had', async () => {
	const told = line(/error TS2322/);
	save(
		OPERATION,
		(text) => `${text.replace('Fetch', 'Break')}\nexport const broken: number = '';\n`,
	);
	expect(await told).toContain(OPERATION);
	await untilOffered('Fetch a customer', 'Break a customer');

	const mended = line(/ in n8n /);
	save(OPERATION, (text) => text.replace('Break', 'Take').replace(/\nexport const broken.*/, ''));
	await mended;
	await untilOffered('Take a customer', 'Fetch a customer');
});

test('a saved workflow keeps its node, and runs what was saved in the meantime', async () => {
	await publish();
	expect(await answer()).toMatchObject({ statusLabel: 'Compliant' });

	const told = line(/ in n8n /);
	save(AGREEMENT, (text) => text.replace("label: 'Compliant'", "label: 'All done'"));
	await told;

	expect(await answer()).toMatchObject({ statusLabel: 'All done' });
});

test('a picture is there too', async () => {
	const told = line(/icons\/cloudcockpit\.svg: in n8n /);
	save('icons/cloudcockpit.svg', (text) => `${text}\n<!-- saved -->\n`);

	expect(await told).toBeDefined();
});
