import * as retry from '../../../nodes/shared/api/retry';

/**
 * Takes the jitter out of all waits in the tests of a file: back-offs take no time, pauses that the
 * server asks for keep their length. Chance is stopped for the node's decision only, as much else
 * in the process needs it.
 */
export function withoutBackoff(): void {
	const { judge } = retry;
	beforeEach(() => {
		jest.spyOn(retry, 'judge').mockImplementation((...given) => {
			const random = jest.spyOn(Math, 'random').mockReturnValue(0);
			try {
				return judge(...given);
			} finally {
				random.mockRestore();
			}
		});
	});
	afterEach(() => {
		jest.restoreAllMocks();
	});
}
