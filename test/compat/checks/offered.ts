import { deepEqual, ok } from 'node:assert/strict';

import type { OfferedType } from '../../../playground/n8n-api';
import type { Check } from '../check';

const NODES = {
	'n8n-nodes-cloudcockpit.cloudCockpit': 'CloudCockpit',
	'n8n-nodes-cloudcockpit.cloudCockpitTool': 'CloudCockpit Tool',
	'n8n-nodes-cloudcockpit.cloudCockpitTrigger': 'CloudCockpit Trigger',
};
const CREDENTIALS = {
	cloudCockpitApi: 'CloudCockpit API',
	cloudCockpitOAuth2Api: 'CloudCockpit OAuth2 API',
};

export const offered: Check[] = [
	{
		title: 'Nodes, tool and credentials are offered under their names',
		async run({ n8n }) {
			const nodes = ours(await n8n.api.offeredTypes('nodes'));
			const credentials = ours(await n8n.api.offeredTypes('credentials'));
			deepEqual(names(nodes), NODES);
			deepEqual(names(credentials), CREDENTIALS);
			for (const { name, iconUrl } of [...nodes, ...credentials]) {
				const { light, dark } = Object(iconUrl) as { light?: string; dark?: string };
				for (const icon of [light, dark]) {
					const response = await fetch(`${n8n.url}/${icon}`);
					ok(
						response.headers.get('content-type')?.includes('svg'),
						`${name} has no icon at ${icon}`,
					);
				}
			}
		},
	},
];

const ours = (types: OfferedType[]) => types.filter(({ name }) => /cloudcockpit/i.test(name));

const names = (types: OfferedType[]) =>
	Object.fromEntries(types.map(({ name, displayName }) => [name, displayName]));
