/** Why nothing of a run starts any more. */
export type Ending =
	/** The user stopped the execution. */
	| { cause: 'canceled' }
	/** Another item has failed. */
	| { cause: 'stopped' }
	/** A wait of so many milliseconds does not fit into what is left of the budget. */
	| { cause: 'waitTooLong'; waitMs: number }
	/** The server is out of order, and the budget does not allow to wait for its return. */
	| { cause: 'unavailable' };

/** Nothing of the run may start any more. */
export class ThrottleClosed extends Error {
	constructor(readonly ending: Ending) {
		super(ending.cause);
		this.name = 'ThrottleClosed';
	}
}
