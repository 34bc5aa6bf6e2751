import type { TemplateName, TemplateSettings } from '../templates';
import type { Surroundings, TemplateWorld } from './world';

/** One template at work: what the demo, the tests and the pictures of the docs have in common. */
export interface Job {
	template: TemplateName;
	/** What somebody who tries it fills in, where the template's own values do not fit. */
	settings?(surroundings: Surroundings): TemplateSettings;
	/** The command or the address with which somebody starts it by hand. */
	howToStart(world: TemplateWorld): string;
	/** Does it once, as somebody would who uses it. `runJob` gives it a fresh start. */
	run(world: TemplateWorld): Promise<JobResult>;
}

export interface JobResult {
	/** What happened, a line for each customer, user or e-mail. */
	happened: Array<{ what: string; result: string; asExpected: boolean }>;
}
