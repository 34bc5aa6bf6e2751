import { readFileSync } from 'node:fs';
import path from 'node:path';

import { parse } from 'yaml';

import { inferSchema, type Schema } from './infer';
import type { Sample } from './samples';

const OPENAPI_FILE = path.join(__dirname, '../../openapi/cloudcockpit.yaml');

/** Where the editor looks for the output schemas: it asks for the exact version of the node. */
export const SCHEMA_DIRECTORY = path.join(__dirname, '../../nodes/CloudCockpit/__schema__');
export const SCHEMA_VERSIONS = ['v1.0.0', 'v1.1.0'] as const;

const uuid = (description: string): Schema => ({ type: 'string', format: 'uuid', description });

/** What the node itself makes of the API's answers. */
const MADE_BY_THE_NODE: Record<string, Schema> = {
	agreed: { type: 'boolean', description: 'Whether the agreement is in place' },
	assigned: {
		type: 'array',
		description: 'SKUs that were assigned to the user',
		items: { type: 'string', description: 'ID of the SKU' },
	},
	change: { type: 'string', description: 'One of assigned, removed, unchanged' },
	changed: {
		type: 'array',
		description: 'Fields of the user that were changed',
		items: { type: 'string', description: 'Name of the field' },
	},
	correlationId: uuid("Finds the requests of this item in CloudCockpit's audit log"),
	customerId: uuid('ID of the customer in CloudCockpit'),
	customerUserId: uuid("ID of the user in the customer's Microsoft tenant"),
	detectedAt: {
		type: 'string',
		format: 'date-time',
		description: 'When the poll found the change',
	},
	event: { type: 'string', description: 'What starts the workflow, as chosen in the node' },
	eventId: {
		type: 'string',
		description: 'The same if the same change is told again, another for the next change',
	},
	isVerified: {
		type: 'boolean',
		description: "Always false: where the customer's data has qualifications could not be verified",
	},
	mcaStatus: {
		type: ['string', 'null'],
		description: 'Status of the Microsoft Customer Agreement, empty where there is none',
	},
	licenses: {
		type: 'array',
		description: 'What became of each license',
		items: {
			type: 'object',
			properties: {
				name: {
					type: ['string', 'null'],
					description: 'Name of the SKU, empty where nothing had to be looked up',
				},
			},
		},
	},
	previousStatus: {
		type: ['string', 'null'],
		description: 'Status before, empty where the agreement was not listed before',
	},
	providerInstanceId: uuid('ID of the connection between your portal and the vendor'),
	qualification: { type: 'string', description: 'Name of the qualification, as it was sent' },
	removed: {
		type: 'array',
		description: 'SKUs that were removed from the user',
		items: { type: 'string', description: 'ID of the SKU' },
	},
	status: {
		type: ['string', 'null'],
		description:
			'One of required, linkgenerated, customeraccepted, linkexpired, agreementcreated, or a newer one',
	},
	statusLabel: { type: ['string', 'null'], description: 'The status as the portal says it' },
	success: {
		type: 'boolean',
		description: 'Always true; an item that failed has an error instead',
	},
	summary: { type: 'string', description: 'What was done, in one sentence' },
	userName: { type: 'string', description: 'Name of the user' },
	waitsFor: {
		type: ['string', 'null'],
		description: 'Whose turn it is: customer, partner (you), or empty when nothing is left to do',
	},
};

/** The schemas by their path below the schema directory. */
export function buildSchemas(samples: readonly Sample[]): Record<string, Schema> {
	const components = readComponents();
	const ownProperties: Record<string, Schema> = {
		...MADE_BY_THE_NODE,
		providerInstances: {
			type: 'array',
			description: 'The customer on each of its provider instances',
			items: components.ProviderCustomer,
		},
	};
	return Object.fromEntries(
		samples.map(({ name, component = '', output }) => {
			const { properties } = inferSchema(output, components[component], ownProperties);
			return [`${name}.json`, { type: 'object', properties }];
		}),
	);
}

/** The components of the OpenAPI file, with what they refer to in its place. */
function readComponents(): Record<string, Schema> {
	const document = parse(readFileSync(OPENAPI_FILE, 'utf8')) as {
		components: { schemas: Record<string, unknown> };
	};
	const { schemas } = document.components;
	const resolve = (value: unknown): unknown => {
		if (typeof value !== 'object' || value === null) return value;
		if (Array.isArray(value)) return value.map(resolve);
		if ('$ref' in value) return resolve(schemas[String(value.$ref).split('/').at(-1) ?? '']);
		return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, resolve(part)]));
	};
	return resolve(schemas) as Record<string, Schema>;
}
