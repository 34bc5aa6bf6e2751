import { findPlacement, notFoundWithError } from './call';
import type { Handlers, Schemas } from './call';
import type { RelationshipRecord } from '../purchases';
import { ROLES } from '../seed';

export const relationshipHandlers: Pick<Handlers, 'getDelegatedAdminRelationships'> = {
	getDelegatedAdminRelationships({ state, path, query }) {
		const { placement } = findPlacement(state, { ...path, ...query }, notFoundWithError);
		const { providerCustomerId, relationships } = placement;
		return {
			status: 200,
			body: relationships.map((record) => present(record, providerCustomerId)),
		};
	},
};

function present(
	{ id, displayName, status, duration, autoExtendDuration }: RelationshipRecord,
	tenantId: string,
): Schemas['DelegatedAdminRelationship'] {
	return {
		relationshipId: id,
		displayName,
		duration,
		autoExtendDuration,
		customer: { tenantId },
		status: { name: status },
		accessDetails: {
			unifiedRoles: Object.values(ROLES).map((roleDefinitionId) => ({ roleDefinitionId })),
		},
	};
}
