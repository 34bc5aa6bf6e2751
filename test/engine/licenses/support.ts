import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { SKUS } from '../../../sandbox/seed';
import { AT_CUSTOMER, byId, type Scene, USERS } from '../support';

export const { skuId: E3, name: E3_NAME } = SKUS.microsoft365E3;
export const { skuId: PREMIUM, name: PREMIUM_NAME } = SKUS.businessPremium;
export const { skuId: EXCHANGE } = SKUS.exchangeOnline;
export const { skuId: POWER_BI } = SKUS.powerBiPro;
export const ALL = [E3, PREMIUM, EXCHANGE, POWER_BI];

/** Holds E3 and Exchange Online. */
export const PILAR = USERS.pilarAckerman;
export const UPDATE = {
	resource: 'license',
	operation: 'update',
	...AT_CUSTOMER,
	customerUserId: byId(PILAR.id),
};
export const exactly = (...skuIds: string[]) => ({
	...UPDATE,
	licenseInput: 'exact',
	exactSkuIds: skuIds,
});
export const asHeld = (more: INodeParameters) => ({
	...UPDATE,
	otherLicenses: 'asHeld',
	heldSkuIds: `={{ ${JSON.stringify([E3, EXCHANGE])} }}`,
	...more,
});

/** The licenses that the last update of a scene named, and those of them that the user was to have. */
export function watchLicenses(scene: Scene) {
	const sent = () => {
		const { customerUserLicenses } = (scene.writes().at(-1)?.body ?? {}) as IDataObject;
		return (customerUserLicenses ?? []) as Array<{ skuId: string; isSelected: boolean }>;
	};
	const selected = () => sent().flatMap(({ skuId, isSelected }) => (isSelected ? skuId : []));
	return { sent, selected };
}
