import { HttpRequest } from 'n8n-nodes-base/dist/nodes/HttpRequest/HttpRequest.node';
import { NodeHelpers, type INodeType, type IVersionedNodeType } from 'n8n-workflow';

import { EMPTY, empty } from './empty';
import { HELPER_POOL, helperPool } from './helper-pool';

const httpRequest: IVersionedNodeType = new HttpRequest();

/** The nodes of the benchmark besides the one of this package. */
export const benchNodes: Record<string, INodeType> = {
	'n8n-nodes-base.httpRequest': NodeHelpers.getVersionedNodeType(httpRequest),
	[HELPER_POOL]: helperPool,
	[EMPTY]: empty,
};
