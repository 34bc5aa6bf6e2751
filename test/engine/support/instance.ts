import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { Container } from '@n8n/di';
import { BinaryDataService, Cipher, EncryptionKeyProxy, InstanceSettings } from 'n8n-core';
import { setSafeRegexEngine } from 'n8n-workflow';

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
	provideEncryptionKey();
	useRegexEngine();
	await Container.get(BinaryDataService).init();
	return created;
}

/** n8n keeps its data key in the database, wrapped. Here it is the instance key, as on first start. */
function provideEncryptionKey(): void {
	const { encryptionKey } = Container.get(InstanceSettings);
	const key = {
		id: 'instance',
		value: Container.get(Cipher).encryptDEKWithInstanceKey(encryptionKey),
		algorithm: 'aes-256-cbc',
		format: 'no-prefix' as const,
	};
	Container.get(EncryptionKeyProxy).setProvider({
		getActiveKey: async () => key,
		getKeyById: async () => null,
		getLegacyKey: async () => key,
	});
}

/**
 * n8n-workflow's fallback gives each pattern a quarter of a second on the clock, which a busy machine
 * may need for the simplest one. The patterns of this package are checked with JavaScript's own engine.
 */
function useRegexEngine(): void {
	setSafeRegexEngine({
		exec: (pattern, input, flags) => new RegExp(pattern, flags).exec(input),
		test: (pattern, input, flags) => new RegExp(pattern, flags).test(input),
		replace: (pattern, input, flags, replacement) =>
			input.replace(new RegExp(pattern, flags), replacement),
		matchAll: (pattern, input, flags) => [
			...input.matchAll(new RegExp(pattern, `g${flags ?? ''}`)),
		],
		split: (pattern, input, flags) => input.split(new RegExp(pattern, flags)),
	});
}
