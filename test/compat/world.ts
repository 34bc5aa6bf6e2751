import type { INodeParameters } from 'n8n-workflow';

import { oAuth2Data } from '../../playground/credentials';
import type { InstalledN8n } from '../../playground/install';
import { addTemplates, type TemplateWorld } from '../../playground/jobs/world';
import type { Credential } from '../../playground/n8n-api';
import type { OpenedExecution } from '../../playground/n8n-executions';
import { runToEnd } from '../../playground/run';
import { startWorld, type World } from '../../playground/world';
import type { Sandbox } from '../../sandbox';
import { connect, START, type Step, type Way } from './steps';

export const CREDENTIAL_TYPES = {
	oAuth2: 'cloudCockpitOAuth2Api',
	accessToken: 'cloudCockpitApi',
} as const;
export type SignIn = keyof typeof CREDENTIAL_TYPES;

/** A credential as a node has it saved, by its type. */
export type Chosen = Record<string, { id: string; name: string }>;

export interface CompatWorld extends World {
	/** Saves a credential that opens the sandbox, but for what is changed. */
	credential(signIn: SignIn, change?: Record<string, string>): Promise<Credential>;
	/** A credential that opens the sandbox, saved once. */
	signedIn(signIn: SignIn): Promise<Chosen>;
	/** Saves a workflow and gives its id. */
	save(steps: readonly Step[], ways: readonly Way[]): Promise<string>;
	/** Saves a workflow, runs it by hand and waits for its end. */
	run(steps: readonly Step[], ways: readonly Way[]): Promise<OpenedExecution>;
	/** The same world with all templates in it, from the first call on. */
	withTemplates(): Promise<TemplateWorld>;
}

/** Starts an n8n of one version with the packed package, and all that the checks need. */
export async function startCompatWorld(installed: InstalledN8n): Promise<CompatWorld> {
	const world = await startWorld({}, installed);
	const { sandbox, n8n } = world;
	let saved = 0;
	let templates: Promise<TemplateWorld> | undefined;

	const credential: CompatWorld['credential'] = async (signIn, change = {}) => {
		const unsaved = {
			// n8n finds credentials by name, so no name may be there twice.
			name: `Checked account ${++saved}`,
			type: CREDENTIAL_TYPES[signIn],
			data: { ...dataOf(sandbox, signIn), ...change },
		};
		return { ...unsaved, id: await n8n.api.createCredential(unsaved) };
	};
	const save: CompatWorld['save'] = async (steps, ways) => {
		const { id } = await n8n.api.saveWorkflow({
			name: steps.at(-1)?.name ?? START.name,
			nodes: [START, ...steps].map((step, row) => ({
				...{ id: step.name, position: [0, row * 200] },
				...step,
			})),
			connections: connect(ways),
			settings: { executionOrder: 'v1' },
		});
		return id;
	};
	const usual: { [Name in SignIn]?: Promise<Credential> } = {};

	return {
		...world,
		credential,
		async signedIn(signIn) {
			return chosen(await (usual[signIn] ??= credential(signIn)));
		},
		save,
		async run(steps, ways) {
			return await runToEnd(n8n.api, await save(steps, ways), START.name);
		},
		async withTemplates() {
			return await (templates ??= addTemplates(world));
		},
		async stop() {
			const added = await templates?.catch(() => undefined);
			await (added ?? world).stop();
		},
	};
}

export function chosen({ id = '', name, type }: Credential): Chosen {
	return { [type]: { id, name } };
}

/** A node of ours as new workflows have it. */
export function cloudCockpit(
	name: string,
	parameters: INodeParameters,
	credentials: Chosen,
	onError?: Step['onError'],
): Step {
	const authentication = CREDENTIAL_TYPES.oAuth2 in credentials ? 'oAuth2' : 'accessToken';
	return {
		...{ name, type: 'n8n-nodes-cloudcockpit.cloudCockpit', typeVersion: 1.1 },
		...{ parameters: { authentication, ...parameters }, credentials, onError },
	};
}

function dataOf(sandbox: Sandbox, signIn: SignIn): Record<string, string> {
	if (signIn === 'oAuth2') return oAuth2Data(sandbox);
	return { baseUrl: sandbox.url, tenant: sandbox.tenant, accessToken: sandbox.issueToken() };
}
