import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { parse } from 'yaml';

import { RESOURCES } from '../../nodes/CloudCockpit/operations';
import { presentAgreement } from '../../nodes/shared/model/agreement';
import { presentCustomer } from '../../nodes/shared/model/customer';

const PROJECT = join(__dirname, '..', '..');
const read = (path: string) => readFileSync(join(PROJECT, path), 'utf8');
const listed = (folder: string, ending: string) =>
	readdirSync(join(PROJECT, folder))
		.filter((name) => name.endsWith(ending))
		.map((name) => join(folder, name));

const PACKAGE = JSON.parse(read('package.json')) as {
	author: { email: string };
	bugs: { url: string };
	homepage: string;
	repository: { url: string };
	scripts: Record<string, string>;
};
const DOCUMENTS = [...listed('.', '.md'), ...listed('docs', '.md')];
const FORMS = listed('.github/ISSUE_TEMPLATE', '.yml');

/** What GitHub makes of a heading in an address. */
const slugOf = (heading: string) =>
	heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N} _-]/gu, '')
		.replaceAll(' ', '-');

const headingsOf = (path: string) =>
	[...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => slugOf(heading));

/** Returns the links of a document that lead nowhere, those to other sites apart. */
function brokenLinks(path: string): string[] {
	const links = [...read(path).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
	return links.filter((link) => {
		if (/^[a-z]+:/.test(link)) return false;
		const [file = '', anchor] = link.split('#');
		const target = file === '' ? path : join(dirname(path), file);
		if (!existsSync(join(PROJECT, target))) return true;
		return anchor !== undefined && !headingsOf(target).includes(anchor);
	});
}

test.each(DOCUMENTS)('every link of %s leads somewhere', (path) => {
	expect(brokenLinks(path)).toEqual([]);
});

test.each(DOCUMENTS)('every command of %s is one', (path) => {
	const commands = [...read(path).matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);

	expect(commands.filter((name) => !(name in PACKAGE.scripts))).toEqual([]);
});

test('the README leads to every document', () => {
	const links = [...read('README.md').matchAll(/\]\((docs\/[\w-]+\.md)[)#]/g)].map(
		([, link]) => link,
	);

	expect([...new Set(links)].sort()).toEqual(listed('docs', '.md').sort());
});

test('one contact and one repository everywhere', () => {
	const contacts = ['SECURITY.md', 'CODE_OF_CONDUCT.md'].map((path) =>
		[...read(path).matchAll(/<([^<>\s]+@[^<>\s]+)>/g)].map(([, address]) => address),
	);
	const ours = new URL(PACKAGE.homepage).pathname.slice(1);
	const texts = [...DOCUMENTS, ...FORMS].map(read).join('\n');
	const repositories = [...texts.matchAll(/github\.com\/([\w-]+\/n8n-nodes-[\w-]+)/g)];

	expect(contacts).toEqual([[PACKAGE.author.email], [PACKAGE.author.email]]);
	expect(PACKAGE.repository.url).toBe(`${PACKAGE.homepage}.git`);
	expect(PACKAGE.bugs.url).toBe(`${PACKAGE.homepage}/issues`);
	expect(new Set(repositories.map(([, name]) => name))).toEqual(new Set([ours]));
});

test('the checklist for n8n counts the fields and resources that there are', () => {
	const checklist = read('docs/publishing.md');
	const agreement = Object.keys(presentAgreement({}, true)).length;
	const customer = Object.keys(presentCustomer({}, true)).length;

	expect(checklist).toContain(`an agreement has ${agreement} fields and a customer ${customer}`);
	expect(Object.keys(RESOURCES)).toHaveLength(10);
	expect(checklist).toContain('A node with ten resources');
});

describe('the form for what does not work', () => {
	const { body } = parse(read('.github/ISSUE_TEMPLATE/bug.yml')) as {
		body: Array<{ id?: string; type: string; validations?: { required: boolean } }>;
	};

	test('asks for what is needed to look into it', () => {
		const required = body.filter((field) => field.validations?.required).map(({ id }) => id);

		expect(required).toEqual(expect.arrayContaining(['happened', 'package', 'n8n', 'mode']));
		expect(body.map(({ id }) => id)).toEqual(expect.arrayContaining(['correlation', 'node']));
	});

	test('says before anything else what must not be in it', () => {
		expect(body[0]).toMatchObject({
			type: 'markdown',
			attributes: { value: expect.stringContaining('Never paste a token') },
		});
	});
});
