import { agreementChase } from './agreement-chase';
import { bulkLicenses } from './bulk-licenses';
import { complianceReport } from './compliance-report';
import type { Job } from './job';
import { joinerAndLeaver } from './joiner-and-leaver';

/** The jobs in the order in which the demo runs them. */
export const JOBS: readonly Job[] = [
	agreementChase,
	bulkLicenses,
	joinerAndLeaver,
	complianceReport,
];
