import type { Call, Handlers, Schemas } from './call';
import { contains, page, withoutCapitals } from './paging';
import type { AuditEntry } from '../log';
import { RESELLER } from '../seed';

export const auditLogHandlers: Pick<Handlers, 'getAuditLogs'> = {
	getAuditLogs({ state, audit, query }) {
		const start = query.StartDate === undefined ? aMonthAgo() : Date.parse(query.StartDate);
		const end = query.EndDate === undefined ? Date.now() : Date.parse(query.EndDate);
		const operations = query.Operations && withoutCapitals(query.Operations.split('|'));
		const { Customer, Reseller, Status, resellerId } = query;
		const found = audit
			.map((entry) => present(state, entry))
			.filter(
				({ date, operation, status, customerName, resellerName, ...entry }) =>
					Date.parse(date) >= start &&
					Date.parse(date) <= end &&
					(!operations || operations.has(operation.name.toLowerCase())) &&
					(!Status || status.name === Status) &&
					(!Customer || contains(customerName, Customer)) &&
					(!Reseller || contains(resellerName, Reseller)) &&
					(!resellerId || entry.resellerId === resellerId.toLowerCase()),
			)
			.reverse();
		const { PageNumber: pageNumber, PageSize: pageSize } = query;
		return { status: 200, body: page(found, { pageNumber, pageSize }, (entry) => entry) };
	},
};

/** Enumerations are objects, as everywhere in the API; all else about an entry is made up. */
interface Presented extends Record<string, unknown> {
	date: string;
	operation: { name: string };
	status: { name: Schemas['AuditLogStatusName'] };
	customerName: string | null;
	resellerName: string | null;
	resellerId: string | null;
}

function present(state: Call<'getAuditLogs'>['state'], entry: AuditEntry): Presented {
	const profile = state.customers.get(entry.customerId.toLowerCase())?.profile;
	return {
		date: entry.at,
		operation: { name: entry.operation.charAt(0).toUpperCase() + entry.operation.slice(1) },
		status: { name: entry.succeeded ? 'Succeded' : 'Failed' },
		correlationId: entry.correlationId,
		customerId: entry.customerId,
		customerName: profile?.companyName ?? null,
		resellerId: profile?.resellerId ?? null,
		resellerName: profile?.resellerId ? RESELLER.name : null,
		targetId: entry.target ?? null,
	};
}

function aMonthAgo(): number {
	const date = new Date();
	return date.setMonth(date.getMonth() - 1);
}
