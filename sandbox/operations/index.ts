import { auditLogHandlers } from './auditLogs';
import type { Handlers } from './call';
import { customerHandlers } from './customers';
import { licenseHandlers } from './licenses';
import { mcaHandlers } from './mca';
import { providerInstanceHandlers } from './providerInstances';
import { qualificationHandlers } from './qualification';
import { relationshipHandlers } from './relationships';
import { subscriptionHandlers } from './subscriptions';
import { userHandlers } from './users';

/** What each operation of the contract does. The types fail when one is missing. */
export const HANDLERS: Handlers = {
	...auditLogHandlers,
	...customerHandlers,
	...licenseHandlers,
	...mcaHandlers,
	...providerInstanceHandlers,
	...qualificationHandlers,
	...relationshipHandlers,
	...subscriptionHandlers,
	...userHandlers,
};
