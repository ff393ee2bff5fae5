import type { BarsPicture, Figure } from './figure.ts';
import { count, milliseconds, share } from './figures.ts';
import { join, nothing, phrase, text } from './phrase.ts';
import type { LoadView, TestEvidence } from './test-evidence.ts';

const mostBuckets = 200;
/** A bucket of the histogram ends so many times where it begins. */
const widthOfBucket = 129 / 128;

/** How latencies at the full rate spread, with percentiles and limits. Nothing without a histogram. */
export function latencyFigure(load: LoadView, checks: TestEvidence['latency']): Figure[] {
  const bars = barsOf(load.histogram.slice(0, mostBuckets));
  if (bars.length === 0) return [];
  const told = ['p50', 'p90', 'p99', 'p99.9'].flatMap((label) => {
    const at = load.latency.get(label);
    return at === undefined || at <= 0 ? [] : [{ at, label, kind: 'measured' as const }];
  });
  const limits = checks.slice(0, 10).flatMap(({ percentile, limit }) => {
    return limit === undefined || limit <= 0
      ? []
      : [{ at: limit, label: percentile, kind: 'limit' as const }];
  });
  const percentiles = told.map(({ at, label }) => phrase`${text(label)} ${milliseconds(at)}`);
  const asked = limits.map(({ at, label }) => phrase`${text(label, 20)} ${milliseconds(at)}`);
  const bounds = asked.length === 0 ? nothing : phrase` Limits: ${join(asked, phrase`, `)}.`;
  return [
    {
      title: phrase`Latency at the full rate`,
      about: phrase`Histogram of latencies at the full rate, on a logarithmic axis. ${join(percentiles, phrase`, `)}.${bounds}`,
      picture: { kind: 'bars', bars, marks: [...told, ...limits] },
      summary: phrase`Latency at the full rate: all bars`,
      table: {
        columns: [
          { title: phrase`above`, align: 'right' },
          { title: phrase`up to`, align: 'right' },
          { title: phrase`requests`, align: 'right' },
        ],
        rows: bars.map((bar) => [milliseconds(bar.from), milliseconds(bar.to), count(bar.count)]),
      },
      elsewhere: 'left_out',
    },
  ];
}

/** Each from the end of the one before: nothing was counted between them. The first is as wide as most. */
function barsOf(buckets: LoadView['histogram']): BarsPicture['bars'] {
  const total = buckets.reduce((sum, bucket) => sum + bucket.count, 0);
  if (total === 0) return [];
  const widths = buckets.slice(1).map(({ upToMs }, index) => {
    return upToMs / (buckets[index]?.upToMs ?? upToMs);
  });
  const usual = widths.toSorted((a, b) => a - b)[Math.floor(widths.length / 2)] ?? widthOfBucket;
  let [end, seen] = [(buckets[0]?.upToMs ?? 0) / Math.max(widthOfBucket, usual), 0];
  return buckets.flatMap(({ upToMs: to, count: inside }) => {
    const from = end;
    // Also where a number is too small to be divided.
    if (to <= from || from <= 0) return [];
    end = to;
    seen += inside;
    const words = phrase`${milliseconds(from)} to ${milliseconds(to)}: ${count(inside)} requests (${share(inside / total)}); ${share(seen / total)} took no longer`;
    return [{ from, to, count: inside, words }];
  });
}
