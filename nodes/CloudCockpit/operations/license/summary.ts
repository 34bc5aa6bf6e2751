import { type SeatSurvey, seatsOf } from '../../../shared/model/seats';
import type { LicenseRow } from './changes';

interface Summarized {
	licenses: readonly LicenseRow[];
	/** Held SKUs that cannot be in the request. */
	leftOut: readonly string[];
	/** Whether licenses that are not named stay out of the request. */
	isOpen: boolean;
	seats?: SeatSurvey<object>;
}

/** One sentence: `Assigned Microsoft 365 E3 to Terry Adams (Adventure Works Cycles)`. */
export function summarize(
	{ licenses, leftOut, isOpen, seats }: Summarized,
	user: string,
	customer: string,
): { done: string; planned: string } {
	const who = `${user} (${customer})`;
	const named = (change: LicenseRow['change'], withSeats: boolean) =>
		licenses
			.filter((license) => license.change === change)
			.map(({ skuId, name }) => {
				const shown = name ?? skuId;
				const free = withSeats && seats ? seatsOf(seats, skuId) : undefined;
				return free ? `${shown} (${free.available ?? '?'} of ${free.total} seats free)` : shown;
			})
			.join(', ');
	const sentence = (assign: string, remove: string, withSeats: boolean) => {
		const assigned = named('assigned', withSeats);
		const removed = named('removed', false);
		const kept = named('unchanged', false);
		const parts = [
			assigned && `${assign} ${assigned} to ${who}`,
			removed && (assigned ? `${remove} ${removed}` : `${remove} ${removed} from ${who}`),
		].filter(Boolean);
		const changed = parts.join(' and ') || `nothing changes for ${who}`;
		const rest = [
			kept && `keeps ${kept}`,
			leftOut.length > 0 && `left out, not in CloudCockpit's list: ${leftOut.join(', ')}`,
		].filter(Boolean);
		const text = [changed, ...rest].join('; ');
		return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
	};
	const risk = isOpen
		? '; licenses that are not named stay out of the request, and CloudCockpit does not document whether it keeps them'
		: '';
	return {
		done: sentence('assigned', 'removed', false),
		planned: `${sentence('would assign', 'would remove', true)}${risk}`,
	};
}
