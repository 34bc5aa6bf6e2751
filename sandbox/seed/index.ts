export * from './constants';
export { CUSTOMERS } from './customers';
export { generatedCustomerId, generatedSkuId, generatedUserId } from './generated';
