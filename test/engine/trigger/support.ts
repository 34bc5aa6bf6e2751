import type { INodeParameters } from 'n8n-workflow';

import type { AgreementEventName } from '../../../sandbox';
import { CUSTOMERS, PROVIDER_INSTANCES } from '../../../sandbox/seed';
import type { PollEngine, Published, Scene } from '../support';

const at = (customer: { id: string }) => ({
	customerId: customer.id,
	providerInstanceId: PROVIDER_INSTANCES.microsoftEurope.id,
});

/** Its link has expired. */
export const TAILSPIN = at(CUSTOMERS.tailspin);
/** Has a link. */
export const LITWARE = at(CUSTOMERS.litware);

/** Prepares a workflow with the trigger, signed in by OAuth2. */
export async function prepare(
	scene: Scene,
	parameters: INodeParameters = {},
	options: { engine?: PollEngine; budgetMs?: number } = {},
): Promise<Published> {
	return await scene.engine.prepareTrigger({
		parameters: { authentication: 'oAuth2', ...parameters },
		credentials: scene.credentials(),
		...options,
	});
}

/** Prepares it, and publishes it; with durable cursors n8n only remembers what the next poll finds. */
export async function publish(...given: Parameters<typeof prepare>): Promise<Published> {
	const published = await prepare(...given);
	await published.activate();
	await published.tick();
	return published;
}

/** Lets things happen to an agreement, one after the other. */
export function move(scene: Scene, place: typeof LITWARE, ...events: AgreementEventName[]): void {
	for (const event of events) scene.sandbox.moveAgreement({ ...place, event });
}

/** The JSON of all items so far. */
export const told = ({ executions }: Published) => executions.flat().map(({ json }) => json);
