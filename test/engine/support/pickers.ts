import { LoadOptionsContext } from 'n8n-core';
import {
	NodeHelpers,
	Workflow,
	type ICredentialsHelper,
	type ILoadOptionsFunctions,
	type INode,
	type INodeCredentials,
	type INodeListSearchResult,
	type INodeParameters,
	type INodePropertyOptions,
	type INodeTypes,
} from 'n8n-workflow';

import { createAdditionalData } from './additional-data';

export interface PickerOptions {
	nodeType: string;
	/** The form as it was filled in; like the editor, the defaults of other fields are added. */
	parameters: INodeParameters;
	credentials: INodeCredentials;
	/** Path of the field whose list is opened, for methods that look at their neighbours. */
	path?: string;
}

interface Services {
	nodeTypes: INodeTypes;
	credentialsHelper: ICredentialsHelper;
}

/** The list of a drop-down, as the editor gets it when the field is opened. */
export async function loadOptions(
	services: Services,
	method: string,
	options: PickerOptions,
): Promise<INodePropertyOptions[]> {
	const { methods } = services.nodeTypes.getByNameAndVersion(options.nodeType, 1);
	const load = methods?.loadOptions?.[method];
	if (!load) throw new Error(`The node has no loadOptions method ${method}`);
	return await load.call(createContext(services, options));
}

/** One page of a resource locator's list, as the editor gets it while the user types or scrolls. */
export async function listSearch(
	services: Services,
	method: string,
	options: PickerOptions & { filter?: string; paginationToken?: string },
): Promise<INodeListSearchResult> {
	const { methods } = services.nodeTypes.getByNameAndVersion(options.nodeType, 1);
	const search = methods?.listSearch?.[method];
	if (!search) throw new Error(`The node has no listSearch method ${method}`);
	const context = createContext(services, options);
	return await search.call(context, options.filter, options.paginationToken);
}

function createContext(
	{ nodeTypes, credentialsHelper }: Services,
	{ nodeType, parameters, credentials, path = '' }: PickerOptions,
): ILoadOptionsFunctions {
	const { description } = nodeTypes.getByNameAndVersion(nodeType, 1);
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: nodeType,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials,
	};
	const form =
		NodeHelpers.getNodeParameters(
			description.properties,
			parameters,
			true,
			false,
			node,
			description,
		) ?? {};
	node.parameters = form;
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const additionalData = createAdditionalData(credentialsHelper, { currentNodeParameters: form });
	return new LoadOptionsContext(workflow, node, additionalData, path);
}
