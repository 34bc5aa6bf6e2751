/**
 * Stands in for `version.ts` of the harness. n8n 2.8 encrypts with the instance key itself, has no
 * regular expression engine to choose, and leaves credential types as they are.
 */
export function completeInstance(): void {}

export function completeCredentialType(): void {}
