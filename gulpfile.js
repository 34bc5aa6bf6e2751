const { rm } = require('node:fs/promises');

const { dest, parallel, src } = require('gulp');

/** Removes what earlier builds left. */
async function clean() {
	await rm('dist', { recursive: true, force: true });
}

/** Icons stay beside the code that names them; they must not be re-encoded. */
function icons() {
	return src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));
}

/** The codex of each node, which n8n's search reads, and the output schemas that its editor shows. */
function descriptions() {
	return src(['nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'], { base: 'nodes' }).pipe(
		dest('dist/nodes'),
	);
}

exports.clean = clean;
exports.assets = parallel(icons, descriptions);
