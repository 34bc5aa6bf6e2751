/**
 * `npm run release:check -- v0.2.0`: whether a tag, package.json, the lock file and the changelog
 * speak of the same version. With `--notes <file>` it writes there what the changelog says of it.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { checkRelease } from './release/check';

try {
	const { values, positionals } = parseArgs({
		options: { notes: { type: 'string' } },
		allowPositionals: true,
	});
	const [tag = ''] = positionals;
	const notes = checkRelease(process.cwd(), tag);
	if (values.notes !== undefined) writeFileSync(values.notes, `${notes}\n`);
	console.log(`${tag}: package.json, package-lock.json and CHANGELOG.md agree.`);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
