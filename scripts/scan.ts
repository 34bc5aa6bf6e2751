import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.join(__dirname, '..');
const MAX_TARBALL_BYTES = 70_000;
/** Everything that may be in the published package. */
const SHIPPED =
	/^(?:CHANGELOG\.md|LICENSE\.md|README\.md|index\.js|package\.json|dist\/.*\.(?:js|json|svg))$/;

/** The part of n8n's package scan that needs neither a registry nor a published package. */
interface Scanner {
	analyzePackage: (
		directory: string,
		patterns: string[],
	) => Promise<{ passed: boolean; message?: string; details?: string }>;
	SOURCE_FILE_PATTERNS: string[];
}

interface Packed {
	filename: string;
	files: Array<{ path: string }>;
}

/** Runs n8n's own package scan on the source and on the tarball, and checks what the tarball holds. */
async function main(): Promise<void> {
	const scanner = (await import(
		'@n8n/scan-community-package/scanner/scanner.mjs' as string
	)) as Scanner;
	const directory = mkdtempSync(path.join(tmpdir(), 'cloudcockpit-scan-'));
	try {
		const source = path.join(directory, 'source');
		for (const entry of ['package.json', 'nodes', 'credentials', 'icons']) {
			cpSync(path.join(ROOT, entry), path.join(source, entry), { recursive: true });
		}
		const tarball = pack(directory);
		execFileSync('tar', ['-xzf', tarball, '-C', directory]);
		await scan(scanner, 'source', source, scanner.SOURCE_FILE_PATTERNS);
		await scan(scanner, 'tarball', path.join(directory, 'package'), ['**/*.js', 'package.json']);
	} finally {
		rmSync(directory, { recursive: true, force: true });
	}
}

/** Packs the project as npm would publish it, and refuses files that do not belong in it. */
function pack(directory: string): string {
	const output = execFileSync(
		'npm',
		['pack', '--json', '--loglevel=error', '--pack-destination', directory],
		{ cwd: ROOT, encoding: 'utf8' },
	);
	const [packed] = JSON.parse(output) as [Packed];
	const strangers = packed.files.map((file) => file.path).filter((file) => !SHIPPED.test(file));
	if (strangers.length > 0) throw new Error(`Not to be published: ${strangers.join(', ')}`);
	const tarball = path.join(directory, packed.filename);
	const bytes = statSync(tarball).size;
	if (bytes > MAX_TARBALL_BYTES) {
		throw new Error(`The tarball has ${bytes} bytes, more than ${MAX_TARBALL_BYTES}`);
	}
	console.log(`Tarball: ${packed.files.length} files, ${bytes} bytes`);
	return tarball;
}

async function scan(
	scanner: Scanner,
	name: string,
	directory: string,
	patterns: string[],
): Promise<void> {
	const result = await scanner.analyzePackage(directory, patterns);
	if (!result.passed) {
		throw new Error(`Scan of the ${name}: ${result.message ?? ''}\n${result.details ?? ''}`);
	}
	console.log(`Scan of the ${name}: passed`);
}

void main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
