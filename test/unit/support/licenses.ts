import { SKUS } from '../../../sandbox/seed';
import { AT_CUSTOMER, byId, CUSTOMER, INSTANCE, type NodeScene, USERS } from './node';

export const E3 = SKUS.microsoft365E3;
export const PREMIUM = SKUS.businessPremium;
export const EXCHANGE = SKUS.exchangeOnline;
export const POWER_BI = SKUS.powerBiPro;
export const VISIO = SKUS.notSubscribed;

/** Licenses of Terry Adams, who has none. */
export const UPDATE = {
	resource: 'license',
	operation: 'update',
	...AT_CUSTOMER,
	customerUserId: byId(USERS.terryAdams.id),
};
export const IDS = {
	customerId: CUSTOMER.id,
	customerUserId: USERS.terryAdams.id,
	providerInstanceId: INSTANCE.id,
};
export const PATH = `/v1/Customers/${CUSTOMER.id}/users/${USERS.terryAdams.id}/licenses`;
/** The call that looks up seats. */
export const LOOK_UP = `GET /v1/Customers/${CUSTOMER.id}/licenses?providerInstanceId=${INSTANCE.id}`;

interface Sku {
	skuId: string;
}

/** A license in the API's own shape. */
export const assigned = ({ skuId }: Sku) => ({ skuId, isSelected: true });
export const removed = ({ skuId }: Sku) => ({ skuId, isSelected: false });

/** The operation with its licenses written as JSON. */
export const asJson = (customerUserLicenses: unknown) => ({
	...UPDATE,
	licenseInput: 'json',
	customerUserLicenses: JSON.stringify(customerUserLicenses),
});

/** The licenses in the updates that the API received. */
export const changesSent = (scene: NodeScene) =>
	scene.bodies().flatMap((body) => {
		const { customerUserLicenses } = (body ?? {}) as { customerUserLicenses?: unknown };
		return customerUserLicenses === undefined ? [] : [customerUserLicenses];
	});
