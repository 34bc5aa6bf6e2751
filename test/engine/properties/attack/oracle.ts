import type { LoggedRequest } from '../../../../sandbox';
import type { NodeRun } from '../../support';
import { NODE } from '../../support/workflows';

/** One input item and what must hold for it whatever happens. */
export interface Row {
	correlationId: string;
	/** What it writes to: rows with the same are written in order. */
	target: string;
	/** Whether the user allowed that it is written twice. */
	mayRepeat: boolean;
}

/** What the workflow shows of a row. */
type Shown = 'applied' | 'rejected' | 'unknown' | 'notSent' | 'dry';

/**
 * Holds what an execution shows against what the server did. Gives everything that does not fit, in
 * words; nothing if all is well.
 */
export function findLies(
	run: NodeRun,
	rows: readonly Row[],
	requests: readonly LoggedRequest[],
): string[] {
	const lies: string[] = [];
	const shown = rows.map((): Shown[] => []);
	for (const [row, what] of shownBy(run, rows)) shown[row]?.push(what);

	const applied = new Map<string, number[]>();
	for (const [index, request] of requests.entries()) {
		const id = String(request.headers['x-correlation-id']);
		if (request.applied && request.method !== 'GET') {
			applied.set(id, [...(applied.get(id) ?? []), index]);
		}
	}
	rows.forEach((row, index) => {
		const tell = (what: string) => lies.push(`row ${index} (${row.correlationId}) ${what}`);
		const [what, ...more] = shown[index] ?? [];
		if (!what || more.length > 0) return void tell(`is in ${shown[index]?.length} lists`);
		const times = applied.get(row.correlationId)?.length ?? 0;
		const sent = requests.filter(
			({ headers, method, status }) =>
				headers['x-correlation-id'] === row.correlationId && method !== 'GET' && status !== 401,
		);
		if (what === 'applied' && times === 0) tell('is shown as applied, but was not');
		if (what !== 'applied' && what !== 'unknown' && times > 0) tell(`is ${what}, but was applied`);
		if (what === 'notSent' && sent.length > 0) tell('is not sent, but arrived');
		if (what === 'dry' && requests.some((request) => isWriteOf(request, row))) tell('was not dry');
		if (times > 1 && !row.mayRepeat) tell(`was applied ${times} times`);
	});
	return [...lies, ...findDisorder(rows, shown, applied)];
}

/** Rows of one target that were carried out in another order, as long as each is known to be over. */
function findDisorder(
	rows: readonly Row[],
	shown: readonly Shown[][],
	applied: ReadonlyMap<string, number[]>,
): string[] {
	const last = new Map<string, number>();
	const open = new Set<string>();
	return rows.flatMap(({ target, correlationId }, index) => {
		if (open.has(target)) return [];
		// One whose outcome is unknown may still be under way.
		if (shown[index]?.includes('unknown')) open.add(target);
		const [first] = applied.get(correlationId) ?? [];
		if (first === undefined) return [];
		const before = last.get(target) ?? -1;
		last.set(target, first);
		return first < before ? [`row ${index} (${correlationId}) overtook one before it`] : [];
	});
}

function isWriteOf({ headers, method }: LoggedRequest, { correlationId }: Row): boolean {
	return method === 'PATCH' && headers['x-correlation-id'] === correlationId;
}

function shownBy(run: NodeRun, rows: readonly Row[]): Array<[row: number, what: Shown]> {
	const { data } = (run.error?.context ?? {}) as {
		data?: { items?: Array<{ item: number; outcome: Shown }> };
	};
	// Stopped before it began.
	if (run.workflow.status === 'canceled' && !run.workflow.task(NODE)) {
		return rows.map((_, row) => [row, 'notSent']);
	}
	if (run.error) return (data?.items ?? []).map(({ item, outcome }) => [item, outcome]);
	return [...run.output, ...run.errorOutput].map(({ json, pairedItem }) => {
		const { item } = pairedItem as { item: number };
		const { outcome } = (json.error ?? {}) as { outcome?: Shown };
		return [item, outcome ?? (json.dryRun === true ? 'dry' : 'applied')];
	});
}

/** Secrets that are in what n8n keeps of an execution, as they are or in Base64. */
export function findLeaks(run: NodeRun, secrets: readonly string[]): string[] {
	const kept = JSON.stringify(run.workflow.stored);
	return secrets
		.filter(
			(secret) =>
				kept.includes(secret) || kept.includes(Buffer.from(secret).toString('base64').slice(0, -4)),
		)
		.map((secret) => `${secret.slice(0, 4)}… is shown`);
}
