import { UnrecognizedNodeTypeError, type PackageDirectoryLoader } from 'n8n-core';
import {
	NodeHelpers,
	type INodeType,
	type INodeTypes,
	type IVersionedNodeType,
} from 'n8n-workflow';

import { asTool } from './tool-type';

/** Nodes that are not of the loaded package, by full type name. */
export type OtherNodes = Record<string, INodeType | IVersionedNodeType>;

const TOOL_SUFFIX = 'Tool';

/**
 * n8n's node type registry: the nodes of the loaded package under `<package>.<name>`, their tool
 * variants under `<package>.<name>Tool`, and the nodes given by name in `others`.
 */
export function createNodeTypes(loader: PackageDirectoryLoader, others: OtherNodes): INodeTypes {
	const tools = new Map<string, INodeType>();

	const find = (fullName: string): INodeType | IVersionedNodeType | undefined => {
		const [packageName, name = ''] = fullName.split('.');
		const isOurs = packageName === loader.packageName && name in loader.known.nodes;
		return isOurs ? loader.getNode(name).type : others[fullName];
	};

	const findTool = (fullName: string, version?: number): INodeType | undefined => {
		const base = fullName.endsWith(TOOL_SUFFIX) && find(fullName.slice(0, -TOOL_SUFFIX.length));
		if (!base) return undefined;
		const tool = tools.get(fullName) ?? asTool(NodeHelpers.getVersionedNodeType(base, version));
		tools.set(fullName, tool);
		return tool;
	};

	return {
		getByName(fullName) {
			const type = find(fullName);
			if (!type) throw new UnrecognizedNodeTypeError('', fullName);
			return type;
		},
		getByNameAndVersion(fullName, version) {
			const type = find(fullName) ?? findTool(fullName, version);
			if (!type) throw new UnrecognizedNodeTypeError('', fullName);
			return NodeHelpers.getVersionedNodeType(type, version);
		},
		getKnownTypes: () => ({}),
	};
}
