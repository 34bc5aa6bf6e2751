import { lostItems, type Measurement } from './measurement';
import { count, type Line, time } from './summary';

const WIDTH = 860;
const LABEL_WIDTH = 330;
const NOTE_WIDTH = 190;
const BAR = 15;
const GROUP = 2 * BAR + 16;
const TOP = 64;
const COLORS = { ours: '#2f6fd6', http: '#9aa3ad', lost: '#c62828' };
const NAMES = { ours: 'CloudCockpit node', http: 'HTTP Request node' };
type Side = keyof typeof NAMES;
const SIDES: readonly Side[] = ['ours', 'http'];

/** A picture of times and losses: a bar for each contender in each situation, as long as it took. */
export function drawChart(lines: readonly Line[]): string {
	const shown = lines.filter(({ tell, ours, http }) => !tell && ours && http);
	const longest = Math.max(
		...shown.flatMap((line) => SIDES.map((side) => line[side]?.wallMs ?? 0)),
		1,
	);
	const scale = (WIDTH - LABEL_WIDTH - NOTE_WIDTH) / longest;
	const groups = shown.flatMap((line, index) => {
		const y = TOP + index * GROUP;
		return [
			text(LABEL_WIDTH - 10, y + BAR + 5, line.what, 'text-anchor="end"'),
			...SIDES.map((side, row) => bar(line[side], side, y + row * BAR, scale)),
		];
	});
	const height = TOP + shown.length * GROUP + 8;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="13" role="img">`,
		`<title>Time and losses of the CloudCockpit node and the HTTP Request node</title>`,
		`<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
		text(20, 26, 'Time until the workflow has ended, and items lost', 'font-size="16"'),
		...SIDES.flatMap((side, index) => [
			`<rect x="${LABEL_WIDTH + index * 170}" y="38" width="12" height="12" fill="${COLORS[side]}"/>`,
			text(LABEL_WIDTH + 18 + index * 170, 49, NAMES[side]),
		]),
		...groups,
		'</svg>',
		'',
	].join('\n');
}

function bar(one: Measurement | undefined, side: Side, y: number, scale: number): string {
	if (!one) return '';
	const width = Math.max(2, one.wallMs * scale).toFixed(1);
	const lost = lostItems(one);
	const note = lost > 0 ? `${time(one.wallMs)}, ${count(lost)} lost` : time(one.wallMs);
	const color = lost > 0 ? COLORS.lost : '#1f2328';
	return [
		`<rect x="${LABEL_WIDTH}" y="${y}" width="${width}" height="${BAR - 2}" fill="${COLORS[side]}"/>`,
		text(LABEL_WIDTH + Number(width) + 6, y + BAR - 4, note, `fill="${color}" font-size="12"`),
	].join('\n');
}

function text(x: number, y: number, content: string, more = ''): string {
	const escaped = content.replace(/&/g, '&amp;').replace(/</g, '&lt;');
	return `<text x="${x}" y="${y}"${more && ` ${more}`}>${escaped}</text>`;
}
