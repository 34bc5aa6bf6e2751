import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PROJECT = join(__dirname, '..', '..');
const TSX = require.resolve('tsx/cli');

// Git without the settings of whoever runs the tests, such as hooks or signatures.
process.env.GIT_CONFIG_GLOBAL = '/dev/null';
process.env.GIT_CONFIG_SYSTEM = '/dev/null';

/** A changelog with something to release. */
export const CHANGELOG = `# Changelog

All notable changes are written here.

## [Unreleased]

### Added

- Drop-downs show the domain of a customer.

## [0.1.0] - 2026-11-01

### Added

- The first version.
`;

export interface Result {
	exitCode: number | null;
	output: string;
}

export interface Repository {
	/** Path of the work tree. */
	readonly path: string;
	/** Runs git in it and returns what it printed. */
	git(...gitArguments: string[]): string;
	read(name: string): string;
	/** Writes a file and commits it. */
	commit(name: string, text: string): void;
	/** Runs one of the project's scripts in it, as its npm command does. */
	run(script: string, ...scriptArguments: string[]): Result;
}

/**
 * Gives each test of a file a git repository with this project's package.json and lock file, both at
 * version 0.1.0, and a changelog, on a clean branch `main` that has been pushed to `origin`.
 */
export function useRepository(): Repository {
	let template: string;
	let folder: string;
	const pathOf = () => join(folder, 'work');
	const git = (...gitArguments: string[]) => runGit(pathOf(), gitArguments);
	beforeAll(() => {
		template = makeTemplate();
	});
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'cloudcockpit-release-'));
		cpSync(template, folder, { recursive: true });
	});
	afterEach(() => rmSync(folder, { recursive: true, force: true }));
	afterAll(() => rmSync(template, { recursive: true, force: true }));
	return {
		get path() {
			return pathOf();
		},
		git,
		read: (name) => readFileSync(join(pathOf(), name), 'utf8'),
		commit(name, text) {
			writeFileSync(join(pathOf(), name), text);
			git('add', '--all');
			git('commit', '--quiet', '--message', `Change ${name}`);
		},
		run(script, ...scriptArguments) {
			const command = [TSX, join(PROJECT, 'scripts', script), ...scriptArguments];
			const { status, stdout, stderr } = spawnSync(process.execPath, command, {
				cwd: pathOf(),
				encoding: 'utf8',
			});
			return { exitCode: status, output: stdout + stderr };
		},
	};
}

/** Makes both once, as each of git's commands takes its time, and gives their folder. */
function makeTemplate(): string {
	const folder = mkdtempSync(join(tmpdir(), 'cloudcockpit-release-'));
	const path = join(folder, 'work');
	const git = (...gitArguments: string[]) => runGit(path, gitArguments);
	runGit(folder, ['init', '--quiet', '--bare', '--initial-branch', 'main', 'origin.git']);
	runGit(folder, ['init', '--quiet', '--initial-branch', 'main', 'work']);
	git('config', 'user.name', 'Olivia Owner');
	git('config', 'user.email', 'owner@example.com');
	for (const name of ['package.json', 'package-lock.json']) {
		copyFileSync(join(PROJECT, name), join(path, name));
		setVersion(join(path, name), '0.1.0');
	}
	writeFileSync(join(path, 'CHANGELOG.md'), CHANGELOG);
	git('add', '--all');
	git('commit', '--quiet', '--message', 'Version 0.1.0');
	git('remote', 'add', 'origin', '../origin.git');
	git('push', '--quiet', 'origin', 'main');
	return folder;
}

/** Writes another version into the first place of a file that has one, the package's own. */
export function setVersion(file: string, version: string): void {
	const text = readFileSync(file, 'utf8');
	const name = /"version": "[^"]*"/;
	const wanted = `"version": "${version}"`;
	const [head = '', ...rest] = text.replace(name, wanted).split('"packages": {\n');
	const [own, ...others] = rest;
	const withOwn = own === undefined ? [] : [own.replace(name, wanted)];
	writeFileSync(file, [head, ...withOwn, ...others].join('"packages": {\n'));
}

function runGit(cwd: string, gitArguments: string[]): string {
	const { status, stdout, stderr } = spawnSync('git', gitArguments, {
		cwd,
		encoding: 'utf8',
	});
	if (status !== 0) throw new Error(`git ${gitArguments.join(' ')}: ${stderr}`);
	return stdout.trim();
}
