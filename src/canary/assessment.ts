import type { CanaryRun, Shift } from './canary-run.ts';
import { deadlineOf, settingsOf } from './canary-run.ts';
import { fewestWindows } from './correlation.ts';
import { detectableFault } from './detectable.ts';
import { logLimit, pValue } from './judge.ts';
import type { Decision, Look } from './look.ts';
import {
  allFailed,
  bakeExceeded,
  correlationUnknown,
  deadlinePassed,
  harmFound,
  metricsUnreadable,
  noHarmFound,
  type Reason,
  stillBaking,
  tooFewWindows,
  windowsMissing,
} from './reason.ts';
import { isCounted, sumOf, toJudged } from './window.ts';

/** Whether the latest read of the metrics came back. */
export type MetricsState = 'readable' | 'unreadable';

/** A challenger that failed this many requests and answered none needs no statistics. */
const hardStopRequests = 20;

/** Judges a run whose challenger serves: what is known at `now`, what follows and why. */
export function assess(run: CanaryRun, shift: Shift, metrics: MetricsState, now: number): Look {
  const settings = settingsOf(run);
  const { decision, reasons } = decide(run, shift, metrics, now);
  return {
    at: now,
    step: shift.step,
    percent: shift.percent,
    decision,
    reasons,
    evidence: {
      logEvidence: run.judge.logEvidence,
      logLimit: logLimit(settings.alpha),
      pValue: pValue(settings, run.judge),
    },
    windows: tallyStep(run, shift.step),
    challenger: sumOf(run.windows, 'challenger'),
    champion: sumOf(run.windows, 'champion'),
  };
}

/** Why the challenger must go, if it must: proved harm, or nothing but failures. */
export function harmIn(run: CanaryRun): Reason | undefined {
  const { harm, logEvidence } = run.judge;
  if (harm !== undefined) {
    const percent = run.plan.steps[harm.step] ?? 100;
    return harmFound(logEvidence, logLimit(run.plan.alpha), percent);
  }
  const { requests, errors } = sumOf(run.windows, 'challenger');
  return requests >= hardStopRequests && errors === requests ? allFailed(requests) : undefined;
}

/** The challenger must go and may still serve: nobody should stop before the split is restored. */
export function isDueBack(run: CanaryRun): boolean {
  if (run.ending?.kind === 'roll_back') return run.restoredAt === undefined;
  return run.ending?.by !== 'person' && harmIn(run) !== undefined;
}

/** When the shortest and the longest bake of a step are over. */
export function bakeEnds({ plan }: CanaryRun, shift: Shift): { earliest: number; latest: number } {
  return { earliest: shift.at + plan.minBakeMs, latest: shift.at + plan.maxBakeMs };
}

interface Judgement {
  decision: Decision;
  reasons: Reason[];
}

function decide(run: CanaryRun, shift: Shift, metrics: MetricsState, now: number): Judgement {
  const harm = harmIn(run);
  if (harm !== undefined) return { decision: 'roll_back', reasons: [harm] };
  if (now >= deadlineOf(run)) {
    return { decision: 'roll_back', reasons: [deadlinePassed(deadlineOf(run))] };
  }
  const lacking = whatIsLacking(run, shift, metrics, now);
  const remarks = remarksOn(run, shift);
  if (lacking.length === 0) {
    return { decision: 'advance', reasons: [passed(run, shift, now), ...remarks] };
  }
  if (now < bakeEnds(run, shift).latest) {
    return { decision: 'continue', reasons: [...lacking, ...remarks] };
  }
  const reasons = [bakeExceeded(run.plan.maxBakeMs), ...lacking, ...remarks];
  return { decision: decisionOf[run.plan.onInconclusive], reasons };
}

const decisionOf = { hold: 'hold', promote: 'advance', roll_back: 'roll_back' } as const;

/** What a step still needs before it passes. */
function whatIsLacking(run: CanaryRun, shift: Shift, metrics: MetricsState, now: number): Reason[] {
  const { earliest } = bakeEnds(run, shift);
  const { served } = tallyStep(run, shift.step);
  const { minWindows } = run.plan;
  return [
    ...(now < earliest ? [stillBaking(earliest)] : []),
    ...(served < minWindows ? [tooFewWindows(served, minWindows)] : []),
    ...(metrics === 'unreadable' ? [metricsUnreadable()] : []),
  ];
}

function remarksOn(run: CanaryRun, shift: Shift): Reason[] {
  const { missing } = tallyStep(run, shift.step);
  const { correlation } = run;
  return [
    ...(missing > 0 ? [windowsMissing(missing)] : []),
    ...(correlation.kind === 'unknown'
      ? [correlationUnknown(correlation.windows, fewestWindows)]
      : []),
  ];
}

function passed(run: CanaryRun, shift: Shift, now: number): Reason {
  const counted = run.windows.filter(isCounted);
  const fault = detectableFault(settingsOf(run), counted.map(toJudged));
  return noHarmFound(tallyStep(run, shift.step).settled, now - shift.at, fault);
}

function tallyStep(run: CanaryRun, step: number): Look['windows'] {
  const ofStep = run.windows.filter((window) => window.step === step);
  const counted = ofStep.filter(isCounted);
  return {
    settled: ofStep.length,
    served: counted.filter(({ challenger }) => challenger.requests > 0).length,
    missing: ofStep.length - counted.length,
  };
}
