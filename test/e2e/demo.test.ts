import { execFile, type ExecFileException } from 'node:child_process';
import { join } from 'node:path';

import { JOBS } from '../../playground/jobs';
import { DEMO_CUSTOMERS } from '../../playground/onboarding';
import { readTemplate } from '../../playground/templates';
import { PACKED_PACKAGE } from '../../playground/world';

const PROJECT = join(__dirname, '..', '..');

test('the demo of the README does six whole jobs, tells how to start each, and ends', async () => {
	// It packs the package itself, as it does for a reader of the README.
	const env = { ...process.env, [PACKED_PACKAGE]: '' };
	const { error, stdout } = await run('npm', ['run', 'demo', '--', '--once'], env);
	expect(stdout).not.toMatch(/ NO *$/m);
	expect(error).toBeNull();

	expect(JOBS).toHaveLength(6);
	for (const { template } of JOBS) {
		const { name } = await readTemplate(template);
		expect(stdout).toMatch(new RegExp(`^${name} +http\\S+/workflow/\\w+\\n +\\S`, 'm'));
	}
	expect(stdout).toMatch(/mailbox +http\S+ +\(\d+ e-mails, [1-9]\d* files\)/);

	for (const { name, story } of DEMO_CUSTOMERS) {
		expect(stdout).toMatch(new RegExp(`^${name} \\(${story}\\) .* yes *$`, 'm'));
	}
	expect(stdout).toMatch(/audit log +http/);
	expect(stdout).toMatch(/curl \S+\/_sandbox\/agreements/);
	await expect(fetch(editorIn(stdout))).rejects.toThrow('fetch failed');
});

/** Runs a command of this project to its end; `error` is null when its exit code is 0. */
async function run(
	command: string,
	args: string[],
	env: NodeJS.ProcessEnv,
): Promise<{ error: ExecFileException | null; stdout: string }> {
	return await new Promise((resolve) => {
		execFile(command, args, { cwd: PROJECT, env }, (error, stdout) => resolve({ error, stdout }));
	});
}

function editorIn(output: string): string {
	const [address = ''] = /http:\/\/127\.0\.0\.1:\d+\/workflow\/\w+/.exec(output) ?? [];
	expect(address).not.toBe('');
	return address;
}
