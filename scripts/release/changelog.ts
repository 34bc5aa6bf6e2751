const UNRELEASED = '## [Unreleased]';
/** A version's heading: `## [0.2.0] - 2026-11-30`. */
const HEADING = /^## \[([^\]]+)\](.*)$/;
const DATE = /^ - \d{4}-\d{2}-\d{2}$/;

/** What the changelog says of one version. */
export interface Section {
	/** The version, or "Unreleased". */
	name: string;
	hasDate: boolean;
	/** What stands below the heading, without blank lines around it. */
	text: string;
	/** Whether there is something in it for a user to read. */
	hasEntries: boolean;
}

/** Returns the sections of a changelog, the latest first, as they stand there. */
export function readSections(changelog: string): Section[] {
	const sections: Array<{ name: string; hasDate: boolean; lines: string[] }> = [];
	for (const line of changelog.split('\n')) {
		const [, name, rest = ''] = HEADING.exec(line) ?? [];
		if (name !== undefined) sections.push({ name, hasDate: DATE.test(rest), lines: [] });
		else sections.at(-1)?.lines.push(line);
	}
	return sections.map(({ name, hasDate, lines }) => ({
		name,
		hasDate,
		text: lines.join('\n').trim(),
		hasEntries: lines.some((line) => line.startsWith('- ')),
	}));
}

/** Returns the changelog with what is unreleased as a version of its own, below an empty section. */
export function dateUnreleased(changelog: string, version: string, date: string): string {
	return changelog.replace(UNRELEASED, `${UNRELEASED}\n\n## [${version}] - ${date}`);
}
