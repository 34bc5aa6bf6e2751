/**
 * `npm run release -- 0.2.0`: prepares a release as one commit and one tag, and says what a person
 * does next. It pushes nothing. What is unclear is refused before anything is written.
 */
import { prepareRelease } from './release/prepare';

const [version = '', ...more] = process.argv.slice(2);
try {
	console.log(prepareRelease(process.cwd(), more.length > 0 ? '' : version));
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
