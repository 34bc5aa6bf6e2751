import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';

import { forgetAll } from '../../../nodes/shared/api/throttle/crowd';
import {
	startSandbox,
	type LoggedRequest,
	type Sandbox,
	type SandboxOptions,
} from '../../../sandbox';
import type { CredentialReference } from './credentials-helper';
import { createEngine, type Engine } from './engine';
import type { OtherNodes } from './node-types';
import type { NodeOptions, NodeRun } from './options';
import type { PackageForm } from './packages';

/** The node's two ways to sign in, as saved in its `authentication` parameter. */
export type Authentication = 'oAuth2' | 'accessToken';

export const AUTHENTICATIONS: readonly Authentication[] = ['oAuth2', 'accessToken'];

/** Data of a credential as it is typed into the form, by credential type. */
export type PlainCredentials = Record<string, ICredentialDataDecryptedObject>;

/** n8n's engine with our package on one side, the CloudCockpit sandbox on the other. */
export interface Scene {
	engine: Engine;
	sandbox: Sandbox;
	/** Credentials for the sandbox; `changes` overwrites fields. */
	credentials(authentication?: Authentication, changes?: IDataObject): PlainCredentials;
	/** An OAuth2 credential for the sandbox that several runs share, as in n8n. */
	savedCredentials(): Promise<{ cloudCockpitOAuth2Api: CredentialReference }>;
	/** Runs the action node against the sandbox, signed in by OAuth2 unless told otherwise. */
	run(
		node: INodeParameters,
		options?: Omit<NodeOptions, 'node'> & { authentication?: Authentication },
	): Promise<NodeRun>;
	/** What the API received, without the token requests. */
	requests(): LoggedRequest[];
	/** The updates among them. */
	writes(): LoggedRequest[];
	/** All of them, as `METHOD /path`. */
	calls(): string[];
	/** The token requests. */
	tokenRequests(): LoggedRequest[];
}

export interface SceneOptions extends SandboxOptions {
	from?: PackageForm;
	/** Loads the nodes around ours that the tests need. */
	nodes?: () => Promise<OtherNodes>;
}

/** Sets up a scene for the tests of a file; each test finds the sandbox as new, and a node that knows nothing of it. */
export function useScene({ from = 'source', nodes, ...sandboxOptions }: SceneOptions = {}): Scene {
	let engine: Engine;
	let sandbox: Sandbox;
	beforeAll(async () => {
		engine = await createEngine({ from, nodes: await nodes?.() });
		sandbox = await startSandbox(sandboxOptions);
	});
	beforeEach(() => {
		sandbox.reset();
		forgetAll();
	});
	afterAll(async () => {
		// Undefined when the setup itself has failed, whose error is the one to show.
		engine?.close();
		await sandbox?.close();
	});

	const isToken = ({ path }: LoggedRequest) => sandbox.tokenUrl.endsWith(path);
	const scene: Scene = {
		get engine() {
			return engine;
		},
		get sandbox() {
			return sandbox;
		},
		credentials(authentication = 'oAuth2', changes = {}): PlainCredentials {
			const { url: baseUrl, tenant, clientId, clientSecret, scope, tokenUrl } = sandbox;
			const shared = { baseUrl, tenant };
			if (authentication === 'accessToken') {
				return { cloudCockpitApi: { ...shared, accessToken: sandbox.issueToken(), ...changes } };
			}
			const signIn = { clientId, clientSecret, scope, accessTokenUrl: tokenUrl };
			return { cloudCockpitOAuth2Api: { ...shared, ...signIn, ...changes } };
		},
		async savedCredentials() {
			const { cloudCockpitOAuth2Api: data = {} } = scene.credentials();
			return {
				cloudCockpitOAuth2Api: await engine.saveCredential('cloudCockpitOAuth2Api', data),
			};
		},
		run: async (node, { authentication = 'oAuth2', ...options } = {}) =>
			await engine.run({
				node: { authentication, ...node },
				credentials: scene.credentials(authentication),
				...options,
			}),
		requests: () => sandbox.requests.filter((request) => !isToken(request)),
		calls: () => scene.requests().map(({ method, path }) => `${method} ${path}`),
		writes: () => scene.requests().filter(({ method }) => method === 'PATCH'),
		tokenRequests: () => sandbox.requests.filter(isToken),
	};
	return scene;
}

export const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Waits until something has happened; the test's own timeout is the limit. */
export async function until(happened: () => boolean): Promise<void> {
	while (!happened()) await new Promise((resolve) => setImmediate(resolve));
}
