import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunningN8n } from './n8n';
import type { WorkflowFile, WorkflowNode } from './n8n-api';

const EXAMPLES = join(__dirname, '..', 'examples');

/** The templates by their file in `examples/`. Who is called by others comes before them. */
export const TEMPLATES = [
	'tell-someone',
	'something-failed',
	'customer-onboarding',
	'agreement-chase',
	'agreement-signed',
	'bulk-licenses',
	'joiner-and-leaver',
	'compliance-report',
] as const;
export type TemplateName = (typeof TEMPLATES)[number];

/** What a person fills in after the import: values of the node "Settings", by their name. */
export type TemplateSettings = Readonly<Record<string, string | number | boolean>>;

export interface TemplateChanges {
	settings?: { readonly [Name in TemplateName]?: TemplateSettings };
	/** When the CloudCockpit Trigger looks; as the template says when left out. */
	pollTimes?: Record<string, unknown>;
}

export interface LoadedTemplate {
	id: string;
	/** As n8n lists it. */
	name: string;
	/** Address of the canvas. */
	url: string;
}

export type LoadedTemplates = Readonly<Record<TemplateName, LoadedTemplate>>;

/** A template as it lies in its file. */
export async function readTemplate(name: TemplateName): Promise<WorkflowFile> {
	return JSON.parse(await readFile(join(EXAMPLES, `${name}.json`), 'utf8')) as WorkflowFile;
}

/**
 * Imports and publishes all templates, and does what a person does after that: fills in the
 * settings, chooses the workflow to call in each Execute Workflow node, and the error workflow. The
 * credentials are found by their names.
 * @throws Error when a setting is named that the template does not have.
 */
export async function loadTemplates(
	n8n: RunningN8n,
	{ settings = {}, pollTimes }: TemplateChanges = {},
): Promise<LoadedTemplates> {
	const loaded: Partial<Record<TemplateName, LoadedTemplate>> = {};
	for (const name of TEMPLATES) {
		const workflow = await readTemplate(name);
		fillIn(workflow, settings[name] ?? {});
		for (const node of workflow.nodes) {
			chooseWorkflow(node, Object.values(loaded));
			if (pollTimes && node.type.endsWith('.cloudCockpitTrigger')) {
				node.parameters.pollTimes = pollTimes;
			}
		}
		const errorWorkflow = loaded['something-failed']?.id;
		workflow.settings = { ...workflow.settings, ...(errorWorkflow && { errorWorkflow }) };
		const id = await n8n.publish(workflow);
		loaded[name] = { id, name: workflow.name, url: `${n8n.url}/workflow/${id}` };
	}
	return loaded as LoadedTemplates;
}

/** Publishes a copy of a loaded template in which other settings are filled in; gives its id. */
export async function publishCopy(
	n8n: RunningN8n,
	workflowId: string,
	changes: TemplateSettings,
): Promise<string> {
	const { name, nodes, connections, settings } = await n8n.api.readWorkflow(workflowId);
	const copy: WorkflowFile = { name: `${name} (copy)`, nodes, connections, settings };
	fillIn(copy, changes);
	return await n8n.publish(copy);
}

interface Assignment {
	name: string;
	value: unknown;
}

function fillIn({ name, nodes }: WorkflowFile, settings: TemplateSettings): void {
	const node = nodes.find((candidate) => candidate.name === 'Settings');
	const { assignments = [] } = (node?.parameters.assignments ?? {}) as {
		assignments?: Assignment[];
	};
	for (const [setting, value] of Object.entries(settings)) {
		const assignment = assignments.find((candidate) => candidate.name === setting);
		if (!assignment) throw new Error(`"${name}" has no setting "${setting}".`);
		assignment.value = value;
	}
}

/** The templates name the workflow that a node calls; n8n wants its id. */
function chooseWorkflow({ type, parameters }: WorkflowNode, loaded: LoadedTemplate[]): void {
	if (type !== 'n8n-nodes-base.executeWorkflow') return;
	const chosen = parameters.workflowId as { cachedResultName: string; value: string };
	const called = loaded.find(({ name }) => name === chosen.cachedResultName);
	if (!called) throw new Error(`No workflow "${chosen.cachedResultName}" has been loaded.`);
	chosen.value = called.id;
}
