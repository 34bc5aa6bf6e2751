import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { runItems } from '../shared/items/run';
import { searchCustomers } from './methods/customers';
import { getLicenses } from './methods/licenses';
import { searchProviderInstances } from './methods/providerInstances';
import { searchUsers } from './methods/users';
import { prepareOperation } from './operations';
import { labels, nodeProperties } from './properties';

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
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description:
			"Manage Microsoft customers in CloudCockpit: customer agreements, qualifications and users' licenses",
		defaults: { name: 'CloudCockpit' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'cloudCockpitOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
			{
				name: 'cloudCockpitApi',
				required: true,
				displayOptions: { show: { authentication: ['accessToken'] } },
			},
		],
		properties: nodeProperties,
	};

	methods = {
		listSearch: { searchCustomers, searchProviderInstances, searchUsers },
		loadOptions: { getLicenses },
	};

	/** Runs the chosen operation for all input items. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const prepare = prepareOperation(
			this.getNodeParameter('resource', 0, ''),
			this.getNodeParameter('operation', 0, ''),
		);
		const usesToken = this.getNodeParameter('authentication', 0) === 'accessToken';
		const credentialType = usesToken ? 'cloudCockpitApi' : 'cloudCockpitOAuth2Api';
		return [await runItems(this, prepare, { credentialType, labels })];
	}
}
