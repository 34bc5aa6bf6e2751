import { spawnSync } from 'node:child_process';

export const REMOTE = 'origin';
export const BRANCH = 'main';

/**
 * Runs git and returns what it printed.
 * @throws Error with git's own words when it fails.
 */
export type Git = (...gitArguments: string[]) => string;

/** Returns git in a folder. */
export function gitIn(folder: string): Git {
	return (...gitArguments) => {
		const { status, stdout, stderr, error } = spawnSync('git', gitArguments, {
			cwd: folder,
			encoding: 'utf8',
		});
		if (error) throw error;
		if (status !== 0) throw new Error(`git ${gitArguments.join(' ')}: ${stderr.trim()}`);
		return stdout.trimEnd();
	};
}

/** Returns why this is no state to release from, in words; nothing when it is one. */
export function findObstacles(git: Git, tag: string): string[] {
	const obstacles = [];
	const branch = git('branch', '--show-current');
	if (branch !== BRANCH) {
		obstacles.push(`A release is made from ${BRANCH}, this is ${branch || 'no branch'}.`);
	}
	const changed = git('status', '--porcelain').split('\n').filter(Boolean);
	if (changed.length > 0) {
		obstacles.push(`Commit or remove first what is not committed:\n  ${changed.join('\n  ')}`);
	}
	if (git('tag', '--list', tag) !== '') obstacles.push(`The tag ${tag} exists here.`);
	return [...obstacles, ...findRemoteObstacles(git, tag)];
}

/** Returns what the remote knows that stands against it: later commits, or the tag. */
function findRemoteObstacles(git: Git, tag: string): string[] {
	if (!git('remote').split('\n').includes(REMOTE)) {
		return [`There is no remote "${REMOTE}" to push to.`];
	}
	const obstacles = [];
	git('fetch', '--quiet', REMOTE, BRANCH);
	const missing = Number(git('rev-list', '--count', 'HEAD..FETCH_HEAD'));
	if (missing > 0) obstacles.push(`${REMOTE}/${BRANCH} is ahead by ${missing}: pull first.`);
	if (git('ls-remote', '--tags', REMOTE, `refs/tags/${tag}`) !== '') {
		obstacles.push(`The tag ${tag} exists at ${REMOTE}.`);
	}
	return obstacles;
}
