import type { Problem } from '../errors/problem.ts';
import { formatDuration } from '../units/duration.ts';
import { type CountedRatio, labelOf, metricTypeOf } from './counted-ratio.ts';
import { type CanaryPlan, comparedSteps, judgedSteps, shortestBakeMs } from './plan.ts';

/** Everything that is wrong with a plan; names are those of the step's inputs. */
export function planProblems(plan: CanaryPlan): Problem[] {
  return [
    ...stepProblems(plan),
    ...numberProblems(plan),
    ...gateProblems(plan),
    ...timeProblems(plan),
  ];
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
  return problems;
}

/** A number's name, value, what it must be and whether it is. NaN never is. */
type Rule = readonly [where: string, value: number | null, expected: string, holds: boolean];

function numberProblems(plan: CanaryPlan): Problem[] {
  const { alpha, beta, maxErrorRate, sloErrorRate, sloLatencyMs } = plan;
  const isRatio = (odds: number) => odds >= 1 && odds <= 100;
  const isRate = (rate: number | null) => rate === null || (rate > 0 && rate <= 0.5);
  const rules: Rule[] = [
    ['alpha', alpha, 'a probability above 0, at most 0.5', alpha > 0 && alpha <= 0.5],
    ['margin', plan.marginOdds, 'a ratio from 1 to 100', isRatio(plan.marginOdds)],
    ['min_windows', plan.minWindows, 'a whole number, at least 1', isCount(plan.minWindows)],
    ['beta', beta, 'a probability above 0, at most 0.5', beta > 0 && beta <= 0.5],
    [
      'max_odds_ratio',
      plan.maxOddsRatio,
      'a ratio above 1, at most 100',
      plan.maxOddsRatio > 1 && isRatio(plan.maxOddsRatio),
    ],
    ['max_error_rate', maxErrorRate, 'a share above 0, at most 0.5', isRate(maxErrorRate)],
    ['slo_error_rate', sloErrorRate, 'a share above 0, at most 0.5', isRate(sloErrorRate)],
    [
      'latency_margin',
      plan.latencyMarginOdds,
      'a ratio from 1 to 100',
      isRatio(plan.latencyMarginOdds),
    ],
    ['slo_latency', sloLatencyMs, 'a duration above 0', sloLatencyMs === null || sloLatencyMs > 0],
  ];
  const problems = rules.flatMap(([where, value, expected, holds]) =>
    holds ? [] : [problem(where, expected, String(value))],
  );
  if (!isCount(plan.windowMs)) {
    problems.push(problem('window', 'a duration above 0', `${plan.windowMs}ms`));
  }
  return [...problems, ...ratioProblems(plan)];
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 1;
}

const reservedNames = ['errors', 'latency', 'slo'];

function ratioProblems({ ratios }: CanaryPlan): Problem[] {
  const names = ratios.map(({ name }) => name);
  return ratios.flatMap((ratio, i) => {
    const { name, marginOdds } = ratio;
    const problems = sourceProblems(ratio, `ratios[${i}]`);
    if (!/^[a-z][a-z0-9_]*$/.test(name) || reservedNames.includes(name)) {
      const expected = `a name of a-z, 0-9 and _ that is none of ${reservedNames.join(', ')}`;
      problems.push(problem(`ratios[${i}].name`, expected, `'${name}'`));
    }
    if (names.indexOf(name) < i) {
      problems.push(problem(`ratios[${i}].name`, 'a name of its own', `'${name}' again`));
    }
    if (!(marginOdds >= 1 && marginOdds <= 100)) {
      problems.push(problem(`ratios[${i}].margin`, 'a ratio from 1 to 100', String(marginOdds)));
    }
    return problems;
  });
}

/** Where a ratio's counts come from. */
function sourceProblems({ all, bad, by }: CountedRatio, where: string): Problem[] {
  const filters = { all, bad };
  const problems = Object.entries(filters).flatMap(([key, filter]) =>
    metricTypeOf(filter) === undefined
      ? [problem(`${where}.${key}`, 'a filter with one metric.type = "TYPE"', `'${filter}'`)]
      : [],
  );
  if (labelOf(by) === undefined) {
    problems.push(problem(`${where}.by`, 'metric.labels.NAME', `'${by}'`));
  }
  return problems;
}

/** Settings that contradict each other. */
function gateProblems(plan: CanaryPlan): Problem[] {
  const isCompared = comparedSteps(plan) > 0;
  if (plan.gate === 'evidence' && !isCompared && plan.maxErrorRate === null) {
    const expected = 'a rate, as nothing is compared and no ratio can clear the step at 100';
    return [{ where: 'max_error_rate', expected }];
  }
  const { sloErrorRate, maxErrorRate } = plan;
  if (sloErrorRate !== null && maxErrorRate !== null && maxErrorRate > sloErrorRate) {
    const expected = `at most slo_error_rate, ${sloErrorRate}: beyond it a challenger is rolled back`;
    return [problem('max_error_rate', expected, String(maxErrorRate))];
  }
  return [];
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
  const whole = shortest * judgedSteps(plan) + plan.keepStableMs;
  if (plan.deadlineMs < whole) {
    const expected = `at least ${formatDuration(whole)}, what a healthy release takes`;
    return [problem('deadline', expected, formatDuration(plan.deadlineMs))];
  }
  return [];
}

function problem(where: string, expected: string, found: string): Problem {
  return { where, expected, found };
}
