import type { AddressInfo } from 'node:net';
import { fastify } from 'fastify';

/** What a CRM knows of a customer; everything that a workflow writes to it is kept. */
export type CrmCustomer = Record<string, unknown>;

export interface CrmRequest {
	method: string;
	path: string;
	headers: Readonly<Record<string, unknown>>;
	body: unknown;
}

/** Stands in for a CRM with a web API: customers by the id that CloudCockpit has for them. */
export interface Crm {
	/** Address of the API, without trailing slash. */
	url: string;
	/** The key that every call has to carry in `X-Api-Key`. */
	apiKey: string;
	customers: ReadonlyMap<string, CrmCustomer>;
	/** Every request as it arrived, in order. */
	requests: readonly CrmRequest[];
	/** The next `times` calls are answered with `status`. */
	failNext(times: number, status: number): void;
	/** The next call is answered with this, and does nothing. */
	answerNext(body: unknown): void;
	/** Forgets all customers, requests, failures and answers to come. */
	reset(): void;
	close(): Promise<void>;
}

/**
 * Starts the CRM on a free loopback port.
 *
 *     GET   /customers/<CloudCockpit customer id>
 *     PATCH /customers/<CloudCockpit customer id>   adds to what is known, answers `{ "crmId": "CRM-2001", … }`
 */
export async function startCrm(): Promise<Crm> {
	const apiKey = 'crm~api~key';
	const customers = new Map<string, CrmCustomer>();
	const requests: CrmRequest[] = [];
	const failures: number[] = [];
	const answers: unknown[] = [];
	const server = fastify();

	server.addHook('preHandler', async ({ method, url, headers, body }, reply) => {
		requests.push({ method, path: url, headers, body });
		if (headers['x-api-key'] !== apiKey) {
			return await reply.status(401).send({ message: 'The API key is wrong or missing.' });
		}
		const status = failures.shift();
		if (status) return await reply.status(status).send({ message: 'The CRM is out of order.' });
		if (answers.length > 0) await reply.send(answers.shift());
	});
	server.get<{ Params: { id: string } }>('/customers/:id', ({ params }, reply) => {
		const customer = customers.get(params.id);
		return customer ?? reply.status(404).send({ message: 'The CRM has no such customer.' });
	});
	server.patch<{ Params: { id: string }; Body: CrmCustomer }>(
		'/customers/:id',
		({ params: { id }, body }) => {
			const known = customers.get(id) ?? { crmId: `CRM-${2001 + customers.size}` };
			const customer = { ...known, ...body, crmId: known.crmId };
			customers.set(id, customer);
			return customer;
		},
	);

	await server.listen({ host: '127.0.0.1', port: 0 });
	const { port } = server.server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		apiKey,
		customers,
		requests,
		failNext(times, status) {
			for (let failure = 0; failure < times; failure++) failures.push(status);
		},
		answerNext(body) {
			answers.push(body);
		},
		reset() {
			customers.clear();
			requests.length = 0;
			failures.length = 0;
			answers.length = 0;
		},
		close: () => server.close(),
	};
}
