import { equalSplits, shareOf } from '../vertex/traffic-split.ts';
import type { Action } from './action.ts';
import { assess, bakeEnds, harmIn, type MetricsState } from './assessment.ts';
import {
  type CanaryRun,
  currentSplit,
  deadlineOf,
  lacksApproval,
  type Shift,
  splitOfStep,
} from './canary-run.ts';
import { dueWindows, nextSettleAt } from './due-windows.ts';
import { isFollowUpDue } from './follow-up.ts';
import { describeForeignChange, isPromoted, type ObservedEndpoint } from './foreign-change.ts';
import { harmReason } from './harm-reason.ts';
import {
  approvalNeeded,
  deadlinePassed,
  foreignChange,
  type Reason,
  windowRevised,
} from './reason.ts';
import { soakEndsAt } from './soak.ts';

export interface Observed extends ObservedEndpoint {
  metrics: MetricsState;
}

/**
 * What to do next with a run, from what was decided and recorded before, the endpoint as it is and
 * the time. Each action ends in a state from which the next follows, so a killed runner goes on
 * by asking again.
 */
export function nextAction(run: CanaryRun, observed: Observed, now: number): Action {
  const unsettled = settleIntent(run, observed);
  if (unsettled !== undefined) return unsettled;
  if (run.ending?.kind === 'roll_back') return finishRollBack(run, observed, now);
  const difference = describeForeignChange(run, observed);
  if (difference !== undefined) return holdAt(run, difference);
  if (run.ending?.kind === 'promote') return finishPromotion(run, observed, now);
  return bake(run, observed, now);
}

/** What somebody else did is not undone, but whoever looks must know if harm was found. */
function holdAt(run: CanaryRun, difference: string): Action {
  const harm = harmIn(run);
  return {
    kind: 'hold',
    reasons: [foreignChange(difference), ...(harm === undefined ? [] : [harm])],
  };
}

/** A change that was begun: in force, under way, or to be begun again (undefined). */
function settleIntent({ intent, challenger }: CanaryRun, observed: Observed): Action | undefined {
  if (intent === undefined) return undefined;
  if (intent.kind === 'shift') {
    return equalSplits(observed.split, intent.to) ? { kind: 'confirm' } : undefined;
  }
  const isInForce =
    intent.kind === 'deploy'
      ? observed.deployed.includes(challenger.deployedModelId)
      : !observed.deployed.includes(intent.deployedModelId);
  if (isInForce) return { kind: 'confirm' };
  return intent.operation === undefined
    ? undefined
    : { kind: 'await', operation: intent.operation };
}

function bake(run: CanaryRun, observed: Observed, now: number): Action {
  const shift = run.shifts.at(-1);
  const urgent = harmIn(run) ?? overdue(run, now);
  if (urgent !== undefined) {
    const look = shift && { look: assess(run, shift, observed.metrics, now) };
    const kind = urgent.kind === 'deadline' ? run.plan.onExpiry : 'roll_back';
    return { kind, reasons: [urgent], ...look };
  }
  if (!isDeployed(run, 'challenger', observed)) return { kind: 'deploy' };
  if (shift === undefined) return shiftTo(run, 0);
  const due = observed.metrics === 'readable' ? dueWindows(run, now) : [];
  if (due.length > 0) return { kind: 'look', windows: due };
  if (run.revised !== undefined) {
    return { kind: 'hold', reasons: [windowRevised(run.revised.start)] };
  }
  return follow(run, shift, observed, now);
}

/** What the judge's decision on the step in force leads to. */
function follow(run: CanaryRun, shift: Shift, observed: Observed, now: number): Action {
  const look = assess(run, shift, observed.metrics, now);
  const { reasons } = look;
  switch (look.decision) {
    case 'roll_back':
      return { kind: 'roll_back', reasons, look };
    case 'hold':
      return { kind: 'hold', reasons, look };
    case 'continue':
      return { kind: 'wait', ...waitInStep(run, shift, observed, now), look };
    case 'advance': {
      const percent = run.plan.steps[shift.step + 1] ?? 100;
      if (lacksApproval(run, percent)) {
        const moment = waitInStep(run, shift, observed, now);
        return { kind: 'ask', percent, ...moment, reasons: [approvalNeeded(percent)], look };
      }
      const isLast = percent === 100;
      if (isLast) return { kind: 'promote', reasons, look };
      return { ...shiftTo(run, shift.step + 1), look };
    }
  }
}

function overdue(run: CanaryRun, now: number): Reason | undefined {
  return now >= deadlineOf(run) ? deadlinePassed(deadlineOf(run)) : undefined;
}

function finishPromotion(run: CanaryRun, observed: Observed, now: number): Action {
  if (!isDeployed(run, 'challenger', observed)) return { kind: 'deploy' };
  const shift = run.shifts.at(-1);
  if (!isPromoted(run) || shift === undefined) return shiftTo(run, run.plan.steps.length - 1);
  if (isDeployed(run, 'champion', observed)) {
    const late = judgeLateWindows(run, observed, now);
    if (late !== undefined) return late;
    const until = soakEndsAt(run, shift);
    if (now < until) return waitForWindow(run, until, now);
    return { kind: 'undeploy', deployedModelId: run.champion.deployedModelId };
  }
  if (run.aliases !== 'moved') return { kind: 'move_aliases' };
  if (isFollowUpDue(run)) return { kind: 'follow_up' };
  return { kind: 'done', outcome: 'promoted' };
}

/**
 * The last windows of the bake settle after the promotion, and those of the soak follow; a person's
 * promotion is not questioned.
 */
function judgeLateWindows(run: CanaryRun, observed: Observed, now: number): Action | undefined {
  if (run.ending?.by !== 'judge') return undefined;
  const harm = harmReason(run);
  if (harm !== undefined) return { kind: run.plan.onFail, reasons: [harm] };
  const due = observed.metrics === 'readable' ? dueWindows(run, now) : [];
  return due.length > 0 ? { kind: 'look', windows: due } : undefined;
}

/** A call without an answer may have been heard: until then what it deploys has appeared. */
const unseenDeploymentMs = 15 * 60_000;

function finishRollBack(run: CanaryRun, observed: Observed, now: number): Action {
  const { recordedSplit, challenger, ending } = run;
  if (run.restoredAt === undefined) {
    if (equalSplits(observed.split, recordedSplit)) return { kind: 'confirm_restored' };
    const gone = Object.keys(recordedSplit).filter((id) => !observed.deployed.includes(id));
    if (gone.length > 0) {
      const ids = gone.join(', ');
      return holdAt(run, `the recorded split cannot be restored, ${ids} is not deployed any more`);
    }
    const difference = describeForeignChange(run, observed);
    const isOurs = equalSplits(observed.split, currentSplit(run));
    if (!isOurs && ending?.by !== 'person' && difference !== undefined) {
      return holdAt(run, difference);
    }
    return { kind: 'restore', from: observed.split, to: recordedSplit };
  }
  if (run.aliases !== 'moved') return { kind: 'move_aliases' };
  if (shareOf(observed.split, challenger.deployedModelId) > 0) {
    return holdAt(run, `${challenger.deployedModelId} was given traffic after the roll back`);
  }
  if (isDeployed(run, 'challenger', observed)) {
    return { kind: 'undeploy', deployedModelId: challenger.deployedModelId };
  }
  if (run.intent?.kind === 'deploy') {
    const until = run.intent.beganAt + unseenDeploymentMs;
    const why = 'a deployment whose beginning nobody saw may still appear';
    if (now < until) return { kind: 'wait', until, why };
  }
  if (isFollowUpDue(run)) return { kind: 'follow_up' };
  return { kind: 'done', outcome: 'rolled_back' };
}

function shiftTo(run: CanaryRun, step: number): Extract<Action, { kind: 'shift' }> {
  const percent = run.plan.steps[step] ?? 100;
  return { kind: 'shift', step, percent, from: currentSplit(run), to: splitOfStep(run, percent) };
}

interface Moment {
  until: number;
  why: string;
}

function waitInStep(run: CanaryRun, shift: Shift, { metrics }: Observed, now: number): Moment {
  const { earliest, latest } = bakeEnds(run, shift);
  const ends = [
    { until: earliest, why: `the shortest bake of ${shift.percent} % is over` },
    { until: latest, why: `the longest bake of ${shift.percent} % is over` },
    { until: deadlineOf(run), why: 'the deadline of the canary' },
  ];
  const settles = nextSettleAt(run);
  if (metrics === 'unreadable') {
    ends.push({ until: now + run.plan.windowMs, why: 'metrics are read again' });
  } else if (settles !== undefined) {
    ends.push({ until: settles, why: 'the next window settles' });
  }
  return soonest(ends, now);
}

function waitForWindow(run: CanaryRun, stableUntil: number, now: number): Action {
  const settles = nextSettleAt(run);
  const ends = [{ until: stableUntil, why: 'the old champion can be undeployed' }];
  if (settles !== undefined) ends.push({ until: settles, why: 'the next window settles' });
  return { kind: 'wait', ...soonest(ends, now) };
}

function soonest(ends: readonly Moment[], now: number): Moment {
  const ahead = ends.filter(({ until }) => until > now).toSorted((a, b) => a.until - b.until);
  return ahead[0] ?? { until: now, why: 'nothing' };
}

function isDeployed(run: CanaryRun, arm: 'champion' | 'challenger', observed: Observed): boolean {
  return observed.deployed.includes(run[arm].deployedModelId);
}
