import type { CanaryRun, Shift } from './canary-run.ts';
import { deadlineOf, settingsOf } from './canary-run.ts';
import { dueWindows } from './due-windows.ts';
import { harmReason } from './harm-reason.ts';
import { type ConfidenceBounds, oddsRatioBounds, rateRatioBounds } from './judge/confidence.ts';
import { clearedBy, clearingProgress } from './judge/clearing.ts';
import { correlationValue, fewestWindows } from './judge/correlation.ts';
import { type DetectableFault, detectableFault } from './judge/detectable.ts';
import { logLimit } from './judge/e-process.ts';
import { type JudgeSettings, pValue } from './judge/panel.ts';
import { freshState, type HarmProcess, processPValue } from './judge/process.ts';
import { isSplitBroken } from './judge/sample-ratio.ts';
import { errorsOf } from './judge/tables.ts';
import type { Decision, Look } from './look.ts';
import { comparedSteps } from './plan.ts';
import { driftReason, isHeldByDrift } from './prediction-drift.ts';
import {
  bakeExceeded,
  bakeExtended,
  clearedByRate,
  clearedByRatio,
  correlationUnknown,
  deadlinePassed,
  historyRefused,
  latencyReported,
  metricsUnreadable,
  noHarmFound,
  notCleared,
  nothingCompared,
  type Reason,
  splitNotHonoured,
  stillBaking,
  tooFewWindows,
  windowsLate,
  windowsMissing,
} from './reason.ts';
import { tally } from './tally.ts';
import { isCounted } from './window.ts';

/** Whether the latest read of the metrics came back. */
export type MetricsState = 'readable' | 'unreadable';

/** Judges a run whose challenger serves: what is known at `now`, what follows and why. */
export function assess(run: CanaryRun, shift: Shift, metrics: MetricsState, now: number): Look {
  const settings = settingsOf(run);
  const { decision, reasons } = decide(run, shift, metrics, now);
  const { settled, served, missing } = tally(run, shift.step);
  const whole = tally(run);
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
      processes: [
        ...settings.harm.map((process) => tellProcess(run, process, true)),
        ...settings.reported.map((process) => tellProcess(run, process, false)),
      ],
    },
    windows: { settled, served, missing },
    challenger: whole.challenger,
    champion: whole.champion,
  };
}

/** Why the challenger must go now, if it must and the plan lets the judge see to it. */
export function harmIn(run: CanaryRun): Reason | undefined {
  return run.plan.onFail === 'roll_back' ? harmReason(run) : undefined;
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

/** The smallest fault that the run, or one of its steps, could have shown. */
export function faultFoundBy(run: CanaryRun, step?: number): DetectableFault {
  const windows = run.windows
    .filter(isCounted)
    .filter((window) => step === undefined || window.step === step);
  return detectableFault(settingsOf(run), windows.map(errorsOf), step);
}

/**
 * How much more often the challenger fails, as far as the windows of the run say. Costs more than a
 * look: for decisions and reports.
 */
export function confidenceOf(run: CanaryRun): {
  oddsRatio: ConfidenceBounds;
  rateRatio: ConfidenceBounds;
} {
  const tables = run.windows.filter(isCounted).map(errorsOf);
  const correlation = correlationValue(run.correlation);
  return {
    oddsRatio: oddsRatioBounds(tables, run.plan.alpha, correlation),
    rateRatio: rateRatioBounds(tables, run.plan.alpha, correlation),
  };
}

interface Judgement {
  decision: Decision;
  reasons: Reason[];
}

function decide(run: CanaryRun, shift: Shift, metrics: MetricsState, now: number): Judgement {
  const harm = harmReason(run);
  if (harm !== undefined) return { decision: run.plan.onFail, reasons: [harm] };
  if (now >= deadlineOf(run)) {
    return { decision: run.plan.onExpiry, reasons: [deadlinePassed(deadlineOf(run))] };
  }
  const settings = settingsOf(run);
  const remarks = remarksOn(run, shift, settings);
  const broken = brokenSplit(run, shift, settings);
  if (broken !== undefined && run.plan.onSampleRatio === 'hold') {
    return { decision: 'hold', reasons: [broken, ...remarks] };
  }
  if (broken !== undefined) remarks.unshift(broken);
  const drift = driftReason(run);
  if (drift !== undefined && isHeldByDrift(run)) {
    return { decision: 'hold', reasons: [drift, ...remarks] };
  }
  if (drift !== undefined) remarks.unshift(drift);
  const lacking = whatIsLacking(run, shift, settings, metrics, now);
  if (lacking.length === 0) {
    return { decision: 'advance', reasons: [...passed(run, shift, settings, now), ...remarks] };
  }
  if (now < bakeEnds(run, shift).latest) {
    return { decision: 'continue', reasons: [...lacking, ...remarks] };
  }
  return { ...whenInconclusive(run, [...lacking, ...remarks]) };
}

function whenInconclusive(run: CanaryRun, reasons: readonly Reason[]): Judgement {
  const { onInconclusive, maxBakeMs } = run.plan;
  if (onInconclusive === 'extend') {
    const extended = bakeExtended(maxBakeMs, deadlineOf(run));
    return { decision: 'continue', reasons: [extended, ...reasons] };
  }
  const decision = onInconclusive === 'promote' ? 'advance' : onInconclusive;
  return { decision, reasons: [bakeExceeded(maxBakeMs), ...reasons] };
}

/** What a step still needs before it passes. */
function whatIsLacking(
  run: CanaryRun,
  shift: Shift,
  { clearing }: JudgeSettings,
  metrics: MetricsState,
  now: number,
): Reason[] {
  const { earliest } = bakeEnds(run, shift);
  const { served, challenger } = tally(run, shift.step);
  const { minWindows } = run.plan;
  const reasons: Reason[] = [];
  if (now < earliest) reasons.push(stillBaking(earliest));
  if (served < minWindows) reasons.push(tooFewWindows(served, minWindows));
  if (clearing !== undefined && !clearedBy(clearing, run.judge.clearing, shift.step)) {
    const progress = clearingProgress(clearing, run.judge.clearing, shift.step);
    reasons.push(notCleared(progress, challenger.requests));
  }
  if (metrics === 'unreadable') {
    const late = dueWindows(run, now).length;
    reasons.push(metricsUnreadable(), ...(late > 0 ? [windowsLate(late)] : []));
  }
  return reasons;
}

function passed(run: CanaryRun, shift: Shift, settings: JudgeSettings, now: number): Reason[] {
  const { settled } = tally(run, shift.step);
  const faults = { overall: faultFoundBy(run), inStep: faultFoundBy(run, shift.step) };
  return [
    ...clearedReasons(run, shift, settings),
    noHarmFound(settled, now - shift.at, faults.overall, faults.inStep),
  ];
}

function clearedReasons(run: CanaryRun, shift: Shift, { clearing }: JudgeSettings): Reason[] {
  if (clearing === undefined) return [];
  const { beta, maxOddsRatio, maxErrorRate } = run.plan;
  const by = clearedBy(clearing, run.judge.clearing, shift.step);
  if (by === 'rate' && maxErrorRate !== null) return [clearedByRate(maxErrorRate, beta)];
  return by === 'ratio' ? [clearedByRatio(maxOddsRatio, beta)] : [];
}

function brokenSplit(
  run: CanaryRun,
  { step }: Shift,
  { sampleRatio }: JudgeSettings,
): Reason | undefined {
  if (!isSplitBroken(sampleRatio, run.judge.sampleRatio)) return undefined;
  const { challenger, champion } = tally(run, step);
  const requests = challenger.requests + champion.requests;
  const share = requests === 0 ? 0 : challenger.requests / requests;
  return splitNotHonoured(share, sampleRatio.shares[step] ?? 1, requests);
}

function remarksOn(run: CanaryRun, shift: Shift, { reported }: JudgeSettings): Reason[] {
  const { missing, settled } = tally(run, shift.step);
  const { correlation, baseline, plan } = run;
  const reasons: Reason[] = [];
  if (missing > 0) reasons.push(windowsMissing(missing, settled));
  if (correlation.kind === 'unknown') {
    reasons.push(correlationUnknown(correlation.windows, fewestWindows));
  }
  const untold = baseline.edges.find((edge) => edge.correlation.kind === 'unknown');
  if (reported.length > 0 && untold !== undefined) {
    reasons.push(latencyReported(untold.correlation.windows, fewestWindows));
  }
  if (baseline.history.kind === 'refused') reasons.push(historyRefused(baseline.history.why));
  if (comparedSteps(plan) === 0) reasons.push(nothingCompared(plan.sloErrorRate));
  return reasons;
}

function tellProcess({ judge }: CanaryRun, process: HarmProcess, isJudged: boolean) {
  const state = judge.processes[process.name] ?? freshState;
  return {
    name: process.name,
    isJudged,
    logEvidence: state.logEvidence,
    logLimit: logLimit(process.alpha),
    pValue: processPValue(process, state),
  };
}
