import type { Figure, TimelinePart } from './figure.ts';
import { count, duration, figure, milliseconds } from './figures.ts';
import { nothing, phrase } from './phrase.ts';
import type { LoadView } from './test-evidence.ts';

const mostParts = 120;

/** What the endpoint answered over time. Nothing where the record has no times. */
export function timelineFigure(load: LoadView): Figure[] {
  const { timeline, rampMs, durationMs, rate } = load;
  if (timeline === undefined || timeline.parts.length < 2) return [];
  const { everyMs } = timeline;
  const told = timeline.parts.slice(0, mostParts);
  const endMs = durationMs === undefined ? Infinity : rampMs + durationMs;
  const parts = told.map(({ requests, failed, p50, p99 }, index): TimelinePart => {
    const atMs = index * everyMs;
    // The last part may be cut short by the end of the load.
    const seconds = Math.max(1, Math.min(everyMs, endMs - atMs)) / 1_000;
    const latency =
      p50 === undefined || p99 === undefined
        ? nothing
        : phrase`; p50 ${milliseconds(p50)}, p99 ${milliseconds(p99)}`;
    return {
      atMs,
      answeredPerSecond: Math.max(0, requests - failed) / seconds,
      failedPerSecond: failed / seconds,
      p50,
      p99,
      words: phrase`from ${duration(atMs)}: ${count(requests)} requests were due, ${count(failed)} failed${latency}`,
    };
  });
  const asked =
    rate === undefined ? nothing : phrase` ${figure(rate)} a second are asked for at the full rate`;
  const ramp = rampMs > 0 ? phrase`, reached after ${duration(rampMs)}` : nothing;
  const failures = told.filter(({ failed }) => failed > 0).length;
  return [
    {
      title: phrase`Load over time`,
      about: phrase`Requests by when they were due, and their latency, in parts of ${duration(everyMs)}.${asked}${ramp}. Requests failed in ${count(failures)} of ${count(told.length)} parts.`,
      picture: { kind: 'timeline', everyMs, steadyFromMs: rampMs, rate, parts },
      summary: phrase`Load over time: all parts`,
      table: {
        columns: [
          { title: phrase`from`, align: 'right' },
          { title: phrase`due`, align: 'right' },
          { title: phrase`failed`, align: 'right' },
          { title: phrase`p50`, align: 'right' },
          { title: phrase`p99`, align: 'right' },
        ],
        rows: told.map(({ requests, failed, p50, p99 }, index) => [
          duration(index * everyMs),
          count(requests),
          count(failed),
          milliseconds(p50),
          milliseconds(p99),
        ]),
      },
      elsewhere: 'left_out',
    },
  ];
}
