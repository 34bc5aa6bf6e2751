/** A number from 0 to 1, by which waits differ so that many do not end at the same instant. */
export function jitter(): number {
	return Math.random();
}
