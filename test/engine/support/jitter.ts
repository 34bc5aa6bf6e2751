import * as retry from '../../../nodes/shared/api/retry';

/**
 * Fixes the jitter of all waits in the tests of a file: 0 takes back-offs out, 1 makes them as long
 * as they can be; pauses that the server asks for keep their length. Chance is replaced for the
 * node's decision only, as much else in the process needs it.
 */
export function useJitter(jitter: number): void {
	const { judge } = retry;
	beforeEach(() => {
		jest.spyOn(retry, 'judge').mockImplementation((...given) => {
			const random = jest.spyOn(Math, 'random').mockReturnValue(jitter);
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
