import { Container } from '@n8n/di';
import { Cipher, EncryptionKeyProxy, InstanceSettings } from 'n8n-core';
import {
	injectDomainRestrictionFields,
	setSafeRegexEngine,
	type ICredentialType,
} from 'n8n-workflow';

/**
 * What only newer versions of n8n's engine know. `test/older` has a counterpart of this file, so
 * that the rest of the harness runs on both.
 */
export function completeInstance(): void {
	provideEncryptionKey();
	useRegexEngine();
}

/** The domain restriction fields that n8n adds to each credential. */
export function completeCredentialType(type: ICredentialType): void {
	type.properties = injectDomainRestrictionFields(type);
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
