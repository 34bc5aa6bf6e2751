import { findPlacement, notFoundWithError, Refusal } from './call';
import type { Handlers, Schemas } from './call';
import { errorAnswer } from '../answers';
import type { ErrorDetail } from '../answers';
import type { PlacementRecord, SkuRecord, UserRecord } from '../state';

export const licenseHandlers: Pick<Handlers, 'getCustomerLicenses' | 'updateUserLicenses'> = {
	getCustomerLicenses({ state, path, query }) {
		const { placement } = findPlacement(state, { ...path, ...query }, notFoundWithError);
		return { status: 200, body: [...placement.skus.values()].map(presentLicense) };
	},

	/** All or nothing: one license that cannot be changed leaves the others as they were. */
	updateUserLicenses({ state, settings, path, body }) {
		const { placement } = findPlacement(state, { ...path, ...body }, notFoundWithError);
		const user = findUser(placement, path.customerUserId);
		const errors = findErrors(placement, user, body.customerUserLicenses);
		if (errors.length > 0) {
			return errorAnswer(400, 'The licenses of the user could not be updated.', errors);
		}
		const changes = body.customerUserLicenses;
		if (settings.licenseReading === 'whole') removeUnnamed(placement, user, changes);
		for (const change of changes) apply(placement, user, change);
		return { status: 200 };
	},
};

/** Seats that can still be given to somebody. */
const available = ({ total, suspended, consumed }: SkuRecord): number =>
	Math.max(0, total - suspended - consumed);

/** Finds a user of the customer. Throws a `Refusal` with 404 when there is none. */
export function findUser(placement: PlacementRecord, customerUserId: string): UserRecord {
	const user = placement.users.get(customerUserId.toLowerCase());
	if (!user) throw new Refusal(notFoundWithError(`User ${customerUserId}`));
	return user;
}

function findErrors(
	placement: PlacementRecord,
	user: UserRecord,
	changes: ReadonlyArray<Schemas['LicenseChange']>,
): ErrorDetail[] {
	const errors: ErrorDetail[] = [];
	const seen = new Set<string>();
	changes.forEach((change, index) => {
		const problem = seen.has(change.skuId)
			? `The license ${change.skuId} is listed more than once.`
			: findProblem(placement, user, change);
		seen.add(change.skuId);
		if (problem) {
			errors.push({
				propertyName: `customerUserLicenses[${index}].skuId`,
				description: [problem],
			});
		}
	});
	const assigns = changes.some(({ skuId, isSelected }) => isSelected && !user.skuIds.has(skuId));
	if (assigns && user.location === null) {
		const text = `${user.displayName} has no location. Licenses need a user with a location.`;
		errors.push({ propertyName: 'location', description: [text] });
	}
	return errors;
}

function findProblem(
	placement: PlacementRecord,
	user: UserRecord,
	{ skuId, isSelected }: Schemas['LicenseChange'],
): string | undefined {
	const sku = placement.skus.get(skuId);
	if (!sku) return `The license ${skuId} is not among the licenses of the customer.`;
	const takesSeat = isSelected && !user.skuIds.has(skuId);
	if (takesSeat && available(sku) === 0) return `No license of ${sku.name} is available.`;
	return undefined;
}

function apply(
	placement: PlacementRecord,
	user: UserRecord,
	{ skuId, isSelected }: Schemas['LicenseChange'],
): void {
	const sku = placement.skus.get(skuId);
	if (!sku || user.skuIds.has(skuId) === isSelected) return;
	if (isSelected) user.skuIds.add(skuId);
	else user.skuIds.delete(skuId);
	sku.consumed += isSelected ? 1 : -1;
}

function removeUnnamed(
	placement: PlacementRecord,
	user: UserRecord,
	changes: ReadonlyArray<Schemas['LicenseChange']>,
): void {
	const named = new Set(changes.map(({ skuId }) => skuId));
	for (const skuId of [...user.skuIds].filter((held) => !named.has(held))) {
		apply(placement, user, { skuId, isSelected: false });
	}
}

function presentLicense(sku: SkuRecord): Schemas['License'] {
	return {
		skuId: sku.skuId,
		name: sku.name,
		availableLicenses: available(sku),
		isSelected: false,
		totalLicenses: sku.total,
		consumedLicenses: sku.consumed,
		suspendedLicenses: sku.suspended,
	};
}
