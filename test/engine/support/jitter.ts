import * as chance from '../../../nodes/shared/api/jitter';

/**
 * Fixes the jitter of all waits in the tests of a file: 0 takes back-offs out, 1 makes them as long
 * as they can be; pauses that the server asks for keep their length.
 */
export function useJitter(jitter: number): void {
	beforeEach(() => {
		jest.spyOn(chance, 'jitter').mockReturnValue(jitter);
	});
	afterEach(() => {
		jest.restoreAllMocks();
	});
}
