import { z } from 'zod';
import type { Problem } from '../errors/problem.ts';
import { formatDuration } from '../units/duration.ts';
import type { Correlation } from './correlation.ts';
import { correlationValue } from './correlation.ts';
import type { JudgeSettings } from './judge.ts';

/** What happens when the longest bake of a step is over and its condition is not met. */
export const inconclusivePolicies = ['hold', 'promote', 'roll_back'] as const;
export type InconclusivePolicy = (typeof inconclusivePolicies)[number];

const milliseconds = z.int().min(0);

export const canaryPlan = z.object({
  /** Percent of the pair's traffic that the challenger gets, ascending; the last is 100. */
  steps: z.array(z.int()),
  /** A step passes no earlier than this after its shift. */
  minBakeMs: milliseconds,
  /** A step that has not passed by then is inconclusive. */
  maxBakeMs: milliseconds,
  /** Settled windows of the step in which the challenger served requests. */
  minWindows: z.int(),
  /** Length of a window; windows begin at multiples of it since the epoch. */
  windowMs: z.int(),
  /** A window is read no earlier than this after its end. */
  settleMs: milliseconds,
  /** After a shift, before the first window of the step. */
  warmupMs: milliseconds,
  /** Bound on the probability of rolling back a healthy challenger. */
  alpha: z.number(),
  /** Ratio of odds of an error that is still no harm. */
  marginOdds: z.number(),
  /** Bake and windows without harm let a step pass; nothing has to be proved. */
  gate: z.literal('time'),
  onInconclusive: z.enum(inconclusivePolicies),
  /** How long the old champion stays deployed after the promotion. */
  keepStableMs: milliseconds,
  /** From the start of the canary; a challenger that is not promoted by then is rolled back. */
  deadlineMs: milliseconds,
});

export type CanaryPlan = z.infer<typeof canaryPlan>;

/** Everything that is wrong with a plan; names are those of the step's inputs. */
export function planProblems(plan: CanaryPlan): Problem[] {
  return [...stepProblems(plan), ...numberProblems(plan), ...timeProblems(plan)];
}

/** Windows that a step is planned to have; the judge's bets are spread over these. */
export function plannedWindows(plan: CanaryPlan): number {
  const baked = Math.floor((plan.minBakeMs - plan.warmupMs) / plan.windowMs);
  return Math.max(1, plan.minWindows, baked);
}

/** Steps in which the champion serves too, so that there is something to compare. */
export function comparedSteps(plan: CanaryPlan): number {
  return plan.steps.filter((percent) => percent < 100).length;
}

export function judgeSettings(plan: CanaryPlan, correlation: Correlation): JudgeSettings {
  const value = correlationValue(correlation);
  return {
    alpha: plan.alpha,
    marginOdds: plan.marginOdds,
    correlation: value,
    boosting: value === 0 ? 'on' : 'off',
    calendar: { steps: comparedSteps(plan), windowsPerStep: plannedWindows(plan) },
  };
}

/** The shortest time from a shift to the passing of its step. */
export function shortestBakeMs(plan: CanaryPlan): number {
  const windows = plan.minWindows * plan.windowMs;
  // A window may begin up to one window after the warm-up: windows stand on a fixed grid.
  return Math.max(plan.minBakeMs, plan.warmupMs + plan.windowMs + windows + plan.settleMs);
}

function stepProblems({ steps }: CanaryPlan): Problem[] {
  const problems = steps.flatMap((percent, i): Problem[] => {
    const previous = steps[i - 1] ?? 0;
    if (!Number.isInteger(percent) || percent < 1 || percent > 100) {
      return [problem(`steps[${i}]`, 'a whole percent from 1 to 100', String(percent))];
    }
    if (percent > previous) return [];
    return [problem(`steps[${i}]`, `more than the step before, ${previous}`, String(percent))];
  });
  if (steps.at(-1) !== 100) {
    problems.push(problem('steps', '100 as the last step', `[${steps.join(', ')}]`));
  }
  if (steps.length < 2) {
    problems.push(
      problem('steps', 'at least one step below 100, to compare in', `[${steps.join(', ')}]`),
    );
  }
  return problems;
}

function numberProblems(plan: CanaryPlan): Problem[] {
  const problems: Problem[] = [];
  if (!(plan.alpha > 0 && plan.alpha <= 0.5)) {
    problems.push(problem('alpha', 'a probability above 0, at most 0.5', String(plan.alpha)));
  }
  if (!(plan.marginOdds >= 1 && plan.marginOdds <= 100)) {
    problems.push(problem('margin', 'a ratio from 1 to 100', String(plan.marginOdds)));
  }
  if (!(Number.isInteger(plan.minWindows) && plan.minWindows >= 1)) {
    problems.push(problem('min_windows', 'a whole number, at least 1', String(plan.minWindows)));
  }
  if (!(Number.isInteger(plan.windowMs) && plan.windowMs >= 1)) {
    problems.push(problem('window', 'a duration above 0', `${plan.windowMs}ms`));
  }
  return problems;
}

function timeProblems(plan: CanaryPlan): Problem[] {
  const times = [
    ['min_bake', plan.minBakeMs],
    ['max_bake', plan.maxBakeMs],
    ['settle', plan.settleMs],
    ['warmup', plan.warmupMs],
    ['keep_stable', plan.keepStableMs],
    ['deadline', plan.deadlineMs],
  ] as const;
  const malformed = times.filter(([, ms]) => !Number.isInteger(ms) || ms < 0);
  if (malformed.length > 0) {
    return malformed.map(([name, ms]) =>
      problem(name, 'a duration of whole milliseconds, not negative', `${ms}ms`),
    );
  }
  if (plan.maxBakeMs < plan.minBakeMs) {
    const expected = `at least min_bake, ${formatDuration(plan.minBakeMs)}`;
    return [problem('max_bake', expected, formatDuration(plan.maxBakeMs))];
  }
  const shortest = shortestBakeMs(plan);
  if (plan.maxBakeMs < shortest) {
    const expected = `at least ${formatDuration(shortest)}: warm-up, ${plan.minWindows} windows and the settling of the last`;
    return [problem('max_bake', expected, formatDuration(plan.maxBakeMs))];
  }
  const whole = shortest * comparedSteps(plan) + plan.keepStableMs;
  if (plan.deadlineMs < whole) {
    const expected = `at least ${formatDuration(whole)}, what a healthy release takes`;
    return [problem('deadline', expected, formatDuration(plan.deadlineMs))];
  }
  return [];
}

function problem(where: string, expected: string, found: string): Problem {
  return { where, expected, found };
}
