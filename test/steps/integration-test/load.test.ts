import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { StepContext } from '../../../src/ports/ports.ts';
import type { Exchange } from '../../../src/ports/predictions.ts';
import { readPayload } from '../../../src/steps/integration-test/load-payload.ts';
import { scheduleLoad } from '../../../src/steps/integration-test/load-schedule.ts';
import {
  errorInterval,
  loadEvidence,
  runLoadTest,
} from '../../../src/steps/integration-test/load-test.ts';
import { parseSuite } from '../../../src/steps/integration-test/suite.ts';
import { LatencyHistogram } from '../../../src/stats/latency-histogram.ts';
import { fakeFiles } from '../../support/fake-files.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { answered, type FakeAnswering, fakePredictions } from '../../support/fake-predictions.ts';
import { stepContext } from '../../support/step-context.ts';

describe('the schedule of a load', () => {
  it('has requests at even distances after a ramp', () => {
    const { count, rampCount, dueMs } = scheduleLoad({
      rate: 10,
      rampMs: 2_000,
      durationMs: 1_000,
    });
    expect([count, rampCount]).toEqual([20, 10]);
    // Half the rate on average over two seconds are ten requests: the n-th at 2 · √(n / 10) s.
    expect(Array.from({ length: 4 }, (_, index) => Math.round(dueMs(index)))).toEqual([
      0, 632, 894, 1095,
    ]);
    expect([10, 11, 19].map(dueMs)).toEqual([2_000, 2_100, 2_900]);
  });

  it('never goes back in time, and ends in time', () => {
    const rates = fc.record({
      rate: fc.double({ min: 0.1, max: 100, noNaN: true }),
      rampMs: fc.nat(5_000),
      durationMs: fc.integer({ min: 1, max: 5_000 }),
    });
    fc.assert(
      fc.property(rates, (load) => {
        const { count, dueMs } = scheduleLoad(load);
        for (let index = 1; index < count; index += 1) {
          expect(dueMs(index)).toBeGreaterThanOrEqual(dueMs(index - 1));
        }
        expect(dueMs(count - 1)).toBeLessThanOrEqual(load.rampMs + load.durationMs);
      }),
      { numRuns: 30 },
    );
  });
});

const request = {
  endpoint: 'projects/p/locations/l/endpoints/e',
  timeoutMs: 1_000,
  instances: [1, 2],
  rate: 100,
  rampMs: 200,
  durationMs: 1_000,
};

function world(answering: FakeAnswering = {}) {
  const predictions = fakePredictions(answered, answering);
  const context: StepContext = stepContext({ predictions, host: fakeHost() });
  return { predictions, run: () => runLoadTest(request, context) };
}

const broken: Exchange = { kind: 'answered', status: 500, body: '{"error":"no"}', latencyMs: 1 };

describe('a load', () => {
  it('sends the instances one after the other, ramp and full rate told apart', async () => {
    const there = world();
    const { ramp, steady, throughput } = await there.run();
    expect([ramp.requests, steady.requests, throughput]).toEqual([10, 100, 100]);
    expect(there.predictions.sent.slice(0, 3)).toEqual([
      '{"instances":[1]}',
      '{"instances":[2]}',
      '{"instances":[1]}',
    ]);
  });

  it('counts what is no prediction by its reason, and its latency not at all', async () => {
    const there = world({ exchange: (_, count) => (count % 10 === 0 ? broken : undefined) });
    const result = await there.run();
    expect(result.steady).toMatchObject({ requests: 100, failed: 10 });
    expect(result.steady.latency.count).toBe(90);
    expect([...result.reasons]).toEqual([['refused with 500: no', 11]]);
  });

  it('has a throughput until the last answer has come', async () => {
    // The last request is due at 990 ms of the full rate; its answer comes 1 010 ms later.
    const there = world({ latencyMs: () => 1_010 });
    expect((await there.run()).throughput).toBeCloseTo(50, 9);
  });

  it('is told in the record with its interval, histogram and lateness', async () => {
    const there = world({ exchange: (_, count) => (count === 50 ? broken : undefined), lateMs: 2 });
    expect(loadEvidence(await there.run())).toMatchObject({
      rate: 100,
      requests: 100,
      failed: 1,
      errorRate: 0.01,
      latency: { p50: 12, 'p99.9': 12, max: 12 },
      histogram: [{ count: 99 }],
      ramp: { requests: 10, failed: 0 },
      sentLate: { p50: 2 },
      reasons: [{ reason: 'refused with 500: no', count: 1 }],
    });
  });
});

describe('the error rate under load', () => {
  // R: binom.test(1, 100)$conf.int and binom.test(0, 100)$conf.int.
  it.each([
    [1, 0.000_253_2, 0.054_459_4],
    [0, 0, 0.036_216_7],
  ])('of %i in 100 has the exact interval', (failed, low, high) => {
    const interval = errorInterval({ failed, requests: 100, latency: new LatencyHistogram() });
    expect(interval.low).toBeCloseTo(low, 6);
    expect(interval.high).toBeCloseTo(high, 6);
  });
});

describe('what a load sends', () => {
  const suite = parseSuite('{"name":"a","instance":7,"expect":{}}', 'f');

  it('are the golden cases, or the lines of a file', async () => {
    const files = fakeFiles({ '/p/mix.jsonl': '1\n\n{"x":2}\n' });
    expect(await readPayload(undefined, suite, files)).toEqual([7]);
    expect(await readPayload('/p/mix.jsonl', suite, files)).toEqual([1, { x: 2 }]);
  });

  it.each<[string, Record<string, string>, object]>([
    ['a file that is missing', {}, { code: 'FILE_UNREADABLE' }],
    ['an empty file', { '/p/mix.jsonl': '\n' }, { code: 'INPUT_INVALID' }],
    [
      'a line that is no JSON',
      { '/p/mix.jsonl': '1\nNaN' },
      { code: 'INPUT_INVALID', problems: [{ where: '/p/mix.jsonl:2', found: 'NaN' }] },
    ],
  ])('is not %s', async (_, stored, error) => {
    await expect(readPayload('/p/mix.jsonl', suite, fakeFiles(stored))).rejects.toMatchObject(
      error,
    );
  });
});
