import type { Clock } from '../../src/ports/clock.ts';
import type { LogLine, Logs } from '../../src/ports/logs.ts';

/** A log line that can be read from `shownAt` on: Cloud Logging shows some late. */
export interface FakeLogLine extends LogLine {
  shownAt?: number;
}

export function fakeLogs(clock: Clock, lines: readonly FakeLogLine[] = []): Logs {
  return {
    ofJob: async (_, since) =>
      lines
        .filter((line) => line.at >= since && (line.shownAt ?? line.at) <= clock.now())
        .map(({ shownAt: _late, ...line }) => line)
        .toSorted((a, b) => a.at - b.at),
    ofDeployedModel: async ({ since, count }) =>
      lines
        .filter((line) => line.at >= since && (line.shownAt ?? line.at) <= clock.now())
        .map(({ shownAt: _late, ...line }) => line)
        .slice(-count),
  };
}
