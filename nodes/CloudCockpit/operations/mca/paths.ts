/** Where a customer's agreement on a provider instance is. */
export const MCA = '/v1/Customers/{customerId}/provider-instances/{providerInstanceId}/mca';
/** Where a POST has its status fetched from Microsoft. */
export const MCA_STATUS =
	'/v1/Customers/{customerId}/provider-instances/{providerInstanceId}/mca/status';
