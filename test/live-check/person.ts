/** A customer and a disposable user of the sandbox, and somebody who tries changes on them. */
import { CUSTOMERS, PROVIDER_INSTANCES, SKUS } from '../../sandbox/seed';
import type { Passing } from './proxy';
import type { Scene, Script } from './support';

export const CUSTOMER = CUSTOMERS.adventureWorks;
export const TERRY = CUSTOMER.placements[0].users.terryAdams;
export const E3 = SKUS.microsoft365E3;
export const BUSINESS = SKUS.businessPremium;

/** What a test of changes needs to know of the sandbox, and how it runs a check. */
export function usePerson(scene: Scene) {
	const placement = () => {
		const found = scene.sandbox.state.customers
			.get(CUSTOMER.id)
			?.placements.get(PROVIDER_INSTANCES.microsoftEurope.id);
		if (!found) throw new Error('Adventure Works has gone');
		return found;
	};
	const terry = () => placement().users.get(TERRY.id);
	const consumed = () => [E3, BUSINESS].map(({ skuId }) => placement().skus.get(skuId)?.consumed);

	/** What of the sandbox a check may not leave otherwise. */
	const snapshot = () => ({
		user: { ...terry(), skuIds: [...(terry()?.skuIds ?? [])] },
		seats: consumed(),
		identifier: scene.sandbox.state.customers.get(CUSTOMER.id)?.profile.internalIdentifier,
	});

	/** Somebody who chooses Terry Adams, says yes to everything, and looks into the portal. */
	const script = (...first: Script): Script => [
		...first,
		['Customer:', 'adventure works cycles'],
		['User:', TERRY.name],
		['type none', 'none'],
		['First license', E3.name],
		['Second license', BUSINESS.name],
		['Look again in the portal', () => (terry()?.skuIds.has(BUSINESS.skuId) ? 'yes' : 'no')],
		['Type yes', 'yes'],
	];

	const run = (first: Script = [], answer?: (passing: Passing) => void, signal?: AbortSignal) =>
		scene.check({
			withChanges: true,
			script: script(...first),
			...(answer && { changes: { answer } }),
			signal,
		});

	const writes = () => scene.sandbox.requests.filter(({ method }) => method === 'PATCH');

	return { placement, terry, snapshot, run, writes };
}
