import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';

import { completeInstance } from './version';

/** n8n-core's services live as long as the process (in jest: the test file), and so does their folder. */
let folder: string | undefined;

/**
 * Settles what every n8n process settles before its first execution: an instance folder of its
 * own, and the key that credentials are encrypted with. n8n-core reads both from the environment
 * when its services are first asked for, so this runs before anything else of the harness.
 *
 * Returns the function that removes the folder.
 */
export async function startInstance(): Promise<() => void> {
	const own = (folder ??= await createInstance());
	return () => rmSync(own, { recursive: true, force: true });
}

async function createInstance(): Promise<string> {
	const created = mkdtempSync(path.join(tmpdir(), 'n8n-engine-'));
	process.env.N8N_USER_FOLDER = created;
	process.env.N8N_ENCRYPTION_KEY = 'test-instance-key';
	process.env.N8N_LOG_LEVEL = 'silent';
	completeInstance();
	await Container.get(BinaryDataService).init();
	return created;
}
