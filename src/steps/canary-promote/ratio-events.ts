import { type CountedRatio, labelOf, metricTypeOf } from '../../canary/counted-ratio.ts';
import type { Baseline } from '../../canary/judge/baseline.ts';
import { fewestWindows, type PeriodCount } from '../../canary/judge/correlation.ts';
import type { ArmWindow } from '../../canary/window.ts';
import { refuseProblems } from '../../errors/error.ts';
import type { Problem } from '../../errors/problem.ts';
import type {
  EventCount,
  EventQuery,
  MetricDescription,
  Metrics,
  MetricsInterval,
} from '../../ports/metrics.ts';

/** What was counted of all deployed models, by the name of the ratio. */
export type RatioEvents = Readonly<
  Record<string, { all: readonly EventCount[]; bad: readonly EventCount[] }>
>;

/** @throws ReleaseError EVIDENCE_UNREADABLE */
export async function readRatioEvents(
  metrics: Metrics,
  endpoint: string,
  ratios: readonly CountedRatio[],
  interval: MetricsInterval,
): Promise<RatioEvents> {
  const events: Record<string, RatioEvents[string]> = {};
  for (const { name, all, bad, by } of ratios) {
    events[name] = {
      all: await metrics.counts(endpoint, queryOf(all, by), interval),
      bad: await metrics.counts(endpoint, queryOf(bad, by), interval),
    };
  }
  return events;
}

/** What one deployed model did, period by period, in the order of time. */
export function ratioPeriods(
  deployedModelId: string,
  { all, bad }: RatioEvents[string],
): PeriodCount[] {
  const badIn = new Map(ofModel(bad, deployedModelId).map(({ start, count }) => [start, count]));
  return ofModel(all, deployedModelId)
    .map(({ start, count }) => ({ start, ...shareOf(count, badIn.get(start) ?? 0) }))
    .toSorted((a, b) => a.start - b.start);
}

/** What one deployed model did in the period that begins at `start`; only what counted anything. */
export function ratiosAt(
  deployedModelId: string,
  start: number,
  events: RatioEvents,
): Pick<ArmWindow, 'ratios'> {
  const ratios = Object.entries(events).flatMap(([name, counted]) => {
    const period = ratioPeriods(deployedModelId, counted).find((one) => one.start === start);
    if (period === undefined) return [];
    const { requests, errors } = period;
    return [[name, { requests, errors }] as const];
  });
  return ratios.length === 0 ? {} : { ratios: Object.fromEntries(ratios) };
}

/**
 * A metric that is not there would never find anything, which looks like a challenger without faults.
 * @throws ReleaseError INPUT_INVALID with everything that is wrong, before anything is deployed.
 */
export async function requireMetrics(
  metrics: Metrics,
  endpoint: string,
  ratios: readonly CountedRatio[],
): Promise<void> {
  const problems: Problem[] = [];
  for (const [i, { all, bad, by }] of ratios.entries()) {
    for (const [key, filter] of Object.entries({ all, bad })) {
      const { metricType, label } = queryOf(filter, by);
      const description = await metrics.describe(endpoint, metricType);
      const where = `ratios[${i}].${key}`;
      problems.push(...metricProblems(where, metricType, label, description));
    }
  }
  refuseProblems('canary_promote', problems);
}

/** How each ratio is judged, by what the champion's past shows of it. */
export function ratioLines(ratios: Baseline['ratios']): string[] {
  return Object.entries(ratios).map(([name, known]) => {
    if (known.kind === 'unknown') {
      return `${name}: events are taken as independent, the champion has ${known.windows} of ${fewestWindows} windows of history that an estimate needs`;
    }
    return known.value === 0
      ? `${name}: ${known.windows} past windows of the champion show no correlation between events`
      : `${name}: evidence is tempered by a correlation of ${known.value.toPrecision(2)} between events, as ${known.windows} past windows show`;
  });
}

function metricProblems(
  where: string,
  metricType: string,
  label: string,
  description: MetricDescription | undefined,
): Problem[] {
  if (description === undefined) {
    return [
      {
        where,
        expected: 'a metric that Cloud Monitoring knows in the project of the endpoint',
        found: `'${metricType}', which it does not`,
        mend: 'A metric is known once it was written for the first time: let the champion write it, or correct the type.',
      },
    ];
  }
  const { kind, valueType, labels } = description;
  const problems: Problem[] = [];
  const isCounter = kind === 'DELTA' || kind === 'CUMULATIVE';
  if (!isCounter || (valueType !== 'INT64' && valueType !== 'DOUBLE')) {
    const expected = 'a metric that counts events: of kind DELTA or CUMULATIVE, with numbers';
    problems.push({ where, expected, found: `'${metricType}', ${kind} of ${valueType}` });
  }
  if (!labels.includes(label)) {
    problems.push({
      where,
      expected: `a metric with the label ${label}, which says which deployed model an event belongs to`,
      found: labels.length === 0 ? 'no labels' : `the labels ${labels.join(', ')}`,
      mend: 'Write the environment variable AIP_DEPLOYED_MODEL_ID of the model server into a label, and name it by `by`.',
    });
  }
  return problems;
}

/** Plans are checked before they are run, so their filters name a metric and a label. */
function queryOf(filter: string, by: string): EventQuery {
  return { filter, metricType: metricTypeOf(filter) ?? '', label: labelOf(by) ?? '' };
}

/** What is bad is a part of all: two metrics that are counted apart may differ by an event or two. */
function shareOf(all: number, bad: number): { requests: number; errors: number } {
  return { requests: all, errors: Math.min(all, bad) };
}

function ofModel(events: readonly EventCount[], id: string): EventCount[] {
  return events.filter(({ deployedModelId, count }) => deployedModelId === id && count > 0);
}
