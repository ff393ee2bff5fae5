import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { runLoad } from '../../src/google/prediction-load.ts';
import type { Exchange, LoadEnd } from '../../src/ports/predictions.ts';
import { scheduleLoad } from '../../src/steps/integration-test/load-schedule.ts';
import { LatencyHistogram } from '../../src/stats/latency-histogram.ts';
import { virtualTime } from '../support/virtual-time.ts';

/** A server that does one thing after the other, and nothing at all for a while. */
interface StallingServer {
  serviceMs: number;
  stallAt: number;
  stallMs: number;
}

/** When the server has done what it begins at that time. */
function doneAt(begin: number, { serviceMs, stallAt, stallMs }: StallingServer): number {
  const isStalled = begin >= stallAt && begin < stallAt + stallMs;
  return (isStalled ? stallAt + stallMs : begin) + serviceMs;
}

/** What a client meets that sends whenever something is due: D. Lindley's recursion (1952). */
function trueLatencies(due: readonly number[], server: StallingServer): number[] {
  let free = 0;
  return due.map((at) => {
    free = doneAt(Math.max(at, free), server);
    return free - at;
  });
}

async function simulate(due: readonly number[], server: StallingServer): Promise<LoadEnd[]> {
  const time = virtualTime();
  let free = 0;
  const send = async (): Promise<Exchange> => {
    const sent = time.now();
    free = doneAt(Math.max(sent, free), server);
    await time.wait(free - sent);
    return { kind: 'answered', status: 200, body: '{}', latencyMs: time.now() - sent };
  };
  const ends: LoadEnd[] = [];
  const plan = {
    endpoint: 'e',
    count: due.length,
    bodyOf: () => '{}',
    dueMs: (index: number) => due[index] ?? NaN,
    timeoutMs: 1e6,
    signal: new AbortController().signal,
  };
  await time.run(runLoad(plan, send, (end) => ends.push(end), time));
  return ends;
}

const stalls = fc.record({
  rate: fc.integer({ min: 20, max: 400 }),
  serviceMs: fc.double({ min: 0.1, max: 8, noNaN: true }),
  stallAt: fc.integer({ min: 0, max: 800 }),
  stallMs: fc.integer({ min: 0, max: 600 }),
});

describe('a load on a server that stalls', () => {
  it('has the latency of every request that fell into the stall, its waiting included', async () => {
    await fc.assert(
      fc.asyncProperty(stalls, async ({ rate, ...server }) => {
        const { count, dueMs } = scheduleLoad({ rate, rampMs: 0, durationMs: 1_000 });
        const due = Array.from({ length: count }, (_, index) => dueMs(index));
        const wanted = trueLatencies(due, server);
        const ends = await simulate(due, server);
        const found = due.map((_, index) => ends.find((end) => end.index === index)?.latencyMs);
        expect(found).toEqual(wanted.map((ms) => expect.closeTo(ms, 6)));
      }),
      { numRuns: 25 },
    );
  });

  it('shows in the 99th percentile, which a client that waits for answers does not see', async () => {
    const server = { serviceMs: 1, stallAt: 500, stallMs: 300 };
    const { count, dueMs } = scheduleLoad({ rate: 100, rampMs: 0, durationMs: 2_000 });
    const latency = new LatencyHistogram();
    const due = Array.from({ length: count }, (_, index) => dueMs(index));
    for (const end of await simulate(due, server)) latency.record(end.latencyMs);
    // 30 of 200 requests wait, from 301 ms down by 9 for each: they come every 10 ms and leave every ms.
    expect(latency.quantile(0.99)).toBeCloseTo(301 - 2 * 9, -1);
    // One at a time, one request is slow and the others that it kept from being sent are not there.
    const alone = closedLoop(server, 2_000);
    expect(alone.quantile(0.99)).toBeCloseTo(1, 1);
  });

  it('is not late itself when it has much to send at once', async () => {
    const due = Array.from({ length: 100 }, () => 5);
    const ends = await simulate(due, { serviceMs: 0, stallAt: 0, stallMs: 0 });
    expect(ends).toHaveLength(100);
    expect(Math.max(...ends.map(({ lateMs }) => lateMs))).toBe(0);
  });
});

/** Latencies by a client that asks again once it is answered. */
function closedLoop(server: StallingServer, untilMs: number): LatencyHistogram {
  const latency = new LatencyHistogram();
  for (let now = 0; now < untilMs;) {
    const done = doneAt(now, server);
    latency.record(done - now);
    now = done;
  }
  return latency;
}
