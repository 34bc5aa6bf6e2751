import type { Change } from '../../../nodes/CloudCockpitTrigger/changes';

/** What a poll does with what n8n keeps for the node: gives what it tells, possibly nothing. */
export type Poll = (saved: { memory?: unknown }) => Array<Change<string>>;

/** How n8n keeps what a polling node remembers, and when it forgets it. */
export interface MemoryKeeper {
	/** The poll with which n8n publishes the workflow, or starts it again. */
	activate(poll: Poll): Array<Change<string>>;
	/** A poll by the clock. `crash`: n8n ends right after the execution was started. */
	tick(poll: Poll, end?: 'crash'): Array<Change<string>>;
	/** n8n ends; the next poll finds what was saved. */
	restart(): void;
}

/**
 * n8n's default engine: what a node notes lives with the published workflow, and is saved when the
 * workflow is published and whenever an execution starts.
 */
export function defaultEngine(): MemoryKeeper {
	let database = '{}';
	let live = load(database);
	const save = () => void (database = JSON.stringify(live));
	return {
		activate(poll) {
			live = load(database);
			const told = poll(live);
			save();
			return told;
		},
		tick(poll, end) {
			const told = poll(live);
			if (told.length > 0 && end !== 'crash') save();
			return told;
		},
		restart: () => void (live = load(database)),
	};
}

/**
 * n8n with durable cursors: each poll works on a copy, which is saved in one transaction with the
 * execution, or when there is nothing to tell; not after the poll that publishes the workflow.
 */
export function durableEngine(): MemoryKeeper {
	let database = '{}';
	const onCopy = (poll: Poll, keeps: (told: Array<Change<string>>) => boolean) => {
		const copy = load(database);
		const told = poll(copy);
		if (keeps(told)) database = JSON.stringify(copy);
		return told;
	};
	return {
		activate: (poll) => onCopy(poll, (told) => told.length > 0),
		tick: (poll) => onCopy(poll, () => true),
		restart: () => undefined,
	};
}

function load(database: string): { memory?: unknown } {
	return JSON.parse(database) as { memory?: unknown };
}
