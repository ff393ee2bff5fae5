/** How long the requests of one period took, in buckets. */
export interface LatencyPeriod {
  /** Milliseconds since the epoch. */
  start: number;
  /** Upper edges of the buckets but the last, in ms, ascending. */
  edgesMs: readonly number[];
  /** Requests in [previous edge, edge); one more than edges: the last bucket has no end. */
  counts: readonly number[];
}

/** Shares of slow requests, of the champion, that edges are looked for. */
const wantedTails = [0.4, 0.1, 0.03, 0.008];
/** An edge with a tail outside of this tells little: nearly all requests are slow, or hardly any. */
const usefulTail = { least: 0.005, most: 0.5 };

/**
 * The bucket edges at which latency is judged, in ms, ascending: some four with tails spread between
 * half and half a percent of the champion's requests, and the edge just above the latency objective,
 * if there is one. Only real edges: counts above these are exact, a percentile within a bucket is
 * a guess. Chosen from the champion's own past, once, before the first window.
 */
export function chooseEdges(
  history: readonly LatencyPeriod[],
  objectiveMs: number | null,
): number[] {
  const latest = history.at(-1);
  if (latest === undefined) return [];
  const comparable = history.filter((period) => haveSameEdges(period, latest));
  const requests = comparable.reduce((sum, period) => sum + requestsIn(period), 0);
  if (requests === 0) return [];
  const tails = latest.edgesMs.map((edgeMs) => ({
    edgeMs,
    tail: comparable.reduce((sum, period) => sum + slowIn(period, edgeMs), 0) / requests,
  }));
  const useful = tails.filter(({ tail }) => tail >= usefulTail.least && tail <= usefulTail.most);
  const chosen = wantedTails.flatMap((wanted) => nearest(useful, wanted)?.edgeMs ?? []);
  const ofObjective =
    objectiveMs === null ? [] : (latest.edgesMs.find((edgeMs) => edgeMs >= objectiveMs) ?? []);
  return [...new Set(chosen.concat(ofObjective))].toSorted((a, b) => a - b);
}

/** Requests of a period and, for each edge, those that took at least as long. */
export function countSlow(
  period: LatencyPeriod,
  edgesMs: readonly number[],
): { requests: number; slow: number[] } {
  return { requests: requestsIn(period), slow: edgesMs.map((edgeMs) => slowIn(period, edgeMs)) };
}

function slowIn({ edgesMs, counts }: LatencyPeriod, edgeMs: number): number {
  return counts.reduce(
    // Bucket i begins at the edge before it.
    (sum, count, i) => ((edgesMs[i - 1] ?? -Infinity) >= edgeMs ? sum + count : sum),
    0,
  );
}

function requestsIn({ counts }: LatencyPeriod): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function haveSameEdges(a: LatencyPeriod, b: LatencyPeriod): boolean {
  return (
    a.edgesMs.length === b.edgesMs.length && a.edgesMs.every((edge, i) => edge === b.edgesMs[i])
  );
}

function nearest<T extends { tail: number }>(edges: readonly T[], wanted: number): T | undefined {
  const distance = ({ tail }: T) => Math.abs(Math.log(tail / wanted));
  return edges.toSorted((a, b) => distance(a) - distance(b))[0];
}
