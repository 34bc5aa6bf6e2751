import type { INodeProperties } from 'n8n-workflow';

import { CloudCockpit } from '../../nodes/CloudCockpit/CloudCockpit.node';

/**
 * What workflows save: a contract with every workflow that exists. Texts may change,
 * nothing that is written down here may.
 */
const { description } = new CloudCockpit();

const LOCATOR = { mode: 'list', value: '' };
const CUSTOMER = { customerId: LOCATOR };
const AT_CUSTOMER = { ...CUSTOMER, providerInstanceId: LOCATOR };
const USER = { customerUserId: LOCATOR };
const PAGED = { returnAll: false, limit: 50 };
const SIMPLIFY = { simplify: true };
const SENDING = {
	...{ correlationId: '', includeInput: true },
	...{ maxConcurrency: 10, maxRetries: 4, timeout: 60 },
};
const UPDATING = {
	...SENDING,
	approvedPlan: '',
	dryRun: false,
	maxChanges: 0,
	retryUnknownOutcome: false,
};
const WRITING = { dryRun: false };

interface Saved {
	parameters: object;
	options?: object;
	filters?: object;
	updateFields?: object;
}

/** Parameters and entries of collections with their defaults, by `resource/operation`. */
const SAVED: Record<string, Saved> = {
	'api/call': {
		parameters: { method: 'GET', path: '', query: '', body: '', safeToRepeat: false, ...WRITING },
		options: UPDATING,
	},
	'auditLog/getMany': {
		parameters: { ...PAGED, filters: {} },
		filters: { customer: '', from: '', operations: [], status: 'Failed', to: '' },
	},
	'customer/get': { parameters: { ...CUSTOMER, ...SIMPLIFY } },
	'customer/getMany': {
		parameters: { ...PAGED, ...SIMPLIFY, filters: {} },
		filters: { search: '', searchField: 'Company.Name', resellerId: '' },
	},
	'customer/setInternalIdentifier': {
		parameters: { ...CUSTOMER, internalIdentifier: '', ...WRITING },
		options: { ...UPDATING, allowNone: true },
	},
	'delegatedAdminRelationship/getMany': { parameters: { ...AT_CUSTOMER, ...PAGED } },
	'license/getMany': { parameters: { ...AT_CUSTOMER, ...PAGED } },
	'license/update': {
		parameters: {
			...AT_CUSTOMER,
			...USER,
			licenseInput: 'fields',
			assignSkuIds: [],
			removeSkuIds: [],
			otherLicenses: 'omit',
			heldSkuIds: [],
			exactSkuIds: [],
			customerUserLicenses: '[\n  { "skuId": "", "isSelected": true }\n]',
			...WRITING,
		},
		options: { ...UPDATING, allowNone: true, checkAvailability: true },
	},
	'mca/get': { parameters: { ...AT_CUSTOMER, ...SIMPLIFY } },
	'mca/getMany': {
		parameters: { ...PAGED, ...SIMPLIFY, filters: {} },
		filters: {
			...AT_CUSTOMER,
			search: '',
			status: 'required',
			excludeCompliant: true,
			waitsFor: 'customer',
		},
	},
	'mca/refresh': {
		parameters: { ...AT_CUSTOMER, ...SIMPLIFY },
		options: { ...SENDING, returnAgreement: true },
	},
	'providerInstance/getMany': { parameters: PAGED },
	'qualification/get': { parameters: AT_CUSTOMER },
	'qualification/update': {
		parameters: { ...AT_CUSTOMER, qualification: 'Education', customQualification: '', ...WRITING },
		options: UPDATING,
	},
	'subscription/getMany': {
		parameters: { ...CUSTOMER, ...PAGED, filters: {} },
		filters: { search: '', status: [] },
	},
	'user/get': { parameters: { ...AT_CUSTOMER, ...USER } },
	'user/getMany': {
		parameters: { ...AT_CUSTOMER, ...PAGED, filters: {} },
		filters: { search: '' },
	},
	'user/update': {
		parameters: { ...AT_CUSTOMER, ...USER, updateFields: {}, ...WRITING },
		options: UPDATING,
		updateFields: { displayName: '', firstName: '', lastName: '', location: 'US' },
	},
};

/** Values of the fields in which one of several is chosen. */
const CHOICES = {
	authentication: ['oAuth2', 'accessToken'],
	resource: Object.keys(SAVED).map((name) => name.split('/')[0]),
	method: ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'],
	licenseInput: ['fields', 'json', 'exact'],
	otherLicenses: ['omit', 'asHeld'],
	qualification: ['Education', 'GovernmentCommunityCloud', 'StateOwnedEntity', 'custom'],
	searchField: ['Company.Name', 'Domain', 'InternalIdentifier', 'ProviderCustomerId'],
	'status of auditLog': ['Failed', 'Processing', 'Succeded'],
	'status of mca': [
		'required',
		'linkgenerated',
		'customeraccepted',
		'linkexpired',
		'agreementcreated',
	],
	waitsFor: ['customer', 'partner'],
};

const entriesOf = (property?: INodeProperties) => (property?.options ?? []) as INodeProperties[];
const valuesOf = (property?: INodeProperties) =>
	(property?.options ?? []).map((option) => ('value' in option ? option.value : undefined));
const defaultsOf = (properties: INodeProperties[]) =>
	Object.fromEntries(
		properties.filter(({ type }) => type !== 'notice').map((field) => [field.name, field.default]),
	);

const { properties } = description;
const all = [...properties, ...properties.flatMap((property) => entriesOf(property))];
const find = (name: string) => all.find((property) => property.name === name);

/** The parameters that the form shows for an operation, beyond those that choose it. */
function shownFor(resource: string, operation: string): INodeProperties[] {
	return properties.filter(({ name, displayOptions }) => {
		const { resource: resources, operation: operations } = displayOptions?.show ?? {};
		return name !== 'operation' && resources?.includes(resource) && operations?.includes(operation);
	});
}

test('the node has its name, version and credentials', () => {
	expect(description).toMatchObject({
		name: 'cloudCockpit',
		version: [1, 1.1],
		defaultVersion: 1.1,
		usableAsTool: true,
	});
	expect(description.credentials).toEqual([
		{
			name: 'cloudCockpitOAuth2Api',
			required: true,
			displayOptions: { show: { authentication: ['oAuth2'] } },
		},
		{
			name: 'cloudCockpitApi',
			required: true,
			displayOptions: { show: { authentication: ['accessToken'] } },
		},
	]);
	expect(find('authentication')?.default).toBe('oAuth2');
	expect(find('resource')?.default).toBe('mca');
});

test('there are these operations and no others', () => {
	const operations = properties
		.filter(({ name }) => name === 'operation')
		.flatMap((property) =>
			valuesOf(property).map((value) => `${property.displayOptions?.show?.resource?.[0]}/${value}`),
		);

	expect(operations.sort()).toEqual(Object.keys(SAVED).sort());
});

test('a workflow that names no operation means the same for ever', () => {
	const lists = properties.filter(({ name }) => name === 'operation');
	const defaults = lists.map((list) => [list.displayOptions?.show?.resource?.[0], list.default]);

	expect(Object.fromEntries(defaults)).toEqual({
		api: 'call',
		auditLog: 'getMany',
		customer: 'get',
		delegatedAdminRelationship: 'getMany',
		license: 'getMany',
		mca: 'get',
		providerInstance: 'getMany',
		qualification: 'update',
		subscription: 'getMany',
		user: 'get',
	});
});

test.each(Object.entries(SAVED))('%s saves these parameters', (name, saved) => {
	const [resource = '', operation = ''] = name.split('/');
	const shown = shownFor(resource, operation);
	const collection = (wanted: string) => shown.find((property) => property.name === wanted);

	expect(defaultsOf(shown)).toEqual({ ...saved.parameters, options: {} });
	expect(defaultsOf(entriesOf(collection('options')))).toEqual(saved.options ?? SENDING);
	expect(defaultsOf(entriesOf(collection('filters')))).toEqual(saved.filters ?? {});
	expect(defaultsOf(entriesOf(collection('updateFields')))).toEqual(saved.updateFields ?? {});
});

test.each(Object.entries(CHOICES))('%s saves one of its values', (name, values) => {
	const [field = '', resource] = name.split(' of ');
	const filters = shownFor(resource ?? '', 'getMany').find((found) => found.name === 'filters');
	const property = entriesOf(filters).find((entry) => entry.name === field) ?? find(field);
	expect(valuesOf(property).sort()).toEqual([...new Set(values)].sort());
});

/** Modes of resource locators beyond the list and the id. */
const MODES: Record<string, string[]> = {
	customerId: ['domain', 'internalIdentifier', 'microsoftTenantId'],
	providerInstanceId: ['only'],
	customerUserId: ['upn'],
};

test.each([
	['that must be filled in', properties, MODES],
	// Of a filter, which has no one customer, there is no only instance.
	['of a filter', properties.flatMap(entriesOf), { ...MODES, providerInstanceId: [] }],
])('every resource locator %s saves the mode list or id, or one of its own', (_, among, own) => {
	const locators = among.filter(({ type }) => type === 'resourceLocator');

	expect(locators.length).toBeGreaterThan(0);
	for (const { name: field, modes } of locators) {
		expect(modes?.map(({ name }) => name)).toEqual(['list', 'id', ...(own[field] ?? [])]);
	}
});

test('nothing that is saved in a resource locator is emptied because data arrives', () => {
	const locators = all.filter(({ type }) => type === 'resourceLocator');
	const watched = locators.flatMap(({ typeOptions }) => typeOptions?.loadOptionsDependsOn ?? []);

	expect(watched.length).toBeGreaterThan(0);
	for (const path of watched) expect(path).toMatch(/^&\w+\.cachedResultName$/);
});
