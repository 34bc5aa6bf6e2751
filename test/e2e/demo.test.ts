import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { DEMO_CUSTOMERS } from '../../playground/onboarding';

const PROJECT = join(__dirname, '..', '..');

test('the demo of the README onboards its customers, tells how, and ends', async () => {
	// Rejects unless the exit code is 0.
	const { stdout } = await promisify(execFile)('npm', ['run', 'demo', '--', '--once'], {
		cwd: PROJECT,
	});

	for (const { name, story } of DEMO_CUSTOMERS) {
		expect(stdout).toMatch(new RegExp(`^${name} \\(${story}\\) .* yes *$`, 'm'));
	}
	expect(stdout).toMatch(/audit log +http/);
	expect(stdout).toMatch(/curl \S+\/_sandbox\/agreements/);
	await expect(fetch(editorIn(stdout))).rejects.toThrow('fetch failed');
});

function editorIn(output: string): string {
	const [address = ''] = /http:\/\/127\.0\.0\.1:\d+\/workflow\/\w+/.exec(output) ?? [];
	expect(address).not.toBe('');
	return address;
}
