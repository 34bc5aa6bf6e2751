import {
	isExpression,
	UnexpectedError,
	type IAuthenticate,
	type ICredentialDataDecryptedObject,
	type IHttpRequestOptions,
	type INode,
	type Workflow,
} from 'n8n-workflow';

/**
 * Applies the `authenticate` block of a credential type to a request, as n8n does: every key and
 * value may be an expression over `$credentials`, a falsy result becomes an empty string. The
 * request is changed in place, which callers that reuse their options get to feel.
 */
export async function applyAuthenticate(
	authenticate: IAuthenticate | undefined,
	credentials: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
	workflow?: Workflow,
	node?: INode,
): Promise<IHttpRequestOptions> {
	if (!authenticate) return request;
	if (typeof authenticate === 'function') return await authenticate(credentials, request);
	if (!workflow || !node) throw new UnexpectedError('Workflow and node are required');

	const resolve = (value: unknown): unknown => {
		if (!isExpression(value)) return value;
		const keys = { $credentials: credentials };
		const args = [node, value, 'internal', keys, undefined, ''] as const;
		return workflow.expression.getSimpleParameterValue(...args)?.toString() ?? '';
	};

	request.headers ??= {};
	const parts = request as unknown as Record<string, Record<string, unknown> | undefined>;
	for (const [part, entries] of Object.entries(authenticate.properties)) {
		const target = (parts[part] ??= {});
		for (const [key, value] of Object.entries(entries)) {
			target[String(resolve(key))] = resolve(value);
		}
	}
	return request;
}
