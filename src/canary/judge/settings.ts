import { type CanaryPlan, comparedSteps, plannedWindows } from '../plan.ts';
import { type Baseline, noBaseline } from './baseline.ts';
import type { Calendar } from './calendar.ts';
import type { ClearingTest } from './clearing.ts';
import { type Correlation, correlationValue } from './correlation.ts';
import { historyTest } from './history-test.ts';
import { isLatencyJudged, levelsOf } from './levels.ts';
import type { JudgeSettings } from './panel.ts';
import type { HarmProcess } from './process.ts';
import { complianceTest, exceedanceTest } from './rate-test.ts';
import { clearingTest, harmTest } from './ratio-test.ts';

/** Level of the check that the split is honoured. It only ever holds, so it need not spare alpha. */
const sampleRatioLevel = 0.001;

/** Level at which evidence is told that is not judged. */
const reportedLevel = 0.1;

/** What a plan asks of the judge. `shares`: of the pair's requests, by step, where the split is rounded. */
export function judgeSettings(
  plan: CanaryPlan,
  correlation: Correlation,
  baseline: Baseline = noBaseline,
  shares: readonly number[] = plan.steps.map((percent) => percent / 100),
): JudgeSettings {
  const calendar = calendarOf(plan);
  const ofErrors = correlationValue(correlation);
  const levels = levelsOf(plan, baseline.edges);
  const isCompared = comparedSteps(plan) > 0;
  const harm: HarmProcess[] = [];
  if (isCompared) harm.push(errorsProcess(plan, levels.errors, ofErrors, baseline, calendar));
  if (levels.latency > 0) harm.push(latencyProcess(plan, levels.latency, baseline, calendar));
  if (plan.sloErrorRate !== null) {
    const test = exceedanceTest(levels.slo, plan.sloErrorRate, ofErrors, withSoak(plan, calendar));
    harm.push({ kind: 'slo', name: 'slo', alpha: levels.slo, test });
  }
  if (isCompared) harm.push(...ratioProcesses(plan, levels.ratio, baseline, calendar));
  const isTold = isCompared && baseline.edges.length > 0 && !isLatencyJudged(plan, baseline.edges);
  const clearing = clearingOf(plan, ofErrors, isCompared);
  return {
    alpha: plan.alpha,
    harm,
    reported: isTold ? [latencyProcess(plan, plan.alpha * reportedLevel, baseline, calendar)] : [],
    ...(clearing === undefined ? {} : { clearing }),
    sampleRatio: { alpha: sampleRatioLevel, shares, calendar },
    ...(isCompared ? { aloneFrom: comparedSteps(plan) } : {}),
  };
}

/** Half of the mass for the first step, where a canary is meant to find what is wrong. */
function calendarOf(plan: CanaryPlan): Calendar {
  return {
    steps: Math.max(1, comparedSteps(plan)),
    windowsPerStep: plannedWindows(plan),
    firstStep: 0.5,
  };
}

/** The objective is judged on after the promotion: a fault that begins there meets a bet of its own. */
function withSoak(plan: CanaryPlan, calendar: Calendar): Calendar {
  const isSoaked = comparedSteps(plan) > 0 && plan.keepStableMs > 0;
  return isSoaked ? { ...calendar, steps: calendar.steps + 1 } : calendar;
}

function errorsProcess(
  { marginOdds }: CanaryPlan,
  alpha: number,
  correlation: number,
  { history }: Baseline,
  calendar: Calendar,
): HarmProcess {
  if (history.kind === 'known' && correlation === 0) {
    const test = historyTest(alpha, marginOdds, history.bound, calendar);
    return { kind: 'history', name: 'errors', alpha, test };
  }
  const test = harmTest(alpha, marginOdds, correlation, calendar);
  return { kind: 'errors', name: 'errors', alpha, test };
}

/** An edge decides alone when its wealth makes the average reach the limit: at alpha over their number. */
function latencyProcess(
  { latencyMarginOdds }: CanaryPlan,
  alpha: number,
  { edges }: Baseline,
  calendar: Calendar,
): HarmProcess {
  const each = alpha / edges.length;
  return {
    kind: 'latency',
    name: 'latency',
    alpha,
    edges: edges.map(({ edgeMs, correlation }) => ({
      edgeMs,
      test: harmTest(each, latencyMarginOdds, correlationValue(correlation), calendar),
    })),
  };
}

function ratioProcesses(
  plan: CanaryPlan,
  alpha: number,
  { ratios }: Baseline,
  calendar: Calendar,
): HarmProcess[] {
  return plan.ratios.map(({ name, marginOdds }) => {
    const known = ratios[name];
    const correlation = known === undefined ? 0 : correlationValue(known);
    return { kind: 'ratio', name, alpha, test: harmTest(alpha, marginOdds, correlation, calendar) };
  });
}

function clearingOf(
  { gate, beta, maxOddsRatio, maxErrorRate }: CanaryPlan,
  correlation: number,
  isCompared: boolean,
): ClearingTest | undefined {
  if (gate === 'time') return undefined;
  const each = isCompared && maxErrorRate !== null ? beta / 2 : beta;
  return {
    ...(isCompared ? { ratio: clearingTest(each, maxOddsRatio, correlation) } : {}),
    ...(maxErrorRate === null ? {} : { rate: complianceTest(each, maxErrorRate, correlation) }),
  };
}
