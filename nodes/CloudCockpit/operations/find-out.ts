import type { Failure } from '../../shared/api/failure';
import type { ResourceName } from './operation';

const BY_AUDIT_LOG =
	"The fastest way to find out: Get Many of Audit Log, from the time of this run and by the customer's name.";

/** How to find out what became of a write, where there is a better way than the audit log. */
const WAYS: Readonly<Partial<Record<ResourceName, string>>> = {
	qualification:
		"The fastest way to find out: Get of Microsoft Qualification, which reads the customer's own data.",
};

/** The failure of a write, which says how to find out whether it was carried out, where that is open. */
export function withWayToFindOut(failure: Failure, resource: ResourceName): Failure {
	if (failure.outcome !== 'unknown') return failure;
	const way = WAYS[resource] ?? BY_AUDIT_LOG;
	return { ...failure, hint: [failure.hint, way].filter(Boolean).join(' ') };
}
