import type { Sent } from '../../../nodes/shared/api/explain';
import type { Reply } from '../../../nodes/shared/api/reply';

export const CUSTOMER = '3fa85f64-5717-4562-b3fc-2c963f66afa6';
export const INSTANCE = '7d2e9b40-51c3-4f6a-8b17-c0a4e6d39f12';
export const ID = '9b2f4c1e-8a63-4d0b-9f57-1c2d3e4f5a6b';

/** A write that was sent once. */
export const sent = (
	changes: Partial<Sent> = {},
	outgoing: Partial<Sent['outgoing']> = {},
): Sent => ({
	outgoing: {
		method: 'PATCH',
		path: `/v1/Customers/${CUSTOMER}/provider-instances/${INSTANCE}/mca`,
		correlationId: ID,
		timeoutMs: 60_000,
		...outgoing,
	},
	attempts: 1,
	connection: {
		credentialType: 'cloudCockpitOAuth2Api',
		baseUrl: 'https://api.example.com/base',
		tenant: 'portal.example.com',
		secrets: ['s3cr3t-value'],
		credential: { id: '', name: '', type: 'cloudCockpitApi' },
	},
	effect: 'update',
	uncertain: false,
	...changes,
});
export const answer = (status: number, body?: unknown): Reply => ({
	kind: 'answer',
	status,
	headers: {},
	body,
});
export const silence = (code: string, undelivered = false): Reply => ({
	kind: 'silence',
	code,
	undelivered,
});
