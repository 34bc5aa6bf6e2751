import { getEventListeners } from 'node:events';

import { onAbort, sleepUnlessAborted, unlessAborted } from '../../../nodes/shared/api/abort';

const listenersOf = (signal: AbortSignal) => getEventListeners(signal, 'abort');

describe('a callback', () => {
	test('is called when the signal fires', () => {
		const stop = new AbortController();
		const callback = jest.fn();
		onAbort(stop.signal, callback);
		expect(callback).not.toHaveBeenCalled();
		stop.abort();
		expect(callback).toHaveBeenCalledTimes(1);
	});

	test('is called at once when the signal has fired', () => {
		const callback = jest.fn();
		onAbort(AbortSignal.abort(), callback)();
		expect(callback).toHaveBeenCalledTimes(1);
	});

	test('is not called once it was taken back', () => {
		const stop = new AbortController();
		const callback = jest.fn();
		onAbort(stop.signal, callback)();
		stop.abort();
		expect(callback).not.toHaveBeenCalled();
	});
});

describe('a promise that is left when the signal fires', () => {
	test('resolves and rejects as before while it does not', async () => {
		const { signal } = new AbortController();
		expect(await unlessAborted(Promise.resolve(7), signal)).toBe(7);
		const failing = unlessAborted(Promise.reject(new Error('No.')), signal);
		await expect(failing).rejects.toThrow('No.');
		expect(listenersOf(signal)).toEqual([]);
	});

	test('gives nothing once it does', async () => {
		const stop = new AbortController();
		const left = unlessAborted(new Promise(() => {}), stop.signal);
		stop.abort();
		expect(await left).toBeUndefined();
		expect(listenersOf(stop.signal)).toEqual([]);
	});
});

describe('a sleep', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	const sleeping = (waitMs: number, signal: AbortSignal) => {
		let isOver = false;
		void sleepUnlessAborted(waitMs, signal).then(() => (isOver = true));
		return async (forMs: number) => {
			await jest.advanceTimersByTimeAsync(forMs);
			return isOver;
		};
	};

	test('lasts as long as it was asked to', async () => {
		const { signal } = new AbortController();
		const after = sleeping(100, signal);
		expect(await after(99)).toBe(false);
		expect(await after(1)).toBe(true);
		expect(listenersOf(signal)).toEqual([]);
	});

	test('ends at once when the signal fires, or has fired', async () => {
		const stop = new AbortController();
		const after = sleeping(100, stop.signal);
		expect(await after(10)).toBe(false);
		stop.abort();
		expect(await after(0)).toBe(true);
		expect(await sleeping(100, stop.signal)(0)).toBe(true);
	});
});
