import {
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { credentials } from '../shared/fields/authentication';
import { searchCustomers } from '../shared/pickers/customers';
import { searchProviderInstances } from '../shared/pickers/provider-instances';
import { triggerProperties } from './parameters';
import { poll } from './poll';

/** Polls, since CloudCockpit calls nobody when something changes. */
export class CloudCockpitTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CloudCockpit Trigger',
		name: 'cloudCockpitTrigger',
		icon: {
			light: 'file:../../icons/cloudcockpit.svg',
			dark: 'file:../../icons/cloudcockpit.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["event"]}}',
		description:
			'Starts the workflow when a customer signs the Microsoft Customer Agreement, accepts it or lets the link expire',
		defaults: { name: 'CloudCockpit Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		properties: triggerProperties,
	};

	methods = { listSearch: { searchCustomers, searchProviderInstances } };

	/** Gives the agreements in which the event has happened since the last poll. */
	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this);
	}
}
