import { type CanaryRun, deadlineOf, type Shift } from './canary-run.ts';
import { comparedSteps } from './plan.ts';

/** Until when the old champion stays deployed, so that one call takes a promotion back. */
export function soakEndsAt(run: CanaryRun, shift: Shift): number {
  return Math.min(shift.at + run.plan.keepStableMs, deadlineOf(run));
}

/**
 * Whether windows count in which the challenger has all traffic. Nothing serves beside it then, so only
 * the objective is judged: after the judge's own promotion, while the old champion is kept. A person's
 * promotion is not questioned. Of a plan that compares nothing there are no others.
 */
export function isJudgedAlone({ plan, ending }: CanaryRun): boolean {
  if (comparedSteps(plan) === 0) return true;
  return plan.sloErrorRate !== null && ending?.kind === 'promote' && ending.by === 'judge';
}
