import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

const PROJECT = join(__dirname, '..', '..');
const FOLDER = join(PROJECT, '.github', 'workflows');

interface Step {
	uses?: string;
	run?: string;
	with?: Record<string, unknown>;
}

interface Job {
	uses?: string;
	steps?: Step[];
	permissions?: Record<string, string>;
	environment?: { name: string };
	'timeout-minutes'?: number;
}

interface Workflow {
	permissions?: Record<string, string>;
	concurrency?: { group: string };
	jobs: Record<string, Job>;
}

const FILES = readdirSync(FOLDER);
const TEXTS = FILES.map((file) => [file, readFileSync(join(FOLDER, file), 'utf8')] as const);
const read = (text: string) => parse(text) as Workflow;
const WORKFLOWS = TEXTS.map(([file, text]) => [file, read(text)] as const);
const JOBS = WORKFLOWS.flatMap(([file, { jobs }]) =>
	Object.entries(jobs).map(([name, job]) => [`${file}, ${name}`, job] as const),
);
const job = (name: string): Job => JOBS.find(([found]) => found === name)?.[1] ?? {};
const stepsOf = ({ steps = [] }: Job) => steps;

test.each(TEXTS)('%s pins every action of others by commit, and says which version', (_, text) => {
	const pinned = /^\s*(?:- )?uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
	const ownFile = /^\s*uses: \.\/\.github\/workflows\/[\w-]+\.yml$/;
	const uses = text.split('\n').filter((line) => line.includes('uses:'));

	expect(uses).not.toEqual([]);
	expect(uses.filter((line) => !pinned.test(line) && !ownFile.test(line))).toEqual([]);
});

test('an action is the same commit wherever it is used', () => {
	const uses = JOBS.flatMap(([, found]) => stepsOf(found).flatMap((step) => step.uses ?? []));
	const commits = new Set(uses);
	const actions = new Set(uses.map((use) => use.split('@')[0]));

	expect([...commits]).toHaveLength(actions.size);
});

test.each(TEXTS)('%s only runs commands that package.json has', (_, text) => {
	const { scripts } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as {
		scripts: Record<string, string>;
	};
	const commands = [...text.matchAll(/npm (?:run ([\w:-]+)|(test)\b)/g)].map(
		([, name, test]) => name ?? test ?? '',
	);

	expect(commands).not.toEqual([]);
	expect(commands.filter((name) => !(name in scripts))).toEqual([]);
});

test.each(WORKFLOWS)('%s grants no more than reading, and says so itself', (_, workflow) => {
	expect(workflow.permissions).toBeDefined();
	expect(Object.values(workflow.permissions ?? {}).filter((right) => right !== 'read')).toEqual([]);
	expect(workflow.concurrency?.group).toEqual(expect.any(String));
});

test('two jobs may write: one to npm, after an approval, one the release on GitHub', () => {
	const writing = JOBS.flatMap(([name, { permissions = {} }]) =>
		Object.entries(permissions)
			.filter(([, right]) => right !== 'read')
			.map(([permission]) => `${name}: ${permission}`),
	);

	expect(writing).toEqual(['publish.yml, publish: id-token', 'publish.yml, release: contents']);
	expect(job('publish.yml, publish').environment?.name).toBe('npm');
});

test('a job that may write runs no code of this repository or of its dependencies', () => {
	for (const name of ['publish.yml, publish', 'publish.yml, release']) {
		const steps = stepsOf(job(name));
		const actions = steps.flatMap(({ uses = '' }) => uses.split('@')[0] || []);

		expect(steps).not.toEqual([]);
		expect(actions).not.toContain('actions/checkout');
		expect(steps.map(({ run = '' }) => run).join('\n')).not.toMatch(/npm (?:ci|install|run)|npx/);
	}
});

test.each(JOBS)('%s ends in time, and keeps no token that it was lent', (_, found) => {
	if (found.uses !== undefined) return;
	expect(found['timeout-minutes']).toBeLessThanOrEqual(360);
	const checkouts = stepsOf(found).filter(({ uses }) => uses?.startsWith('actions/checkout@'));
	for (const checkout of checkouts) {
		expect(checkout.with).toMatchObject({ 'persist-credentials': false });
	}
});

test('nothing is published from a cache, or with a secret', () => {
	const [, text = ''] = TEXTS.find(([file]) => file === 'publish.yml') ?? [];

	expect(text).toContain('npm publish --provenance');
	expect(text).not.toMatch(/secrets\.|cache: npm/);
});
