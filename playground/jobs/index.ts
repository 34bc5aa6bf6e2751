import { agreementChase } from './agreement-chase';
import { agreementSigned } from './agreement-signed';
import { bulkLicenses } from './bulk-licenses';
import { complianceReport } from './compliance-report';
import { customerOnboarding } from './customer-onboarding';
import type { Job } from './job';
import { joinerAndLeaver } from './joiner-and-leaver';

/** The jobs in the order in which the demo runs them. */
export const JOBS: readonly Job[] = [
	customerOnboarding,
	agreementChase,
	agreementSigned,
	bulkLicenses,
	joinerAndLeaver,
	complianceReport,
];
