import { describe, expect, it } from '@jest/globals';
import type { PredictionAnswer } from '../../../src/ports/predictions.ts';
import { exitCodeOf } from '../../../src/release/step-result.ts';
import { answered, refused } from '../../support/fake-predictions.ts';
import { endpoint, world, wrong } from './integration-world.ts';

describe('the integration test', () => {
  it('passes when every answer is as expected', async () => {
    const there = world();
    expect(await there.run()).toMatchObject({
      verdict: 'pass',
      state: 'done',
      summary: '4 cases passed',
      outputs: { passed: 4, failed: 0, p50_ms: 10, p99_ms: 10 },
      evidence: { endpoint, cases: 4, errorRate: 0, failures: [] },
    });
    expect(there.predictions.asked.map(({ instance }) => instance)).toEqual([0, 1, 2, 3]);
  });

  it('asks a dedicated endpoint by its own host name, that of the release alone', async () => {
    const dns = 'birds-staging.us-central1-1.prediction.vertexai.goog';
    const there = world({ dns });
    await there.run({ loadRate: 10, loadDuration: 1_000 });
    expect(there.predictions.asked.length).toBeGreaterThan(10);
    expect(new Set(there.predictions.asked.map(({ host }) => host))).toEqual(new Set([dns]));
    const other = world({ dns });
    await other.run({ endpoint: 'another' });
    expect(new Set(other.predictions.asked.map(({ host }) => host))).toEqual(new Set([undefined]));
  });

  it('rejects the release for a wrong answer, and names the case', async () => {
    const there = world({ answer: (instance) => (instance === 2 ? wrong : answered(instance)) });
    const result = await there.run();
    expect(result).toMatchObject({
      verdict: 'fail',
      outcome: 'rejected',
      outputs: { passed: 3, failed: 1 },
      evidence: { failures: [{ name: 'c', misses: ['$ is -1, expected 2'] }] },
    });
    expect(there.host.lines).toContain('! c: $ is -1, expected 2');
  });

  it('has no answer where there is no prediction', async () => {
    const nothing: PredictionAnswer = { kind: 'answered', predictions: [], deployedModelId: '1' };
    expect(await world({ answer: () => nothing }).run()).toMatchObject({ verdict: 'fail' });
  });

  it.each<[number, string]>([
    [0, 'fail'],
    [0.24, 'fail'],
    [0.25, 'pass'],
  ])('bears refusals up to a share of %d: %s', async (maxErrorRate, verdict) => {
    const there = world({ answer: (one) => (one === 0 ? refused(503, 'busy') : answered(one)) });
    expect(await there.run({ maxErrorRate })).toMatchObject({
      verdict,
      outputs: { passed: 3, failed: 1 },
      evidence: { errorRate: 0.25 },
    });
  });

  it('keeps at most twenty failures as evidence', async () => {
    const result = await world({ answer: () => wrong }).run({ repeat: 10 });
    expect(result.outputs['failed']).toBe(40);
    expect(result.evidence?.['failures']).toHaveLength(20);
  });

  it('asks the suite as often as told, after requests that do not count', async () => {
    const there = world({
      answer: (instance, count) => (count <= 3 ? refused(503, 'starting') : answered(instance)),
      latencyMs: (_, count) => (count <= 3 ? 5_000 : 20),
    });
    const result = await there.run({ repeat: 2, warmupRequests: 3, maxLatency: { p99: 100 } });
    expect(result).toMatchObject({ verdict: 'pass', outputs: { passed: 8, p99_ms: 20 } });
    expect(there.predictions.asked).toHaveLength(11);
  });
});

describe('latency', () => {
  it.each<[number, string]>([
    [300, 'pass'],
    [299, 'fail'],
  ])('of at most %i ms is a limit: %s', async (p99, verdict) => {
    const there = world({ latencyMs: (instance) => (instance === 3 ? 300 : 10) });
    const result = await there.run({ maxLatency: { p50: 10, p99 } });
    expect(result).toMatchObject({
      verdict,
      evidence: {
        latency: [
          { percentile: 'p50', value: 10, limit: 10, verdict: 'pass' },
          { percentile: 'p99', value: 300, limit: p99, verdict },
        ],
      },
    });
  });

  it('is that of answers: a refusal, quick as it may be, makes no model fast', async () => {
    const there = world({
      answer: (instance) => (Number(instance) < 2 ? refused(503, 'busy') : answered(instance)),
      latencyMs: (instance) => (Number(instance) < 2 ? 1 : 500),
    });
    expect(await there.run({ maxErrorRate: 0.5, maxLatency: { p50: 100 } })).toMatchObject({
      verdict: 'fail',
      outputs: { p50_ms: 500 },
    });
  });

  it('without any answer is inconclusive: it neither passes nor ends the release', async () => {
    const there = world({ answer: () => refused(503, 'busy') });
    const result = await there.run({ maxErrorRate: 1, maxLatency: { p99: 100 } });
    expect(result).toMatchObject({ verdict: 'inconclusive' });
    expect(result.outputs).toEqual({ passed: 0, failed: 4 });
    expect(result.outcome).toBeUndefined();
    expect(exitCodeOf(result)).toBe(0);
  });
});

describe('a suite that nobody answered', () => {
  it('is inconclusive even where every refusal is borne', async () => {
    const there = world({ answer: () => refused(503, 'busy') });
    expect(await there.run({ maxErrorRate: 1 })).toMatchObject({ verdict: 'inconclusive' });
  });
});

describe('what the integration test asks', () => {
  it('is the endpoint that this release deployed to', async () => {
    const there = world();
    await there.run({ requestTimeout: 5_000 });
    expect(there.predictions.asked[0]).toMatchObject({ endpoint, timeoutMs: 5_000 });
  });

  it.each([
    ['birds-other', 'projects/acme-ml/locations/us-central1/endpoints/birds-other'],
    [endpoint.replace('birds', 'fish'), endpoint.replace('birds', 'fish')],
  ])('is %s when that is given', async (given, asked) => {
    const there = world();
    await there.run({ endpoint: given });
    expect(there.predictions.asked[0]?.endpoint).toBe(asked);
  });

  it('is nothing when nothing was deployed', async () => {
    await expect(world({ deployed: false }).run()).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      mend: expect.stringContaining('deploy-staging'),
    });
  });

  it.each<[string, string, string]>([
    ['is missing', '', 'FILE_UNREADABLE'],
    ['is damaged', '{', 'INPUT_INVALID'],
  ])('is nothing when the suite %s', async (_, text, code) => {
    const there = world({ text });
    await expect(there.run()).rejects.toMatchObject({ code, exitCode: 2 });
    expect(there.predictions.asked).toEqual([]);
  });

  it('is nothing dry, and the plan says how much it would be', async () => {
    const there = world();
    expect(await there.run({ dryRun: true, repeat: 3 })).toMatchObject({
      state: 'planned',
      summary: `would ask ${endpoint} 12 cases`,
    });
    expect(there.predictions.asked).toEqual([]);
  });

  it('ends with the run that is cancelled', async () => {
    const controller = new AbortController();
    const there = world({
      signal: controller.signal,
      answer: (instance, count) => {
        if (count === 2) controller.abort();
        return answered(instance);
      },
    });
    await expect(there.run()).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(there.predictions.asked).toHaveLength(2);
  });

  it('is the same when it is asked again: it changes nothing', async () => {
    const there = world();
    expect(await there.run()).toEqual(await there.run());
  });
});
