import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { scripts } from '../../package.json';

const ROOT = join(__dirname, '..', '..');
const CONTRACT = join(ROOT, 'openapi', 'cloudcockpit.yaml');
const TYPES = join(ROOT, 'nodes', 'shared', 'api', 'contract.ts');

interface Operation {
	operationId: string;
	[key: string]: unknown;
}

const document = parse(readFileSync(CONTRACT, 'utf8')) as {
	openapi: string;
	paths: Record<string, Record<string, Operation>>;
};
const METHODS = ['get', 'post', 'patch', 'put', 'delete'];
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
	Object.entries(item)
		.filter(([method]) => METHODS.includes(method))
		.map(([method, operation]) => ({ path, method, operation })),
);

test('the generated types are those of the contract (else: npm run generate)', () => {
	// The command of the package itself, in a process of its own: the generator is an ES module.
	const [command = '', ...args] = scripts.generate.split(' ');
	const folder = mkdtempSync(join(tmpdir(), 'contract-'));
	const output = join(folder, 'contract.ts');
	try {
		const redirected = args.map((arg) => (join(ROOT, arg) === TYPES ? output : arg));
		expect(redirected).toContain(output);
		execFileSync(join(ROOT, 'node_modules', '.bin', command), redirected, {
			cwd: ROOT,
			stdio: 'ignore',
		});
		expect(readFileSync(TYPES, 'utf8')).toBe(readFileSync(output, 'utf8'));
	} finally {
		rmSync(folder, { recursive: true });
	}
});

test('the contract has the operations of the package, each at its documented path', () => {
	const listed = operations.map(
		({ path, method, operation }) => `${operation.operationId}: ${method.toUpperCase()} ${path}`,
	);
	expect(listed.sort()).toEqual([
		'getAuditLogs: GET /v1/AuditLogs',
		'getCustomer: GET /v1/Customers/{customerId}',
		'getCustomerLicenses: GET /v1/Customers/{customerId}/licenses',
		'getCustomerUser: GET /v1/Customers/{customerId}/users/{customerUserId}',
		'getCustomerUsers: GET /v1/Customers/{customerId}/users',
		'getCustomers: GET /v1/Customers',
		'getDelegatedAdminRelationships: GET /v1/Customers/{customerId}/delegated-admin-relationships',
		'getMca: GET /v1/Customers/{customerId}/provider-instances/{providerInstanceId}/mca',
		'getMcas: GET /v1/Customers/mca',
		'getProviderInstances: GET /v1/Providers/Instances',
		'getSubscriptions: GET /v1/customers/{customerId}/subscriptions',
		'getToken: POST /4e806121-ff28-4286-ab4e-3be0a08f9ce0/oauth2/v2.0/token',
		'refreshMca: POST /v1/Customers/{customerId}/provider-instances/{providerInstanceId}/mca/status',
		'updateCustomerUser: PATCH /v1/Customers/{customerId}/users/{customerUserId}',
		'updateInternalIdentifier: PATCH /v1/Customers/{customerId}/internal-identifier',
		'updateMicrosoftQualification: PATCH /v1/Customers/{customerId}/microsoft-qualification',
		'updateUserLicenses: PATCH /v1/Customers/{customerId}/users/{customerUserId}/licenses',
	]);
});

test.each(operations.map(({ operation }) => [operation.operationId, operation] as const))(
	'%s says where it is known from, and what nobody has checked',
	(_id, operation) => {
		expect(['contract', 'documentation', 'inference']).toContain(operation['x-source']);
		expect(operation['x-evidence']).toEqual(expect.stringMatching(/\w/));
		const unverified = operation['x-unverified'];
		expect(unverified).toEqual(expect.arrayContaining([expect.stringMatching(/\w/)]));
	},
);

test('exactly the four operations whose pages were read whole count as contract', () => {
	const known = operations
		.filter(({ operation }) => operation['x-source'] === 'contract')
		.map(({ operation }) => operation.operationId);
	expect(known.sort()).toEqual([
		'getMca',
		'refreshMca',
		'updateMicrosoftQualification',
		'updateUserLicenses',
	]);
});
