import { untilThere } from '../wait';
import { untilPolled } from './agreement-signed';
import type { Job, JobResult } from './job';
import type { TemplateWorld } from './world';

/** Runs a job on a sandbox as at its start, once all that went before has come to its end. */
export async function runJob({ run }: Job, world: TemplateWorld): Promise<JobResult> {
	world.sandbox.reset();
	// Jobs refresh agreements: where one turns out to be signed, "Agreement signed" starts by itself
	// at the next poll, and sends e-mails and requests of its own.
	await untilPolled(world);
	await untilThere('the end of all executions', async () =>
		(await world.n8n.api.isIdle()) ? true : undefined,
	);
	return await run(world);
}
