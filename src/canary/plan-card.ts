import { formatDuration } from '../units/duration.ts';
import { formatShare } from '../units/percent.ts';
import type { Baseline } from './judge/baseline.ts';
import type { Correlation, PeriodCount } from './judge/correlation.ts';
import { type DetectableFault, detectableFault, errorsTest } from './judge/detectable.ts';
import { type Traffic, windowsToClear, windowsToSee } from './judge/forecast.ts';
import type { ErrorTable } from './judge/hypergeometric.ts';
import type { JudgeSettings } from './judge/panel.ts';
import { judgeSettings } from './judge/settings.ts';
import { type CanaryPlan, plannedWindows } from './plan.ts';

/** How long something takes at one share, on average. */
export interface Forecast {
  windows: number;
  /** Requests that the challenger answers in these. */
  requests: number;
  /** From the shift, warm-up and settling included. */
  afterMs: number;
}

export interface StepCard {
  percent: number;
  /** Of the challenger, in a window. */
  requestsPerWindow: number;
  /** Windows that fit into the longest bake. */
  mostWindows: number;
  /** When a challenger that fails `ratio` times as often is found; null: never, as it stands. */
  sees: { ratio: number; rate: number; found: Forecast | null }[];
  /** `gate: evidence`: when a challenger like its champion is cleared; null: never, or not asked for. */
  clears: (Forecast & { by: 'ratio' | 'rate' }) | null;
  /** What the planned windows up to this step find with 95 % power. */
  finds: DetectableFault;
}

export interface PlanWarning {
  kind: 'cannot_decide' | 'correlation' | 'slow_to_see' | 'cannot_clear' | 'few_windows';
  /** Percent of the step. */
  percent: number;
  text: string;
}

/** What a plan can be expected to do, from the traffic of the last hours. */
export interface PlanCard {
  requestsPerWindow: number;
  errorRate: number;
  /** The champion had no errors: half a failed request in all of its history is assumed. */
  isAssumed: boolean;
  /** Those in which something is compared. */
  steps: StepCard[];
  warnings: PlanWarning[];
}

const ratios = [2, 5, 10];

/** `history`: of the champion, windows without requests included as far as they are known. */
export function planCard(
  plan: CanaryPlan,
  history: readonly PeriodCount[],
  known: { correlation: Correlation; baseline?: Baseline; shares?: readonly number[] },
): PlanCard {
  const settings = judgeSettings(plan, known.correlation, known.baseline, known.shares);
  const independent: Correlation = { kind: 'estimated', value: 0, windows: 0 };
  const untempered = judgeSettings(plan, independent, known.baseline, known.shares);
  const windows = Math.max(1, history.length);
  const requests = history.reduce((sum, period) => sum + period.requests, 0);
  const errors = history.reduce((sum, period) => sum + period.errors, 0);
  const isAssumed = errors === 0;
  const errorRate = requests === 0 ? 0 : (isAssumed ? 0.5 : errors) / requests;
  const perWindow = requests / windows;
  const steps: StepCard[] = [];
  const warnings: PlanWarning[] = [];
  const planned: ErrorTable[] = [];
  for (const [step, percent] of plan.steps.entries()) {
    if (percent >= 100) continue;
    const traffic = trafficAt(settings.sampleRatio.shares[step] ?? 0, perWindow, errorRate);
    planned.push(
      ...Array.from({ length: plannedWindows(plan) }, () => tableOf(traffic, isAssumed)),
    );
    const card = stepCard(plan, settings, traffic, step, percent);
    card.finds = detectableFault(settings, planned);
    steps.push(card);
    warnings.push(...warningsOf(plan, card, stepCard(plan, untempered, traffic, step, percent)));
  }
  return { requestsPerWindow: perWindow, errorRate, isAssumed, steps, warnings };
}

function stepCard(
  plan: CanaryPlan,
  settings: JudgeSettings,
  traffic: Traffic,
  step: number,
  percent: number,
): StepCard {
  const test = errorsTest(settings);
  const { clearing } = settings;
  const cleared = clearing === undefined ? undefined : windowsToClear(clearing, traffic);
  const clears = cleared && forecast(plan, traffic, cleared.windows);
  return {
    percent,
    requestsPerWindow: traffic.challengerRequests,
    mostWindows: windowsWithin(plan, plan.maxBakeMs),
    sees: ratios
      .map((ratio) => ({ ratio, rate: ratio * traffic.rate }))
      .filter(({ rate }) => rate > 0 && rate < 1)
      .map(({ ratio, rate }) => {
        const windows = test === undefined ? Infinity : windowsToSee(test, traffic, rate, step);
        return { ratio, rate, found: forecast(plan, traffic, windows) };
      }),
    clears: cleared && clears ? { ...clears, by: cleared.by } : null,
    finds: { kind: 'none' },
  };
}

/** Warnings of a step; `untempered`: what it would be if requests were independent. */
function warningsOf(plan: CanaryPlan, card: StepCard, untempered: StepCard): PlanWarning[] {
  const { percent, mostWindows, sees, clears } = card;
  const longest = formatDuration(plan.maxBakeMs);
  const warnings: PlanWarning[] = [];
  const warn = (kind: PlanWarning['kind'], text: string) =>
    warnings.push({ kind, percent, text: `at ${percent} %: ${text}` });
  const isSeen = (ratio: number, { sees: all }: StepCard) =>
    (all.find((seen) => seen.ratio === ratio)?.found?.windows ?? Infinity) <= mostWindows;
  if (sees.length === 0) {
    warn(
      'cannot_decide',
      'the champion had no traffic, or fails always: there is nothing to compare',
    );
  } else {
    const greatest = Math.max(...sees.map(({ ratio }) => ratio));
    if (!isSeen(greatest, card)) {
      const fault = `a challenger that fails ${greatest} times as often is not found within max_bake, ${longest}`;
      if (isSeen(greatest, untempered)) {
        warn('correlation', `${fault}, because the champion's requests fail together`);
      } else {
        warn('cannot_decide', fault);
      }
    } else {
      const late = sees.filter(({ ratio }) => !isSeen(ratio, card)).map(({ ratio }) => `×${ratio}`);
      if (late.length > 0) {
        warn(
          'slow_to_see',
          `${late.join(' and ')} takes longer than max_bake, ${longest}, to be found`,
        );
      }
    }
  }
  if (plan.gate === 'evidence' && (clears?.windows ?? Infinity) > mostWindows) {
    const rate =
      sees[0] === undefined ? '' : ` at ${formatShare(sees[0].rate / sees[0].ratio)} errors`;
    warn('cannot_clear', `a healthy challenger${rate} is not cleared within max_bake, ${longest}`);
  }
  const baked = Math.max(0, windowsWithin(plan, plan.minBakeMs));
  if (baked < plan.minWindows) {
    warn(
      'few_windows',
      `min_bake, ${formatDuration(plan.minBakeMs)}, has ${baked} settled windows, so the step waits for min_windows, ${plan.minWindows}`,
    );
  }
  return warnings;
}

/** Windows that have settled this long after a shift, which may come at any moment of a window. */
function windowsWithin({ warmupMs, settleMs, windowMs }: CanaryPlan, afterMs: number): number {
  return Math.max(0, Math.floor((afterMs - warmupMs - settleMs) / windowMs));
}

function forecast(plan: CanaryPlan, traffic: Traffic, windows: number): Forecast | null {
  if (!Number.isFinite(windows)) return null;
  const afterMs = plan.warmupMs + windows * plan.windowMs + plan.settleMs;
  return { windows, requests: Math.round(windows * traffic.challengerRequests), afterMs };
}

function trafficAt(share: number, requests: number, rate: number): Traffic {
  return {
    challengerRequests: requests * share,
    championRequests: requests * (1 - share),
    rate,
  };
}

/** A window as it is expected; one of a champion without errors has none. */
function tableOf(
  { challengerRequests, championRequests, rate }: Traffic,
  isAssumed: boolean,
): ErrorTable {
  const shown = isAssumed ? 0 : rate;
  return {
    challengerRequests,
    challengerErrors: challengerRequests * shown,
    championRequests,
    championErrors: championRequests * shown,
  };
}
