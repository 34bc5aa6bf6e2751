import { agreementChase } from './agreement-chase';
import { complianceReport } from './compliance-report';
import type { Job } from './job';

/** The jobs in the order in which the demo runs them. */
export const JOBS: readonly Job[] = [agreementChase, complianceReport];
