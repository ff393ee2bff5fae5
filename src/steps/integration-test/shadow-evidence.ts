import type { JsonObject } from '../../release/json.ts';
import { latencySummary, quantileOf } from './latency.ts';
import type { LimitResult } from './limit.ts';
import { isWorse, type Replay, type ShadowResult } from './shadow.ts';
import { describeShare, judgeShare, type Share, shareEvidence } from './share-limit.ts';
import type { Difference } from './value-difference.ts';

const worstListed = 10;
const worstSaid = 3;
const modelsListed = 20;
const reasonsListed = 20;

export interface ShadowLimits {
  maxShadowDifference: number | undefined;
  maxErrorRate: number;
}

/** Requests that were answered otherwise, of those that were answered so that it can be told. */
export function differingShare({ replays }: ShadowResult): Share {
  const kinds = replays.map(({ outcome }) => outcome.kind);
  return {
    count: kinds.filter((kind) => kind === 'differs' || kind === 'refused').length,
    of: kinds.filter((kind) => kind !== 'unanswered').length,
  };
}

/** `error` where more than the errors that are borne gave no answer that can be read. */
export function judgeShadow(result: ShadowResult, limits: ShadowLimits): LimitResult {
  const { maxShadowDifference: most, maxErrorRate } = limits;
  const share = differingShare(result);
  const unanswered = result.replays.length - share.of;
  const base = { name: 'shadow differences', input: 'max_shadow_difference' } as const;
  if (result.replays.length === 0) {
    const verdict = most === undefined ? 'pass' : 'inconclusive';
    return { ...base, verdict, said: 'no logged request to ask again' };
  }
  const judged = most === undefined ? 'pass' : judgeShare(share, most);
  const isLost = unanswered > maxErrorRate * result.replays.length || share.of === 0;
  const worst = worstOf(result).slice(0, worstSaid).map(describeReplay);
  const said = [
    `${share.count} of ${share.of} requests answered otherwise, ${describeShare(share, most)}`,
    ...(unanswered === 0 ? [] : [`${unanswered} without an answer that can be read`]),
    ...worst,
  ];
  // What is proven stays so, whatever else could not be read.
  const verdict = isLost && judged !== 'fail' ? 'error' : judged;
  return { ...base, verdict, said: said.join('; ') };
}

/** For the record: numbers, ids and paths, and nothing of what was asked or answered. */
export function shadowEvidence(result: ShadowResult, limits: ShadowLimits): JsonObject {
  const { sample, comparison, replays } = result;
  const share = differingShare(result);
  const { maxShadowDifference: limit } = limits;
  return {
    ...sample.source,
    bytes: sample.bytes,
    unusable: reasonsOf(sample.unusable),
    tolerance: comparison.tolerance,
    ...(comparison.field === undefined ? {} : { field: comparison.field }),
    requests: replays.length,
    compared: share.of,
    differing: share.count,
    ...shareEvidence(share),
    ...(limit === undefined ? {} : { limit }),
    verdict: judgeShadow(result, limits).verdict,
    kinds: kindsOf(replays),
    unanswered: reasonsOf(unansweredBy(replays)),
    answeredBy: modelsOf(replays),
    latency: latencyOf(replays),
    worst: worstOf(result).slice(0, worstListed).map(replayEvidence),
  };
}

/** Why requests were not answered, each with how often. */
export function unansweredBy(replays: readonly Replay[]): ReadonlyMap<string, number> {
  return countBy(
    replays.flatMap(({ outcome }) => (outcome.kind === 'unanswered' ? [outcome.why] : [])),
  );
}

/** Requests answered otherwise: refused ones first, then by how they differ. */
function worstOf({ replays }: ShadowResult): Replay[] {
  const bad = replays.filter(({ outcome: { kind } }) => kind === 'differs' || kind === 'refused');
  return bad.toSorted((a, b) => {
    const [one, other] = [differenceOf(a), differenceOf(b)];
    if (one === undefined || other === undefined) {
      return Number(other === undefined) - Number(one === undefined);
    }
    return Number(isWorse(other, one)) - Number(isWorse(one, other));
  });
}

function differenceOf({ outcome }: Replay): Difference | undefined {
  return outcome.kind === 'differs' ? outcome.worst : undefined;
}

const phrases = {
  number: 'another number',
  class: 'another class',
  form: 'another form',
} as const;

function describeReplay({ id, outcome }: Replay): string {
  if (outcome.kind === 'refused') return `${id}: refused with ${outcome.status}`;
  if (outcome.kind !== 'differs') return id;
  const { kind, path, by } = outcome.worst;
  const apart = by === undefined ? '' : `, apart by ${Number(by.toPrecision(3))}`;
  return `${id}: ${phrases[kind]} at ${path}${apart}`;
}

function replayEvidence({ id, outcome }: Replay): JsonObject {
  if (outcome.kind === 'refused') return { id, kind: 'refused', status: outcome.status };
  if (outcome.kind !== 'differs') return { id, kind: outcome.kind };
  return { id, ...outcome.worst, places: outcome.places };
}

function kindsOf(replays: readonly Replay[]): JsonObject {
  const kinds = replays.flatMap(({ outcome }) => {
    if (outcome.kind === 'differs') return [outcome.worst.kind];
    return outcome.kind === 'refused' ? ['refused'] : [];
  });
  return Object.fromEntries(countBy(kinds));
}

function modelsOf(replays: readonly Replay[]): JsonObject[] {
  const models = countBy(replays.flatMap(({ deployedModelId }) => deployedModelId ?? []));
  return [...models]
    .slice(0, modelsListed)
    .map(([deployedModelId, requests]) => ({ deployedModelId, requests }));
}

/** Of the same requests on both sides, where the log has latencies. */
function latencyOf(replays: readonly Replay[]): JsonObject {
  const answered = replays.flatMap(({ latencyMs }) => latencyMs ?? []);
  const pairs = replays.flatMap(({ latencyMs, loggedLatencyMs }) =>
    latencyMs === undefined || loggedLatencyMs === undefined
      ? []
      : [{ latencyMs, loggedLatencyMs }],
  );
  const staging = latencySummary(quantileOf(answered));
  if (pairs.length === 0) return { staging };
  const logged = latencySummary(quantileOf(pairs.map(({ loggedLatencyMs }) => loggedLatencyMs)));
  const paired = latencySummary(quantileOf(pairs.map(({ latencyMs }) => latencyMs)));
  return { staging, paired: { requests: pairs.length, staging: paired, logged } };
}

function reasonsOf(counts: ReadonlyMap<string, number>): JsonObject[] {
  return [...counts].slice(0, reasonsListed).map(([reason, count]) => ({ reason, count }));
}

function countBy(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
