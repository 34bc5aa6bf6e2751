/** What the tests of deviations share: where the entries of an answer are, and what a check found. */
import { READS } from '../../live-check/contract';
import type { OperationId } from '../../live-check/contract';
import { isObject, itemsOf } from '../../live-check/describe';
import type { JsonObject } from '../../live-check/describe';
import type { Passing } from './proxy';
import type { Scene } from './support';

export const PAGED = READS.filter(({ paging }) => paging).map(({ id }) => id);
const BARE_LISTS: OperationId[] = ['getCustomerLicenses', 'getDelegatedAdminRelationships'];

/** How a path of the report begins that leads to an entry, or to the object itself. */
export const entryOf = (id: OperationId): string =>
	PAGED.includes(id) ? 'items[]' : BARE_LISTS.includes(id) ? '[]' : '';

export const fieldOf = (id: OperationId, field: string): string =>
	[entryOf(id), field].filter(Boolean).join('.');

/** Changes the first entry of each list, and each single object, of successful reads. */
export const changeEntries =
	(change: (entry: JsonObject, operation: OperationId) => void) =>
	({ operation, status, body }: Passing): void => {
		if (status !== 200 || !operation || operation === 'getToken') return;
		const [entry] = entryOf(operation) ? itemsOf(body) : [body];
		if (isObject(entry)) change(entry, operation);
	};

/** Gives a function that runs a check and gives what it found, one line each. */
export const findIn =
	(scene: Scene) =>
	async (answer: (passing: Passing) => void): Promise<string[]> => {
		const { journal } = await scene.check({ changes: { answer } });
		expect(journal.stopped).toBeUndefined();
		return journal.findings
			.map(({ subject, where, what }) => `${subject}, ${where}: ${what}`)
			.sort();
	};

export const forEveryRead = (line: (id: OperationId) => string): string[] =>
	READS.map(({ id }) => line(id)).sort();
