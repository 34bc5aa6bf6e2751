/** What somebody who tries a client can choose about the sandbox, where the API leaves it open. */

export interface Settings {
	/**
	 * How the list of a license update is read, which nobody knows of CloudCockpit. `change`, the
	 * default: what is not named is kept. `whole`: the list is all that the user is to have, and what
	 * is not named is removed.
	 */
	licenseReading: 'change' | 'whole';
	/** Refuses larger pages with 400; null leaves it at the 2000 of the documentation. */
	maxPageSize: number | null;
}

const DEFAULTS: Settings = { licenseReading: 'change', maxPageSize: null };

/** Settings that are as they were, or at their defaults, where they are undefined. */
export const createSettings = (
	{ licenseReading, maxPageSize }: Partial<Settings>,
	before: Settings = DEFAULTS,
): Settings => ({
	licenseReading: licenseReading ?? before.licenseReading,
	maxPageSize: maxPageSize === undefined ? before.maxPageSize : maxPageSize,
});
