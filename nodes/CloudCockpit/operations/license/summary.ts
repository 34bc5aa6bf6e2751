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

/** What is added to a license in a sentence; empty where there is nothing to say. */
type Note = (skuId: string) => string;

const noNote: Note = () => '';

/** One sentence: `Assigned Microsoft 365 E3 to Terry Adams (Adventure Works Cycles)`. */
export function summarize(
	{ licenses, leftOut, isOpen, seats }: Summarized,
	user: string,
	customer: string,
): { done: string; planned: string } {
	const who = `${user} (${customer})`;
	const named = (change: LicenseRow['change'], noteOn: Note = noNote) =>
		licenses
			.filter((license) => license.change === change)
			.map(({ skuId, name }) => `${name ?? skuId}${noteOn(skuId)}`)
			.join(', ');
	const sentence = (assign: string, remove: string, notes?: { assigned: Note; removed: Note }) => {
		const assigned = named('assigned', notes?.assigned);
		const removed = named('removed', notes?.removed);
		const kept = named('unchanged');
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
	const missingNote: Note = (skuId) =>
		seats && !seatsOf(seats, skuId) ? ' (not a license of this customer)' : '';
	const seatsNote: Note = (skuId) => {
		const free = seats && seatsOf(seats, skuId);
		return free ? ` (${free.available ?? '?'} of ${free.total} seats free)` : missingNote(skuId);
	};
	const risk = isOpen
		? '; licenses that are not named stay out of the request, and CloudCockpit does not document whether it keeps them'
		: '';
	return {
		done: sentence('assigned', 'removed'),
		planned: `${sentence('would assign', 'would remove', { assigned: seatsNote, removed: missingNote })}${risk}`,
	};
}
