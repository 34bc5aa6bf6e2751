export * from './constants';
export { CUSTOMERS } from './customers';
export {
	generatedCustomerId,
	generatedSkuId,
	generatedSubscriptionId,
	generatedUserId,
} from './generated';
export { RELATIONSHIPS, ROLES } from './relationships';
export { OFFERS, SUBSCRIPTIONS } from './subscriptions';
