import type { Handlers, Schemas } from './call';
import { page } from './paging';
import type { ProviderInstanceSeed } from '../seed';

export const providerInstanceHandlers: Pick<Handlers, 'getProviderInstances'> = {
	getProviderInstances({ state, query }) {
		return { status: 200, body: page(state.providerInstances, query, present) };
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
