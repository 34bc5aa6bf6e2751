import { PassThrough } from 'node:stream';
import { readSettings } from '../../live-check/settings';
import { openTerminal } from '../../live-check/terminal';

const SECRET = 'made~up~secret';

/** A terminal with somebody at its keys. */
function sit() {
	const input = new PassThrough();
	const output = Object.assign(new PassThrough(), { isTTY: true });
	let screen = '';
	output.setEncoding('utf8').on('data', (text: string) => (screen += text));
	const controller = new AbortController();
	const { signal } = controller;
	const interrupt = () => controller.abort(new Error('it was interrupted'));
	const terminal = openTerminal({ input, output, signal, interrupt });
	const shown = async (text: string) => {
		while (!screen.includes(text)) await new Promise((resolve) => setTimeout(resolve, 5));
	};
	return { terminal, input, shown, screen: () => screen };
}

test('settings are asked for, and a secret that is typed does not show, nor later', async () => {
	const { terminal, input, shown, screen } = sit();
	const asked = readSettings(terminal, {});
	await shown('portal): ');
	input.write('https://Portal.Example.com/start\r');
	await shown('Client ID: ');
	input.write('some-client\r');
	await shown('Client secret: ');
	input.write(`${SECRET}\r`);
	const settings = await asked;

	expect(settings).toMatchObject({
		tenant: 'portal.example.com',
		clientId: 'some-client',
		clientSecret: SECRET,
		baseUrl: 'https://api.cloudcockpit.com',
		tokenUrl:
			'https://login.microsoftonline.com/4e806121-ff28-4286-ab4e-3be0a08f9ce0/oauth2/v2.0/token',
		scope: 'api://b92a36a4-feb8-4f47-a69c-29a180aa6d0a/.default',
		pauseMs: 500,
	});
	expect(screen()).toContain('some-client');
	const next = terminal.ask('Type yes: ');
	await shown('Type yes: ');
	// The key for what was typed before.
	input.write('\u001b[A');
	input.write('yes\r');
	expect(await next).toBe('yes');
	expect(screen()).not.toContain(SECRET);
	terminal.close();
});

test('Ctrl+C at a question ends it', async () => {
	const { terminal, input, shown } = sit();
	const asked = terminal.ask('Customer: ');
	await shown('Customer: ');
	input.write('\u0003');
	await expect(asked).rejects.toThrow('it was interrupted');
	terminal.close();
});

test('a question that nobody can answer ends', async () => {
	const { terminal, input, shown } = sit();
	const asked = terminal.ask('Customer: ');
	await shown('Customer: ');
	input.end();
	await expect(asked).rejects.toThrow('there is nobody to answer');
});

test.each([
	['tenant', { CLOUDCOCKPIT_TENANT: 'no domain' }, 'The tenant must be a domain'],
	['base URL', { CLOUDCOCKPIT_BASE_URL: 'http://api.example.com' }, 'CLOUDCOCKPIT_BASE_URL'],
	['token URL', { CLOUDCOCKPIT_TOKEN_URL: 'ftp://example.com' }, 'CLOUDCOCKPIT_TOKEN_URL'],
])('a %s that cannot be used is refused, before anything is sent', async (_what, more, words) => {
	const { terminal } = sit();
	const environment = {
		CLOUDCOCKPIT_TENANT: 'portal.example.com',
		CLOUDCOCKPIT_CLIENT_ID: 'some-client',
		CLOUDCOCKPIT_CLIENT_SECRET: SECRET,
		...more,
	};
	await expect(readSettings(terminal, environment)).rejects.toThrow(words);
	terminal.close();
});
