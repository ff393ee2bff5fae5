import type { CanaryRun } from './canary-run.ts';

/** Whether the outcome has yet to reach Cloud Monitoring, as the plan asks. */
export function isFollowUpDue({ plan, followUp }: CanaryRun): boolean {
  return followUp === 'due' && (plan.alertPolicy === 'create' || plan.releaseMetric === 'write');
}
