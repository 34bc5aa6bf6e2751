/**
 * Measures one contender at one server with one number of items after the other. A process of its
 * own, so that its memory is its own: its one argument is a SeriesOrder as JSON, and it sends a
 * Measurement for each number of items.
 */
import { findContender } from './contenders';
import type { Measurement, SeriesOrder } from './measurement';
import { createRunner, type Runner } from './runners';
import type { ServerCounts } from './server';
import { findServer, type ServerBehaviour } from './servers';

/** Longer runs are not repeated: they vary less, and cost more. */
const REPEATED_BELOW_MS = 3_000;
/** A single item takes no time, and is about differences of a millisecond. */
const REPEATS_OF_ONE = 51;
/** So many that the code is compiled before the first run that counts. */
const WARM_UP_ITEMS = 300;
/** For what the warm-up leaves behind. */
const SETTLING_MS = 200;
const KILOBYTES_PER_MEGABYTE = 1_024;

type Sample = Omit<Measurement, 'runs' | 'peakMemoryMegabytes'>;

async function measure(order: SeriesOrder, run: Runner, items: number): Promise<Sample> {
	const { contender, server, work, shape, baseUrl } = order;
	await control(baseUrl, findServer(server));
	const cpuBefore = process.cpuUsage();
	const startedAt = performance.now();
	const report = await run(items);
	const wallMs = performance.now() - startedAt;
	const cpu = process.cpuUsage(cpuBefore);
	const counts = await control(baseUrl);
	const cpuMs = (cpu.user + cpu.system) / 1_000;
	return { contender, server, work, shape, items, wallMs, cpuMs, ...report, ...counts };
}

/** Tells the server how to behave, if given, and gives its counts. */
async function control(baseUrl: string, behaviour?: ServerBehaviour): Promise<ServerCounts> {
	const change = behaviour && { method: 'PUT', body: JSON.stringify(behaviour) };
	const response = await fetch(`${baseUrl}/_bench`, change);
	return (await response.json()) as ServerCounts;
}

/** Measures until there are enough runs, and gives the one in the middle. */
async function measureMedian(order: SeriesOrder, run: Runner, items: number): Promise<Measurement> {
	const samples: Sample[] = [];
	const repeats = items === 1 ? REPEATS_OF_ONE : order.repeats;
	do samples.push(await measure(order, run, items));
	while (samples.length < repeats && (samples[0]?.wallMs ?? 0) < REPEATED_BELOW_MS);
	samples.sort((a, b) => a.wallMs - b.wallMs);
	const median = samples[Math.floor(samples.length / 2)] as Sample;
	const peakMemoryMegabytes = process.resourceUsage().maxRSS / KILOBYTES_PER_MEGABYTE;
	return { ...median, runs: samples.length, peakMemoryMegabytes };
}

async function main(order: SeriesOrder): Promise<void> {
	const contender = findContender(order.contender);
	const run = await createRunner(contender, order);
	const isSlow = 'itemsPerSecond' in contender;
	await measure({ ...order, server: 'immediate' }, run, isSlow ? 1 : WARM_UP_ITEMS);
	await new Promise((resolve) => setTimeout(resolve, SETTLING_MS));
	for (const items of order.items) process.send?.(await measureMedian(order, run, items));
	process.disconnect();
	process.exit();
}

process.on('disconnect', () => process.exit());
void main(JSON.parse(process.argv[2] ?? '') as SeriesOrder);
