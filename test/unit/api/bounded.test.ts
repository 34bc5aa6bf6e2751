import { bounded } from '../../../nodes/shared/api/bounded';
import type { CallContext } from '../../../nodes/shared/api/connection';

const contextOf = (signal?: AbortSignal) =>
	({ getExecutionCancelSignal: () => signal, helpers: 'helpers' }) as unknown as CallContext;
const LONG_MS = 60_000;
const never = async () => await new Promise<never>(() => {});

test('what is done in time has its value, and what it throws', async () => {
	expect(await bounded(contextOf(), LONG_MS, async () => 7)).toEqual({ value: 7 });
	const failing = bounded(contextOf(), LONG_MS, async () => await Promise.reject(new Error('No.')));
	await expect(failing).rejects.toThrow('No.');
});

test('works where n8n has no signal', async () => {
	const context = { helpers: 'helpers' } as unknown as CallContext;
	expect(await bounded(context, LONG_MS, async () => 7)).toEqual({ value: 7 });
});

test('n8n finds its helpers in the context, and a signal that ends with the time', async () => {
	const outer = new AbortController();
	const seen: { signal?: AbortSignal; helpers?: unknown } = {};
	const ended = await bounded(contextOf(outer.signal), 5, async (own, signal) => {
		seen.signal = own.getExecutionCancelSignal?.();
		seen.helpers = own.helpers;
		expect(seen.signal).toBe(signal);
		return await never();
	});
	expect(ended).toEqual({ ended: 'timedOut' });
	expect(seen.helpers).toBe('helpers');
	expect(seen.signal?.aborted).toBe(true);
	expect(outer.signal.aborted).toBe(false);
});

test('is left at once when the user stops the execution, and nothing is sent afterwards', async () => {
	const stop = new AbortController();
	let request: AbortSignal | undefined;
	const running = bounded(contextOf(stop.signal), LONG_MS, async (_, signal) => {
		request = signal;
		return await never();
	});
	stop.abort();
	expect(await running).toEqual({ ended: 'canceled' });
	expect(request?.aborted).toBe(true);
});

test('does not begin when the execution was stopped before', async () => {
	const task = jest.fn(never);
	expect(await bounded(contextOf(AbortSignal.abort()), LONG_MS, task)).toEqual({
		ended: 'canceled',
	});
	expect(task).not.toHaveBeenCalled();
});

test('what becomes of a task that was left is nobody’s concern', async () => {
	let fail: (error: Error) => void = () => {};
	const late = new Promise<never>((_, reject) => (fail = reject));
	expect(await bounded(contextOf(), 5, async () => await late)).toEqual({ ended: 'timedOut' });
	// An unhandled rejection would end the test run.
	fail(new Error('Too late'));
	await new Promise((resolve) => setImmediate(resolve));
});

test('leaves no listener behind', async () => {
	const { signal } = new AbortController();
	const [added, removed] = [
		jest.spyOn(signal, 'addEventListener'),
		jest.spyOn(signal, 'removeEventListener'),
	];
	await bounded(contextOf(signal), LONG_MS, async () => 1);
	expect(added).toHaveBeenCalledTimes(1);
	expect(removed.mock.calls[0]?.[1]).toBe(added.mock.calls[0]?.[1]);
});
