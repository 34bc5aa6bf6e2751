/** n8n's own nodes come without types, and are found at run time only: see n8n-modules.mjs. */
declare module 'n8n-nodes-base/dist/nodes/HttpRequest/HttpRequest.node' {
	import type { IVersionedNodeType } from 'n8n-workflow';

	export const HttpRequest: new () => IVersionedNodeType;
}
