import { UnrecognizedCredentialTypeError, type PackageDirectoryLoader } from 'n8n-core';
import { NodeHelpers, type ICredentialType, type INodeProperties } from 'n8n-workflow';

import { oAuth2Api } from './oauth2-api';

export interface CredentialTypes {
	/** Throws `UnrecognizedCredentialTypeError` for a name that no package brings. */
	getByName(name: string): ICredentialType;
	/** Names of all ancestors, nearest first. */
	getParentTypes(name: string): string[];
	/** Own fields and those inherited, own ones winning. */
	getProperties(name: string): INodeProperties[];
}

/** n8n's credential type registry: those of the loaded package, and `oAuth2Api`. */
export function createCredentialTypes(loader: PackageDirectoryLoader): CredentialTypes {
	const getByName = (name: string): ICredentialType => {
		if (name === oAuth2Api.name) return oAuth2Api;
		if (!(name in loader.known.credentials)) throw new UnrecognizedCredentialTypeError(name);
		return loader.getCredential(name).type;
	};

	const getParentTypes = (name: string): string[] => {
		const parents = getByName(name).extends ?? [];
		return [...parents, ...parents.flatMap(getParentTypes)];
	};

	const getProperties = (name: string): INodeProperties[] => {
		const type = getByName(name);
		if (!type.extends) return type.properties;
		const combined: INodeProperties[] = [];
		for (const parent of type.extends) {
			NodeHelpers.mergeNodeProperties(combined, getProperties(parent));
		}
		NodeHelpers.mergeNodeProperties(combined, type.properties);
		return combined;
	};

	return { getByName, getParentTypes, getProperties };
}
