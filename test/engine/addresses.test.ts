import { useScene } from './support';
import { operationCase } from './support/operations';

const scene = useScene();
const GET = operationCase('providerInstance.getMany').node;

/** Addresses by what they make of the sandbox's own. */
const REFUSED: ReadonlyArray<[string, (url: URL) => string]> = [
	['plain HTTP elsewhere', ({ port }) => `http://example.com:${port}`],
	['plain HTTP in the network', ({ port }) => `http://192.168.1.9:${port}`],
	['a name that begins like this computer', ({ port }) => `http://localhost.example.com:${port}`],
	['a user', ({ host }) => `http://user:password@${host}`],
	['a query', ({ origin }) => `${origin}?a=1`],
	['a fragment', ({ origin }) => `${origin}#v1`],
	['another scheme', ({ host }) => `ftp://${host}`],
	['no scheme', ({ host }) => host],
	['a script', () => 'javascript:alert(1)'],
];
const ACCEPTED: ReadonlyArray<[string, (url: URL) => string]> = [
	['as it is', ({ origin }) => origin],
	['a slash', ({ origin }) => `${origin}/`],
	['the version', ({ origin }) => `${origin}/v1/`],
	['blanks', ({ origin }) => `  ${origin}\n`],
	['capitals', ({ origin }) => origin.toUpperCase()],
	['a name of this computer', ({ port }) => `http://localhost:${port}`],
];

describe.each(['oAuth2', 'accessToken'] as const)('signed in by %s', (authentication) => {
	const use = async (baseUrl: string) => {
		const credentials = scene.credentials(authentication, { baseUrl });
		const [[type = '', data = {}] = []] = Object.entries(credentials);
		const run = await scene.run(GET, { authentication, credentials });
		const test = await scene.engine.testCredential(type, data);
		return { node: run.error === undefined, test: test.status === 'OK', message: test.message };
	};

	test.each(REFUSED)('node and credential test refuse %s', async (_, address) => {
		const { message, ...used } = await use(address(new URL(scene.sandbox.url)));

		expect(used).toEqual({ node: false, test: false });
		expect(scene.requests()).toEqual([]);
	});

	test.each(ACCEPTED)('node and credential test accept %s', async (_, address) => {
		const { message, ...used } = await use(address(new URL(scene.sandbox.url)));

		expect(used).toEqual({ node: true, test: true });
	});
});
