import type { IDataObject, INodeParameters, OnError } from 'n8n-workflow';

import type { Fault } from '../../../../sandbox';
import { generatedCustomerId, SKUS } from '../../../../sandbox/seed';
import { AT_CUSTOMER, INSTANCE, USERS } from '../../../support/adventure-works';
import type { Authentication } from '../../support';
import { NASTY } from '../arbitraries';
import type { Row } from './oracle';
import { createRandom, type Random } from './random';

/** One execution of an attack. */
export interface Execution {
	node: INodeParameters;
	items: IDataObject[];
	rows: Row[];
	onError: OnError | undefined;
	authentication: Authentication;
	/** Stop is pressed once the server has seen so many requests. */
	stopAfter?: number;
}

/** A mix of executions at once, and of what goes wrong meanwhile. */
export interface Attack {
	executions: Execution[];
	/** Faults of the API itself and of the sign-in. */
	faults: Fault[];
	/** How often what passes between node and API is spoilt: one in so many. */
	spoiltOneIn: number;
}

const CUSTOMERS = 6;
const expression = (name: string) => `={{ $json.${name} }}`;
const locator = (value: string) => ({ __rl: true, mode: 'id', value });
const SKU_IDS = Object.values(SKUS).map(({ skuId }) => skuId);
const USER_IDS = Object.values(USERS).map(({ id }) => id);
const getToken = { operationId: 'getToken' } as const;

const FAULTS: ReadonlyArray<(random: Random) => Fault> = [
	() => ({ kind: 'rateLimit', retryAfter: 0.01, times: 3 }),
	() => ({ kind: 'rateLimit', times: 2 }),
	() => ({ kind: 'status', status: 503, retryAfter: 0.01, times: 2 }),
	() => ({ kind: 'status', status: 500, applied: true, times: 2 }),
	() => ({ kind: 'html', status: 504, applied: true, times: 2 }),
	(random) => ({ kind: 'delay', delayMs: random.next(20), times: 20 }),
	() => ({ kind: 'expireToken' }),
	() => ({ kind: 'truncated', times: 2 }),
	() => ({ kind: 'html', status: 500, times: 2, match: getToken }),
	() => ({ kind: 'status', status: 200, body: {}, match: getToken }),
	() => ({ kind: 'status', status: 400, body: { error: 'slow_down' }, match: getToken }),
	() => ({ kind: 'status', status: 401, body: { error: 'invalid_client' }, match: getToken }),
	() => ({ kind: 'resetBefore', match: getToken }),
	() => ({ kind: 'hang', match: getToken }),
	() => ({ kind: 'rateLimit', times: 2, match: getToken }),
	(random) => ({ kind: 'delay', delayMs: random.next(150), match: getToken }),
];

/** The attack of a seed. */
export function createAttack(seed: number): Attack {
	const random = createRandom(seed);
	const count = 1 + (random.oneIn(3) ? random.next(3) : 0);
	const faultCount = random.next(4);
	return {
		executions: Array.from({ length: count }, (_, index) => createExecution(random, seed, index)),
		faults: Array.from({ length: faultCount }, () => {
			const fault = random.pick(FAULTS)(random);
			// A 429 that never ends is repeated for minutes: as long as a run may wait.
			const isForever = random.oneIn(10) && fault.kind !== 'rateLimit';
			return isForever ? { ...fault, times: 'always' as const } : fault;
		}),
		spoiltOneIn: random.pick([2, 4, 10, 1_000]),
	};
}

function createExecution(random: Random, seed: number, execution: number): Execution {
	const operation = random.pick(['qualification', 'qualification', 'license', 'refresh'] as const);
	const retryUnknownOutcome = random.oneIn(8);
	const items = Array.from({ length: 1 + random.next(20) }, (_, row) =>
		createItem(random, idOf(seed, execution, row)),
	);
	const options = {
		correlationId: expression('correlationId'),
		maxConcurrency: 1 + random.next(20),
		maxRetries: random.next(4),
		timeout: 1,
		...(operation !== 'refresh' && { retryUnknownOutcome }),
	};
	return {
		node: { ...nodeFor(operation), options },
		items,
		rows: items.map(({ correlationId, customer, user }) => ({
			correlationId: String(correlationId),
			target: String(operation === 'license' ? user : customer),
			mayRepeat: retryUnknownOutcome || operation === 'refresh',
		})),
		onError: random.pick([undefined, 'continueRegularOutput', 'continueErrorOutput']),
		authentication: random.pick(['oAuth2', 'oAuth2', 'accessToken']),
		...(random.oneIn(4) && { stopAfter: random.next(20) }),
	};
}

function nodeFor(operation: 'qualification' | 'license' | 'refresh'): INodeParameters {
	const customer = {
		customerId: locator(expression('customer')),
		providerInstanceId: locator(expression('instance')),
	};
	if (operation === 'refresh') return { resource: 'mca', operation, ...customer };
	const write = { operation: 'update', dryRun: expression('dry') };
	if (operation === 'qualification') {
		const name = { qualification: 'custom', customQualification: expression('name') };
		return { ...write, resource: operation, ...customer, ...name };
	}
	return {
		...{ ...write, resource: operation, ...AT_CUSTOMER },
		customerUserId: locator(expression('user')),
		assignSkuIds: expression('assign'),
		removeSkuIds: expression('remove'),
	};
}

function idOf(seed: number, execution: number, row: number): string {
	const [first, last] = [String(seed).padStart(8, '0').slice(-8), String(row).padStart(12, '0')];
	return `${first}-000${execution}-4000-8000-${last}`;
}

function createItem(random: Random, correlationId: string): IDataObject {
	const [sku = '', other = ''] = [random.pick(SKU_IDS), random.pick(SKU_IDS)];
	const item: IDataObject = {
		correlationId,
		customer: generatedCustomerId(random.next(CUSTOMERS)),
		instance: INSTANCE.id,
		user: random.pick(USER_IDS),
		name: `Name ${correlationId}`,
		assign: [sku],
		remove: other === sku ? [] : [other],
		dry: random.oneIn(8),
	};
	// Odd values in one of the parameters, but not in the id by which the server is asked.
	const names = Object.keys(item).filter((name) => name !== 'correlationId');
	if (random.oneIn(8)) item[random.pick(names)] = random.pick(NASTY) as IDataObject;
	return item;
}
