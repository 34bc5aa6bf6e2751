/** `npm run sandbox`: a sandbox in a terminal, with all that is needed to try it. */
import { parseArgs } from 'node:util';
import { startSandbox } from './index';
import type { Sandbox, Settings } from './index';
import { CUSTOMERS, PROVIDER_INSTANCES, SKUS } from './seed';

const DEFAULT_PORT = 4010;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: String(DEFAULT_PORT) },
			host: { type: 'string', default: '127.0.0.1' },
			customers: { type: 'string' },
			'license-reading': { type: 'string' },
		},
	});
	const sandbox = await startSandbox({
		port: wholeNumber('--port', values.port),
		host: values.host,
		customers:
			values.customers === undefined ? undefined : wholeNumber('--customers', values.customers),
		licenseReading: licenseReading(values['license-reading']),
	});
	const stop = (): void => {
		void sandbox.close().finally(() => process.exit(0));
	};
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
	console.log(welcome(sandbox));
}

function wholeNumber(name: string, text: string): number {
	if (!/^\d+$/.test(text)) throw new Error(`${name} needs a whole number, not "${text}".`);
	return Number(text);
}

function licenseReading(text: string | undefined): Settings['licenseReading'] | undefined {
	if (text === undefined || text === 'change' || text === 'whole') return text;
	throw new Error(`--license-reading is change or whole, not "${text}".`);
}

function welcome(sandbox: Sandbox): string {
	const token = sandbox.issueToken();
	const { adventureWorks, northwind, proseware } = CUSTOMERS;
	const user = adventureWorks.placements[0].users.terryAdams;
	const instance = PROVIDER_INSTANCES.microsoftEurope;
	const mca = `${sandbox.url}/v1/Customers/${northwind.id}/provider-instances/${instance.id}/mca`;
	return `CloudCockpit sandbox on ${sandbox.url} (Ctrl-C ends it; nothing is kept)

For the credential OAuth2 (Client Credentials)
  Access Token URL  ${sandbox.tokenUrl}
  Client ID         ${sandbox.clientId}
  Client Secret     ${sandbox.clientSecret}
  Scope             ${sandbox.scope}
  Tenant            ${sandbox.tenant}
  Base URL          ${sandbox.url}
For the credential Access Token (good for an hour)
  Tenant            ${sandbox.tenant}
  Access Token      ${token}
  Base URL          ${sandbox.url}

To try
  Provider instance   ${instance.id}  ${instance.alias}
  Customer            ${northwind.id}  ${northwind.companyName} (a refresh finds news)
  Customer            ${adventureWorks.id}  ${adventureWorks.companyName} (agreed, has users)
  Its user            ${user.id}  ${user.name}
  SKU                 ${SKUS.microsoft365E3.skuId}  ${SKUS.microsoft365E3.name}
  Customer            ${proseware.id}  ${proseware.companyName} (short of seats)

curl ${mca} \\
  -H 'X-Tenant: ${sandbox.tenant}' -H 'Authorization: Bearer ${token}'

Spoil the next request
curl ${sandbox.url}/_sandbox/faults -H 'Content-Type: application/json' \\
  -d '{"kind":"rateLimit","retryAfter":2}'
`;
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
