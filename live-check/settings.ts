/** What a check needs to know: from the environment, else from whoever sits there. */
import { cleanBaseUrl, cleanTenant } from '../nodes/shared/api/clean';
import { publicAddresses } from './contract';
import { Stopped } from './stopped';
import type { Terminal } from './terminal';

export interface Settings {
	clientId: string;
	clientSecret: string;
	/** Host name of the portal. */
	tenant: string;
	/** Without a slash at the end. */
	baseUrl: string;
	tokenUrl: string;
	scope: string;
	/** Between two requests. */
	pauseMs: number;
	timeoutMs: number;
}

const DEFAULT_PAUSE_MS = 500;
const TIMEOUT_MS = 60_000;

/** Reads the settings. Throws `Stopped` when an address is not usable. */
export async function readSettings(
	terminal: Terminal,
	environment: NodeJS.ProcessEnv,
	{ pauseMs = DEFAULT_PAUSE_MS }: { pauseMs?: number } = {},
): Promise<Settings> {
	const {
		CLOUDCOCKPIT_CLIENT_ID: clientId,
		CLOUDCOCKPIT_CLIENT_SECRET: clientSecret,
		CLOUDCOCKPIT_TENANT: tenant,
		CLOUDCOCKPIT_BASE_URL: baseUrl,
		CLOUDCOCKPIT_TOKEN_URL: tokenUrl,
		CLOUDCOCKPIT_SCOPE: scope,
	} = environment;
	const addresses = publicAddresses();
	const portal = tenant || (await terminal.ask('Tenant (the domain of your portal): '));
	return {
		tenant: usable('The tenant must be a domain such as portal.example.com', () =>
			cleanTenant(portal),
		),
		baseUrl: usable('CLOUDCOCKPIT_BASE_URL must start with https://', () =>
			cleanBaseUrl(baseUrl || addresses.baseUrl),
		),
		tokenUrl: usable('CLOUDCOCKPIT_TOKEN_URL must start with https://', () =>
			cleanBaseUrl(tokenUrl || addresses.tokenUrl),
		),
		scope: scope || addresses.scope,
		clientId: (clientId || (await terminal.ask('Client ID: '))).trim(),
		clientSecret: (clientSecret || (await terminal.askSecret('Client secret: '))).trim(),
		pauseMs,
		timeoutMs: TIMEOUT_MS,
	};
}

/** The cleaned value. Its own errors quote a credential of n8n, and the address. */
function usable(message: string, clean: () => string): string {
	try {
		return clean();
	} catch {
		throw new Stopped(message);
	}
}
