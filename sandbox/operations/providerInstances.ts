import type { Handlers, Schemas } from './call';
import { page } from './paging';
import { PROVIDER_INSTANCES } from '../seed';
import type { ProviderInstanceSeed } from '../seed';

export const providerInstanceHandlers: Pick<Handlers, 'getProviderInstances'> = {
	getProviderInstances({ query }) {
		return { status: 200, body: page(Object.values(PROVIDER_INSTANCES), query, present) };
	},
};

function present(instance: ProviderInstanceSeed): Schemas['ProviderInstance'] {
	return {
		id: instance.id,
		alias: instance.alias,
		instanceProviderId: instance.instanceProviderId,
		imageUrl: null,
		offerTypes: [{ name: instance.provider === 'Microsoft' ? 'License' : 'SoftwareSubscription' }],
		supportedCountries: ['AT', 'CA', 'DE', 'FR', 'GB', 'IE', 'NL', 'PT', 'SE', 'US'],
		providerData: null,
		provider: { name: instance.provider },
	};
}
