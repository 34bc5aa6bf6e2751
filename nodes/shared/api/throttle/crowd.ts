import { clientKey, type Connection } from '../connection';
import { createThrottle, type RunSettings, type SharedThrottle, type Throttle } from './throttle';

/** What is known of a server is forgotten when nothing was sent to it for that long. */
const FORGOTTEN_AFTER_MS = 60_000;
/** More connections than any n8n has in a minute: beyond it, the oldest go. */
const MAX_CONNECTIONS = 1_000;

const throttles = new Map<string, SharedThrottle>();

/**
 * Lets a run take part in what all executions, pickers and triggers of this process know about the
 * server of a connection. No timer: what is out of date is found when somebody asks.
 */
export function joinCrowd(connection: Connection, settings: RunSettings): Throttle {
	for (const [key, throttle] of throttles) {
		if (throttle.idleMs() > FORGOTTEN_AFTER_MS) throttles.delete(key);
	}
	const key = clientKey(connection);
	const throttle = throttles.get(key) ?? createThrottle();
	throttles.delete(key);
	throttles.set(key, throttle);
	for (const oldest of throttles.keys()) {
		if (throttles.size <= MAX_CONNECTIONS) break;
		throttles.delete(oldest);
	}
	return throttle.join(settings);
}

/** Forgets all servers, as a restart of n8n does. */
export function forgetAll(): void {
	throttles.clear();
}
