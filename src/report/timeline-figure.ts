import type { Figure, TimelinePart } from './figure.ts';
import { count, duration, figure, milliseconds } from './figures.ts';
import { nothing, phrase } from './phrase.ts';
import type { LoadView } from './test-evidence.ts';

const mostParts = 120;

type PartView = LoadView['timeline'][number];

/** What the endpoint answered over time. Nothing where the record has no times. */
export function timelineFigure(load: LoadView): Figure[] {
  const { rampMs, durationMs, rate } = load;
  const told = load.timeline
    .toSorted((a, b) => a.fromMs - b.fromMs)
    .filter(({ fromMs }, index, all) => fromMs !== all[index - 1]?.fromMs)
    .slice(0, mostParts);
  const everyMs = lengthOf(told);
  if (everyMs === undefined) return [];
  const endMs = durationMs === undefined ? Infinity : rampMs + durationMs;
  const asked =
    rate === undefined ? nothing : phrase` ${figure(rate)} a second are asked for at the full rate`;
  const ramp = rampMs > 0 ? phrase`, reached after ${duration(rampMs)}` : nothing;
  const failures = told.filter(({ failed }) => failed > 0).length;
  return [
    {
      title: phrase`Load over time`,
      about: phrase`Requests by when they were due, and their latency, in parts of ${duration(everyMs)}.${asked}${ramp}. Requests failed in ${count(failures)} of ${count(told.length)} parts.`,
      picture: {
        kind: 'timeline',
        everyMs,
        endMs: Math.min(endMs, (told.at(-1)?.fromMs ?? 0) + everyMs),
        steadyFromMs: rampMs,
        rate,
        parts: told.map((part) => partOf(part, Math.min(everyMs, endMs - part.fromMs))),
      },
      summary: phrase`Load over time: all parts`,
      table: {
        columns: [
          { title: phrase`from`, align: 'right' },
          { title: phrase`due`, align: 'right' },
          { title: phrase`failed`, align: 'right' },
          { title: phrase`p50`, align: 'right' },
          { title: phrase`p99`, align: 'right' },
        ],
        rows: told.map(({ fromMs, requests, failed, p50, p99 }) => [
          duration(fromMs),
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

/** Parts are of one length, and some may be absent; undefined for a single one. */
function lengthOf(parts: readonly PartView[]): number | undefined {
  const steps = parts.slice(1).map(({ fromMs }, index) => fromMs - (parts[index]?.fromMs ?? 0));
  return steps.length === 0 ? undefined : Math.min(...steps);
}

/** @param longMs less than the others for a part that the end of the load cuts short. */
function partOf({ fromMs, requests, failed, p50, p99 }: PartView, longMs: number): TimelinePart {
  const seconds = Math.max(1, longMs) / 1_000;
  const latency =
    p50 === undefined || p99 === undefined
      ? nothing
      : phrase`; p50 ${milliseconds(p50)}, p99 ${milliseconds(p99)}`;
  return {
    fromMs,
    toMs: fromMs + Math.max(1, longMs),
    answeredPerSecond: Math.max(0, requests - failed) / seconds,
    failedPerSecond: failed / seconds,
    p50,
    p99,
    words: phrase`from ${duration(fromMs)}: ${count(requests)} requests were due, ${count(failed)} failed${latency}`,
  };
}
