import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeTypeDescription } from 'n8n-workflow';

import { CloudCockpit } from '../../nodes/CloudCockpit/CloudCockpit.node';
import { CloudCockpitTrigger } from '../../nodes/CloudCockpitTrigger/CloudCockpitTrigger.node';
import BASE_NODES from '../fixtures/nodes-of-n8n-2.8.4.json';

/**
 * What holds for every workflow in `examples/`, by looking at the file alone. That they do their job
 * is shown by the tests that run them in n8n. The docs promise n8n 2.8.4 or later; the fixture names
 * the nodes and versions that it has.
 */
const ROOT = join(__dirname, '..', '..');
const EXAMPLES = join(ROOT, 'examples');
const BASE = 'n8n-nodes-base.';
const STICKY_NOTE = `${BASE}stickyNote`;
const DATA_TABLE = `${BASE}dataTable`;
const OURS: Readonly<Record<string, { description: INodeTypeDescription; version: number }>> = {
	'n8n-nodes-cloudcockpit.cloudCockpit': {
		description: new CloudCockpit().description,
		version: 1.1,
	},
	'n8n-nodes-cloudcockpit.cloudCockpitTrigger': {
		description: new CloudCockpitTrigger().description,
		version: 1,
	},
};
/** Called by the others; they have a part of the overview instead of a page. */
const SHARED = ['tell-someone', 'something-failed'];
/** A node on the canvas: its square, and the name below it. */
const NODE = { width: 96, height: 144 };

interface TemplateNode {
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string | null; name: string }>;
	onError?: string;
	retryOnFail?: boolean;
	executeOnce?: boolean;
	alwaysOutputData?: boolean;
}

interface Template {
	name: string;
	nodes: TemplateNode[];
	connections: Record<string, { main: Array<Array<{ node: string }>> }>;
	pinData?: object;
	settings: Record<string, unknown>;
}

interface Box {
	left: number;
	top: number;
	right: number;
	bottom: number;
}

const read = (file: string) => JSON.parse(readFileSync(join(EXAMPLES, file), 'utf8')) as Template;
const FILES = readdirSync(EXAMPLES).filter((file) => file.endsWith('.json'));

describe.each(FILES.map((file) => [file, read(file)] as const))('%s', (file, template) => {
	const steps = template.nodes.filter(({ type }) => type !== STICKY_NOTE);
	const notes = template.nodes.filter(({ type }) => type === STICKY_NOTE);
	const ours = steps.filter(({ type }) => type in OURS);

	test('needs no node and no version that n8n 2.8.4 does not have', () => {
		const known: Readonly<Record<string, number[] | undefined>> = BASE_NODES;
		const unknown = template.nodes.filter(({ type, typeVersion }) => {
			const versions = known[type.replace(BASE, '')];
			return type.startsWith(BASE) ? !versions?.includes(typeVersion) : !(type in OURS);
		});

		expect(unknown.map(({ name, type }) => `${name}: ${type}`)).toEqual([]);
	});

	test('uses nothing that n8n 3.0 takes away, and no code', () => {
		const types = steps.map(({ type }) => type.replace(BASE, ''));
		expect(types).not.toContain('code');
		for (const { type, parameters, alwaysOutputData } of steps) {
			if (type === `${BASE}executeWorkflow`) expect(parameters.mode).toBe('once');
			if ([`${BASE}if`, `${BASE}switch`].includes(type)) expect(alwaysOutputData).not.toBe(true);
		}
	});

	test('holds no credential, no id of a workflow and no data', () => {
		for (const { credentials = {}, parameters } of steps) {
			for (const { id } of Object.values(credentials)) expect(id).toBeNull();
			const called = parameters.workflowId as { value: string } | undefined;
			expect(called?.value ?? '').toBe('');
		}
		expect(template.pinData ?? {}).toEqual({});
		expect(Object.keys(template).sort()).toEqual(
			['name', 'nodes', 'connections', 'pinData', 'settings'].sort(),
		);
		expect(Object.keys(template.settings)).not.toContain('errorWorkflow');
	});

	test('sets only parameters that our nodes have, in their latest version', () => {
		for (const { type, typeVersion, parameters } of ours) {
			const { description, version } = OURS[type] ?? {};
			const names = new Set(description?.properties.map(({ name }) => name));
			// n8n adds it to every trigger that polls.
			if (description?.polling) names.add('pollTimes');
			expect(typeVersion).toBe(version);
			expect(Object.keys(parameters).filter((name) => !names.has(name))).toEqual([]);
		}
	});

	test('goes on from every step, and loses no item that failed', () => {
		const targets = new Set(
			Object.values(template.connections).flatMap(({ main }) =>
				main.flat().map(({ node }) => node),
			),
		);
		const names = new Set(steps.map(({ name }) => name));
		expect([...targets, ...Object.keys(template.connections)].filter((n) => !names.has(n))).toEqual(
			[],
		);
		const isTrigger = ({ type }: TemplateNode) => /trigger$|\.webhook$/i.test(type);
		const unreached = steps.filter((step) => !isTrigger(step) && !targets.has(step.name));
		expect(unreached.map(({ name }) => name)).toEqual([]);
		for (const { name, onError } of steps) {
			if (onError !== 'continueErrorOutput') continue;
			expect([name, template.connections[name]?.main[1]?.length ?? 0]).not.toEqual([name, 0]);
		}
	});

	test('never writes again by itself: no Retry On Fail on a CloudCockpit node', () => {
		for (const { retryOnFail } of ours) expect(retryOnFail).not.toBe(true);
	});

	test('can be read on the canvas: nothing overlaps', () => {
		const overlaps = pairs(steps).filter(([one, other]) => touch(boxOf(one), boxOf(other)));
		expect(overlaps.map(([one, other]) => `${one.name} / ${other.name}`)).toEqual([]);
		for (const note of notes) {
			for (const other of template.nodes) {
				if (other === note || !touch(boxOf(note), boxOf(other))) continue;
				expect([note.name, other.name, liesWithin(boxOf(other), boxOf(note))]).toEqual([
					note.name,
					other.name,
					true,
				]);
			}
		}
	});

	test('its page in the docs names all that there is to fill in, and shows pictures', () => {
		const name = file.replace('.json', '');
		const folder = join(ROOT, 'docs', ...(SHARED.includes(name) ? [] : ['templates']));
		const page = readFileSync(
			join(folder, SHARED.includes(name) ? 'templates.md' : `${name}.md`),
			'utf8',
		);
		for (const setting of settingsOf(template)) expect(page).toContain(`\`${setting}\``);
		for (const credential of credentialsOf(steps)) expect(page).toContain(`_${credential}_`);
		const pictures = [...page.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, path = '']) => path);
		expect(pictures.length).toBeGreaterThanOrEqual(2);
		expect(pictures.filter((path) => !existsSync(join(folder, path)))).toEqual([]);
	});
});

test('a data table that several templates make has the same columns in all of them', () => {
	const made = FILES.flatMap((file) =>
		read(file)
			.nodes.filter(
				({ type, parameters }) => type === DATA_TABLE && parameters.resource === 'table',
			)
			.map(({ parameters }) => ({ file, name: parameters.tableName, columns: parameters.columns })),
	);
	const sharing = pairs(made).filter(([one, other]) => one.name === other.name);
	expect(sharing.length).toBeGreaterThan(0);
	for (const [one, other] of sharing) {
		expect({ ...other, file: one.file }).toEqual(one);
	}
});

function settingsOf({ nodes }: Template): string[] {
	const settings = nodes.find(({ name }) => name === 'Settings');
	const { assignments = [] } = (settings?.parameters.assignments ?? {}) as {
		assignments?: Array<{ name: string }>;
	};
	return assignments.map(({ name }) => name);
}

function credentialsOf(steps: TemplateNode[]): Set<string> {
	return new Set(
		steps.flatMap(({ credentials = {} }) => Object.values(credentials).map(({ name }) => name)),
	);
}

function pairs<T>(list: T[]): Array<[T, T]> {
	return list.flatMap((one, index) => list.slice(index + 1).map((other): [T, T] => [one, other]));
}

function boxOf({ type, position: [left, top], parameters }: TemplateNode): Box {
	const { width, height } =
		type === STICKY_NOTE ? (parameters as { width: number; height: number }) : NODE;
	return { left, top, right: left + width, bottom: top + height };
}

function touch(one: Box, other: Box): boolean {
	return (
		one.left < other.right &&
		other.left < one.right &&
		one.top < other.bottom &&
		other.top < one.bottom
	);
}

function liesWithin(inner: Box, outer: Box): boolean {
	return (
		inner.left >= outer.left &&
		inner.right <= outer.right &&
		inner.top >= outer.top &&
		inner.bottom <= outer.bottom
	);
}
