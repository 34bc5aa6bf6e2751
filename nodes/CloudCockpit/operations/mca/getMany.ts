import { answerAbout } from '../../../shared/api/answer-about';
import { readList } from '../../../shared/api/paging';
import { paging, simplify } from '../../../shared/fields/lists';
import { hasStatus, presentAgreement } from '../../../shared/model/agreement';
import { defineOperation } from '../operation';
import { agreementFilters, statusesOf } from './filters';

export const getManyMcas = defineOperation({
	resource: 'mca',
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many customer agreements',
	description:
		'List the Microsoft Customer Agreements of your customers, one item each. Reads only.',
	fields: { ...paging, simplify, filters: agreementFilters },
	run: async ({ limit, simplify: simplified, filters: by }, api) => {
		const { search: searchValue, excludeCompliant, status, waitsFor, ...same } = by;
		const statuses = statusesOf(status, waitsFor);
		if (statuses?.length === 0) return [];
		const query = {
			...same,
			searchValue,
			excludeCompliant: excludeCompliant || undefined,
			// The API takes one status alone: of several, what fits is picked while paging.
			status: statuses?.length === 1 ? statuses[0] : undefined,
		};
		const agreements = await readList(
			async (page) => await api.read('/v1/Customers/mca', { query: { ...query, ...page } }),
			limit,
			api.tell,
			statuses && statuses.length > 1 ? (entry) => hasStatus(entry, statuses) : undefined,
		);
		const { customerId, providerInstanceId } = by;
		const asked = {
			...(customerId && { customerId }),
			...(providerInstanceId && { providerInstanceId }),
		};
		for (const agreement of agreements) answerAbout(agreement, asked);
		return agreements.map((agreement) => presentAgreement(agreement, simplified));
	},
});
