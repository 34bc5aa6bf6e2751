import { Agent } from 'node:http';
import axios from 'axios';
import type { AxiosInstance } from 'axios';
import { startSandbox } from '../../sandbox';
import type { Sandbox, SandboxOptions } from '../../sandbox';
import { PROVIDER_INSTANCES } from '../../sandbox/seed';

export const EUROPE = PROVIDER_INSTANCES.microsoftEurope.id;
export const AMERICAS = PROVIDER_INSTANCES.microsoftAmericas.id;
export const GENERIC = PROVIDER_INSTANCES.generic.id;
/** A GUID that nothing in the sandbox has. */
export const UNKNOWN_ID = '0f0f0f0f-1111-4222-8333-444444444444';
export const CORRELATION_ID = 'ab12cd34-5e6f-4a7b-8c9d-0e1f2a3b4c5d';

export interface SandboxTest {
	readonly sandbox: Sandbox;
	/** Signed in, for the right tenant; never throws on a status. */
	readonly http: AxiosInstance;
}

/** A sandbox for the tests of a file, as new for each of them. */
export function useSandbox(options?: SandboxOptions): SandboxTest {
	let sandbox: Sandbox;
	let http: AxiosInstance;
	const httpAgent = new Agent({ keepAlive: true });

	beforeAll(async () => {
		sandbox = await startSandbox(options);
	});
	beforeEach(() => {
		sandbox.reset();
		http = axios.create({
			baseURL: sandbox.url,
			httpAgent,
			validateStatus: () => true,
			headers: { 'X-Tenant': sandbox.tenant, Authorization: `Bearer ${sandbox.issueToken()}` },
		});
	});
	afterAll(async () => {
		httpAgent.destroy();
		await sandbox.close();
	});
	return {
		get sandbox() {
			return sandbox;
		},
		get http() {
			return http;
		},
	};
}

export const mcaPath = (customerId: string, providerInstanceId: string = EUROPE): string =>
	`/v1/Customers/${customerId}/provider-instances/${providerInstanceId}/mca`;
