import { ReleaseError } from '../../errors/error.ts';
import type { Problem } from '../../errors/problem.ts';
import type { JsonObject } from '../../release/json.ts';
import { gravest, type Verdict } from '../../release/verdict.ts';
import { formatShare } from '../../units/percent.ts';
import type { Asker } from './asker.ts';
import { type CaseResult, hasVerdict } from './case-result.ts';
import {
  checkLatency,
  type LatencyCheck,
  type LatencyLimits,
  type Quantile,
  quantileOf,
} from './latency.ts';
import { latencyLimit, type LimitResult } from './limit.ts';
import { failedShare, type LoadResult } from './load-test.ts';
import type { ShadowResult } from './shadow.ts';
import { judgeShadow, unansweredBy } from './shadow-evidence.ts';
import { describeShare, judgeShare } from './share-limit.ts';
import { placeText } from './suite.ts';
import { type CaseKind, caseKinds } from './suite-case.ts';

export interface Measured {
  results: readonly CaseResult[];
  asker: Asker;
  load: LoadResult | undefined;
  shadow: ShadowResult | undefined;
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
  maxShadowDifference: number | undefined;
}

/** Judges what was measured. What is proven wrong stays so, whatever else could not be seen. */
export function judgeMeasured(measured: Measured, given: Limits): Judgement {
  const { results, asker, load, shadow } = measured;
  const { maxLatency, maxErrorRate } = given;
  const counted = results.filter(({ counts }) => counts === 'itself');
  const quantile: Quantile =
    load === undefined
      ? quantileOf(asker.latencies)
      : (share) => load.steady.latency.quantile(share);
  const latency = checkLatency(quantile, maxLatency, load?.late.quantile(0.99));
  const errorRate = asker.requests === 0 ? 0 : failedOf(asker) / asker.requests;
  const errors: LimitResult = {
    name: 'errors',
    input: 'max_error_rate',
    verdict: judgeErrors(asker, maxErrorRate),
    said: `${formatShare(errorRate)} of at most ${formatShare(maxErrorRate)}`,
  };
  const limits = [
    errors,
    ...(load === undefined ? [] : [judgeLoadErrors(load, maxErrorRate)]),
    ...latency.map(latencyLimit),
    ...(shadow === undefined ? [] : [judgeShadow(shadow, given)]),
  ];
  const all = [judgeAnswers(counted), ...limits.map(({ verdict }) => verdict)];
  const verdict = all.includes('fail') ? 'fail' : gravest(all);
  return { verdict, counted, errorRate, latency, limits, quantile };
}

/** Nothing that was asked tells whether the model is right. @throws ReleaseError EVIDENCE_UNREADABLE. */
export function refuseUnreadable({ results, load, shadow }: Measured): never {
  const lost = results.filter(hasVerdict('error')).map(({ one, finding }) => ({
    where: `${placeText(one.place)} "${one.name}"`,
    expected: 'an answer with predictions',
    found: finding.misses.join('; '),
  }));
  const reasons = [
    ...unreadableOf('the load', load?.reasons ?? new Map()),
    ...unreadableOf('the logged requests', unansweredBy(shadow?.replays ?? [])),
  ];
  throw new ReleaseError(
    'EVIDENCE_UNREADABLE',
    'the endpoint gave answers that say nothing about the model',
    {
      problems: [...lost, ...reasons].slice(0, 20),
      mend: 'Find out what stands between this machine and the model; then run the step again.',
    },
  );
}

function unreadableOf(where: string, reasons: ReadonlyMap<string, number>): Problem[] {
  const expected = 'answers with predictions';
  return [...reasons].map(([why, count]) => ({ where, expected, found: `${count} × ${why}` }));
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

/**
 * Under load it is the endpoint's failing whatever comes instead of a prediction, unless nothing else does.
 * The share is judged with its interval: few requests prove little either way.
 */
function judgeLoadErrors({ steady }: LoadResult, most: number): LimitResult {
  const share = failedShare(steady);
  const judged = judgeShare(share, most);
  const isSilent = steady.latency.count === 0 && judged !== 'pass';
  return {
    name: 'errors under load',
    input: 'max_error_rate',
    verdict: isSilent ? 'error' : judged,
    said: describeShare(share, most),
  };
}
