/** Where a customer's agreement on a provider instance is. */
export const MCA = '/v1/Customers/{customerId}/provider-instances/{providerInstanceId}/mca';
/** What has it fetched from Microsoft. */
export const MCA_STATUS =
	'/v1/Customers/{customerId}/provider-instances/{providerInstanceId}/mca/status';
