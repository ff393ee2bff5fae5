import { ReleaseError } from '../../errors/error.ts';
import type { JsonObject } from '../../release/json.ts';
import { gravest, type Verdict } from '../../release/verdict.ts';
import { formatShare } from '../../units/percent.ts';
import type { Asker } from './asker.ts';
import { type CaseResult, hasVerdict } from './case-result.ts';
import { latencyLimit, type LimitResult } from './junit.ts';
import {
  checkLatency,
  type LatencyCheck,
  type LatencyLimits,
  type Quantile,
  quantileOf,
} from './latency.ts';
import { errorInterval, type LoadResult } from './load-test.ts';
import { placeText } from './suite.ts';
import { type CaseKind, caseKinds } from './suite-case.ts';

export interface Measured {
  results: readonly CaseResult[];
  asker: Asker;
  load: LoadResult | undefined;
}

export interface Judgement {
  verdict: Verdict;
  /** Cases that count by themselves. */
  counted: readonly CaseResult[];
  errorRate: number;
  latency: readonly LatencyCheck[];
  limits: readonly LimitResult[];
  /** The latencies that limits were about. */
  quantile: Quantile;
}

interface Limits {
  maxLatency: LatencyLimits;
  maxErrorRate: number;
}

/** Judges what was measured. What is proven wrong stays so, whatever else could not be seen. */
export function judgeMeasured(measured: Measured, { maxLatency, maxErrorRate }: Limits): Judgement {
  const { results, asker, load } = measured;
  const counted = results.filter(({ counts }) => counts === 'itself');
  const quantile: Quantile =
    load === undefined
      ? quantileOf(asker.latencies)
      : (share) => load.steady.latency.quantile(share);
  const latency = checkLatency(quantile, maxLatency, load?.late.quantile(0.99));
  const errorRate = asker.requests === 0 ? 0 : failedOf(asker) / asker.requests;
  const errors: LimitResult = {
    name: 'errors',
    verdict: judgeErrors(asker, maxErrorRate),
    said: `${formatShare(errorRate)} of at most ${formatShare(maxErrorRate)}`,
  };
  const limits = [
    errors,
    ...(load === undefined ? [] : [judgeLoadErrors(load, maxErrorRate)]),
    ...latency.map(latencyLimit),
  ];
  const all = [judgeAnswers(counted), ...limits.map(({ verdict }) => verdict)];
  const verdict = all.includes('fail') ? 'fail' : gravest(all);
  return { verdict, counted, errorRate, latency, limits, quantile };
}

/** Nothing that was asked tells whether the model is right. @throws ReleaseError EVIDENCE_UNREADABLE. */
export function refuseUnreadable({ results, load }: Measured): never {
  const lost = results.filter(hasVerdict('error')).map(({ one, finding }) => ({
    where: `${placeText(one.place)} "${one.name}"`,
    expected: 'an answer with predictions',
    found: finding.misses.join('; '),
  }));
  const reasons = [...(load?.reasons ?? [])].map(([reason, count]) => ({
    where: 'the load',
    expected: 'answers with predictions',
    found: `${count} × ${reason}`,
  }));
  throw new ReleaseError(
    'EVIDENCE_UNREADABLE',
    'the endpoint gave answers that say nothing about the model',
    {
      problems: [...lost, ...reasons].slice(0, 20),
      mend: 'Find out what stands between this machine and the model; then run the step again.',
    },
  );
}

/** How many cases of each kind came out right, of how many. */
export function countByKind(results: readonly CaseResult[]): JsonObject {
  const kinds = caseKinds.flatMap((kind): [CaseKind, JsonObject][] => {
    const own = results.filter(({ one }) => one.kind === kind);
    if (own.length === 0) return [];
    return [[kind, { cases: own.length, passed: own.filter(hasVerdict('pass')).length }]];
  });
  return Object.fromEntries(kinds);
}

function failedOf({ refused, unreadable }: Asker): number {
  return refused + unreadable.length;
}

function judgeAnswers(counted: readonly CaseResult[]): Verdict {
  if (counted.some(hasVerdict('fail'))) return 'fail';
  return counted.some(hasVerdict('pass')) ? 'pass' : 'inconclusive';
}

/** Refusals are the model's; answers that nobody can read are no evidence against it. */
function judgeErrors(asker: Asker, most: number): Verdict {
  const { requests, refused } = asker;
  if (failedOf(asker) <= most * requests) return 'pass';
  return refused > most * requests ? 'fail' : 'error';
}

/** Under load it is the endpoint's failing whatever comes instead of a prediction, unless nothing else does. */
function judgeLoadErrors({ steady }: LoadResult, most: number): LimitResult {
  const rate = steady.failed / steady.requests;
  const { low, high } = errorInterval(steady);
  const said = `${formatShare(rate)} of at most ${formatShare(most)} (95 % confidence: ${formatShare(low)} to ${formatShare(high)})`;
  const broken: Verdict = steady.latency.count === 0 ? 'error' : 'fail';
  return { name: 'errors under load', verdict: rate <= most ? 'pass' : broken, said };
}
