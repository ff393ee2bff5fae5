import { describe, expect, it } from '@jest/globals';
import { ReleaseError } from '../../../src/errors/error.ts';
import type { ReplicaSample } from '../../../src/ports/metrics.ts';
import { LoadTimeline } from '../../../src/steps/integration-test/load-timeline.ts';
import { world } from './integration-world.ts';

const load = { loadRate: 10, loadDuration: 1_000, loadRamp: 0 };
const sample = (at: number, replicas: number, target = replicas): ReplicaSample => ({
  deployedModelId: '71',
  at,
  replicas,
  target,
});

describe('replicas under load', () => {
  it('are shown as they changed, from before the load on', async () => {
    const there = world();
    const now = there.clock.now();
    there.metrics.sampleReplicas(
      sample(now - 500_000, 9),
      sample(now - 60_000, 1),
      sample(now - 30_000, 1),
      sample(now, 1, 3),
      sample(now + 60_000, 3),
    );
    const result = await there.run({ ...load, replicasWait: 180_000 });
    expect(result.evidence?.['replicas']).toEqual({
      kind: 'seen',
      samples: 3,
      timeline: [
        { deployedModelId: '71', atMs: -60_000, replicas: 1, target: 1 },
        { deployedModelId: '71', atMs: 0, replicas: 1, target: 3 },
      ],
    });
    expect(there.host.lines).toContain('replicas under load: 1');
  });

  it('are waited for as long as told, and no longer', async () => {
    const there = world();
    const before = there.clock.now();
    await there.run({ ...load, replicasWait: 180_000 });
    expect(there.clock.now() - before).toBe(180_000);
    expect(there.host.lines).toContain(
      'no sample of the replicas yet: they are shown minutes late',
    );
  });

  it('that were sampled before the load only are not of it', async () => {
    const there = world();
    there.metrics.sampleReplicas(sample(there.clock.now() - 60_000, 1));
    expect((await there.run(load)).evidence?.['replicas']).toEqual({ kind: 'unseen' });
  });

  it.each(['PERMISSION_DENIED', 'EVIDENCE_UNREADABLE', 'API_FAILED', 'HOST_UNREACHABLE'] as const)(
    'that nobody can read stop nothing: %s',
    async (code) => {
      const there = world();
      there.metrics.replicaHistory = async () => {
        throw new ReleaseError(code, 'monitoring.timeSeries.list is denied');
      };
      const result = await there.run(load);
      expect(result).toMatchObject({
        verdict: 'pass',
        evidence: {
          replicas: { kind: 'unreadable', why: 'monitoring.timeSeries.list is denied' },
        },
      });
      expect(there.host.lines).toContainEqual(expect.stringMatching(/^! how many replicas/));
    },
  );

  it('are no way to go on after a cancelled run', async () => {
    const there = world();
    there.metrics.replicaHistory = async () => {
      throw new ReleaseError('CANCELLED', 'cancelled');
    };
    await expect(there.run(load)).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('are not asked for without load', async () => {
    const there = world();
    there.metrics.replicaHistory = async () => {
      throw new Error('asked');
    };
    expect((await there.run({ replicasWait: 60_000 })).evidence).not.toHaveProperty('replicas');
  });
});

describe('the first answers', () => {
  it('are told apart, with how long after the deployment they came and how many failed', async () => {
    const there = world({
      deployedAt: '2026-01-05T08:59:00.000Z',
      latencyMs: (_, count) => (count === 1 ? 4_000 : count <= 3 ? 50 : 10),
      answering: {
        exchange: (_, count) =>
          count === 2 ? { kind: 'lost', why: 'reset', latencyMs: 1 } : undefined,
      },
    });
    const result = await there.run({ warmupRequests: 4, maxLatency: { p99: 10 } });
    expect(result).toMatchObject({
      verdict: 'pass',
      evidence: {
        cold: {
          requests: 4,
          failed: 1,
          first: 4_000,
          p50: 50,
          p99: 4_000,
          sinceDeployedMs: 60_000,
        },
      },
    });
    expect(there.host.lines).toContain('first answer of the endpoint: 4000 ms');
  });
});

describe('the course of a load', () => {
  it('is told in slices, each with the requests that were due in it', async () => {
    const there = world({ latencyMs: (_, count) => (count <= 14 ? 500 : 10) });
    const result = await there.run({ ...load, loadDuration: 2_000 });
    expect(result.evidence?.['load']).toMatchObject({
      timeline: [
        { fromMs: 0, requests: 10, failed: 0, p50: 500, p99: 500, max: 500 },
        { fromMs: 1_000, requests: 10, failed: 0, p50: 10, p99: 10, max: 10 },
      ],
    });
  });

  it('has at most thirty of them', () => {
    const timeline = new LoadTimeline(600_000);
    for (let due = 0; due <= 600_000; due += 500) timeline.count(due, due % 1_000 ? 1 : undefined);
    const slices = timeline.evidence();
    expect(slices).toHaveLength(30);
    expect(slices.reduce((sum, { requests }) => sum + Number(requests), 0)).toBe(1_201);
    expect(slices.reduce((sum, { failed }) => sum + Number(failed), 0)).toBe(601);
  });
});

describe('too few requests under load', () => {
  const lost = (_: string, count: number) =>
    count === 10 ? ({ kind: 'lost', why: 'reset', latencyMs: 1 } as const) : undefined;

  it.each([
    ['pass', 'inconclusive', undefined],
    ['fail', 'fail', 'rejected'],
  ] as const)(
    'to judge the errors: on_inconclusive %s',
    async (onInconclusive, verdict, outcome) => {
      const there = world({ answering: { exchange: lost } });
      const result = await there.run({ ...load, maxErrorRate: 0.05, onInconclusive });
      expect(result.verdict).toBe(verdict);
      expect(result.outcome).toBe(outcome);
      expect(result.summary).toContain('too little to judge: errors under load');
      expect(result.evidence?.['limits']).toContainEqual({
        name: 'errors under load',
        input: 'max_error_rate',
        verdict: 'inconclusive',
        said: expect.stringContaining('it takes 72 requests at least to tell'),
      });
      expect(there.host.lines).toContainEqual(expect.stringMatching(/^! errors under load 10 %/));
    },
  );
});
