import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { credentialTypeOf } from '../shared/api/connection';
import { credentials } from '../shared/fields/authentication';
import { runItems } from '../shared/items/run';
import { searchCustomers } from '../shared/pickers/customers';
import { getLicenses } from '../shared/pickers/licenses';
import { searchProviderInstances } from '../shared/pickers/provider-instances';
import { searchUsers } from '../shared/pickers/users';
import { findOperation } from './operations';
import { nodeProperties } from './properties';
import { subtitle } from './subtitle';
import { wordsFor } from './words';

const WORDS = wordsFor(nodeProperties);

/**
 * Programmatic and not declarative: n8n's declarative runner starts all items at once, sends before
 * it has checked them, does not honour Retry-After and does not pair output with input items.
 */
export class CloudCockpit implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CloudCockpit',
		name: 'cloudCockpit',
		icon: {
			light: 'file:../../icons/cloudcockpit.svg',
			dark: 'file:../../icons/cloudcockpit.dark.svg',
		},
		group: ['transform'],
		version: [1, 1.1],
		defaultVersion: 1.1,
		subtitle: subtitle(),
		description:
			"Manage Microsoft customers in CloudCockpit: customer agreements, qualifications and users' licenses",
		defaults: { name: 'CloudCockpit' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		properties: nodeProperties,
	};

	methods = {
		listSearch: { searchCustomers, searchProviderInstances, searchUsers },
		loadOptions: { getLicenses },
	};

	/** Runs the chosen operation for all input items. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const operation = findOperation(
			this.getNodeParameter('resource', 0, ''),
			this.getNodeParameter('operation', 0, ''),
		);
		const credentialType = credentialTypeOf(this.getNodeParameter('authentication', 0));
		return [await runItems(this, operation, { credentialType, words: WORDS })];
	}
}
