import type { Figure } from './figures';
import { concealedWrites, lostItems, type Measurement } from './measurement';
import type { ServerId } from './servers';

const LIMITED: ReadonlyArray<[ServerId, string]> = [
	['admits20', 'admits 20 requests at a time'],
	['rate100', 'takes 100 requests per second'],
	['unavailable5', 'answers 5 % with 503'],
	['resets1', 'breaks 1 % of the connections'],
];

/** The results in a few sentences, from the numbers of the run. */
export function readResults(measurements: Measurement[], figures: Figure[]): string[] {
	const largest = (contender: string, server: ServerId) =>
		measurements
			.filter((one) => one.work === 'write' && one.contender === contender && one.server === server)
			.filter(({ items }) => items <= 1_000)
			.at(-1);
	return [
		`**Where HTTP Request wins.** ${withoutLimits(largest)}`,
		`**Where the CloudCockpit node wins.** ${LIMITED.map(([server, text]) => withLimits(largest, server, text)).join(' ')}`,
		`**Where a figure falls short.** ${
			figures
				.filter(({ reached }) => !reached)
				.map(({ what, measured, wanted }) => `${what}: ${measured}, wanted ${wanted}.`)
				.join(' ') || 'None in this run.'
		}`,
	];
}

type Largest = (contender: string, server: ServerId) => Measurement | undefined;

const seconds = (one: Measurement) => `${(one.wallMs / 1_000).toFixed(2)} s`;

function withoutLimits(largest: Largest): string {
	const http = largest('http', 'slow');
	const ours = largest('ours10', 'slow');
	const ours50 = largest('ours50', 'slow');
	if (!http || !ours || !ours50) return 'Not measured in this run.';
	return (
		`At a server without any limit it does ${http.items} writes of 50 ms in ${seconds(http)}, because it has up to ` +
		`${http.peakInFlight} of them in flight at once. Our node takes ${seconds(ours)} with 10 at a time, its default, ` +
		`and ${seconds(ours50)} with 50, its most.`
	);
}

function withLimits(largest: Largest, server: ServerId, text: string): string {
	const http = largest('http', server);
	const ours = largest('ours10', server);
	if (!http || !ours) return '';
	const tell = (one: Measurement) =>
		`${one.done} of ${one.items} done in ${seconds(one)}, ${lostItems(one)} lost, ${one.duplicates} written twice, ` +
		`${one.unknown} named as unknown, ${concealedWrites(one)} written but shown as failed`;
	return `At a server that ${text}: our node ${tell(ours)}; HTTP Request ${tell(http)}.`;
}
