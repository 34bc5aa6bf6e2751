import type { Credential } from '../../playground/n8n-api';
import { oAuth2Data } from '../../playground/credentials';
import { startWorld, type World } from '../../playground/world';

const OK = { status: 'OK', message: 'Connection successful!' };

const refused = (message: string) => ({ status: 'Error', message });

let world: World;

beforeAll(async () => {
	world = await startWorld();
});
afterAll(async () => {
	await world.stop();
});

/** Saves a credential and tests it, as the editor's dialog does. */
async function saveAndTest(credential: Credential) {
	const id = await world.n8n.api.createCredential(credential);
	return await world.n8n.api.testCredential({ ...credential, id });
}

function oAuth2(change: Record<string, string> = {}): Credential {
	const data = { ...oAuth2Data(world.sandbox), ...change };
	return { name: 'Client', type: 'cloudCockpitOAuth2Api', data };
}

function pasted(change: Record<string, string> = {}): Credential {
	const { url, tenant } = world.sandbox;
	const data = { baseUrl: url, tenant, accessToken: world.sandbox.issueToken(), ...change };
	return { name: 'Token', type: 'cloudCockpitApi', data };
}

describe('client id and secret', () => {
	test('right: the test is green', async () => {
		expect(await saveAndTest(oAuth2())).toEqual(OK);
	});
	test('a wrong secret is named', async () => {
		expect(await saveAndTest(oAuth2({ clientSecret: 'wrong' }))).toEqual(
			refused(
				'Failed to acquire OAuth2 access token: Client authentication failed (e.g., unknown client, no client authentication included, or unsupported authentication method).',
			),
		);
	});
	test('a wrong tenant is named', async () => {
		expect(await saveAndTest(oAuth2({ tenant: 'other.example.com' }))).toEqual(
			refused(
				'Signed in, but not for this tenant. Check that Tenant is the domain of your own portal, and that the API Access has the role csp or reseller.',
			),
		);
	});
});

describe('pasted token', () => {
	test('right: the test is green', async () => {
		expect(await saveAndTest(pasted())).toEqual(OK);
	});
	test('a tenant as copied from the address bar will do', async () => {
		const tenant = ` HTTPS://${world.sandbox.tenant.toUpperCase()}/ `;
		expect(await saveAndTest(pasted({ tenant }))).toEqual(OK);
	});
	test('an expired token is named', async () => {
		const accessToken = world.sandbox.issueToken({ expiresInSeconds: -60 });
		expect(await saveAndTest(pasted({ accessToken }))).toEqual(
			refused(
				'The access token is not accepted. It may have expired (tokens live for an hour): get a new one and paste it here.',
			),
		);
	});
	test('a wrong tenant is named', async () => {
		expect(await saveAndTest(pasted({ tenant: 'other.example.com' }))).toEqual(
			refused(
				'The token is valid, but not for this tenant. Check that Tenant is the domain of your own portal, and that the API Access has the role csp or reseller.',
			),
		);
	});
});
