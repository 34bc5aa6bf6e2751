import { join } from 'node:path';
import { runCommand } from '../../playground/command';
import { withProgress } from '../../playground/progress';
import { installOnce } from '../../playground/stamp';

const FOLDER = join(__dirname, 'n8n');
const CLEAN_INSTALL = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];

/** Before the tests: installs the engine of n8n 2.8.4 unless it is there already. */
export default async function installOlderEngine(): Promise<void> {
	await installOnce(FOLDER, async () => {
		await withProgress('Install the engine of n8n 2.8.4, once (0.3 GB)', () =>
			runCommand('npm', CLEAN_INSTALL, { cwd: FOLDER }),
		);
	});
}
