import { cpus, totalmem } from 'node:os';

const BYTES_PER_GIGABYTE = 1_024 ** 3;

/** What this machine has: processors and memory, as a page of figures says it. */
export function describeHardware(): string {
	const processors = cpus();
	const gigabytes = Math.round(totalmem() / BYTES_PER_GIGABYTE);
	return `${processors.length} × ${processors[0]?.model}, ${gigabytes} GB`;
}
