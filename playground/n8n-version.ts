/** What differs between the versions of n8n that are run here. All that knows of it asks this. */
export interface N8nTraits {
	/** The name of the environment variable that says where webhooks are reached. */
	webhookUrlVariable: 'N8N_WEBHOOK_URL' | 'WEBHOOK_URL';
	/** What asks n8n's servers for news at every start. A name that n8n does not know ends it. */
	disabledModules: string;
	/** Whether publishing goes on after n8n has answered the request for it. */
	publishesInBackground: boolean;
	/** Whether what only other workflows call is published too. n8n 1 refuses to, and runs it as it is. */
	publishesCalled: boolean;
}

export function traitsOf(version: string): N8nTraits {
	const is241 = isSince(version, '2.41');
	return {
		webhookUrlVariable: is241 ? 'N8N_WEBHOOK_URL' : 'WEBHOOK_URL',
		disabledModules: is241 ? 'mcp-registry' : '',
		publishesInBackground: is241,
		publishesCalled: isSince(version, '2.0'),
	};
}

/** Whether a version is this one or a later one; both may leave out what is behind the first dot. */
export function isSince(version: string, first: string): boolean {
	const [is, wanted] = [version, first].map((text) => text.split('.').map(Number));
	const differing = wanted?.findIndex((part, index) => part !== (is?.[index] ?? 0)) ?? -1;
	return differing < 0 || (is?.[differing] ?? 0) > (wanted?.[differing] ?? 0);
}
