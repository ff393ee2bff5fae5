import { describe, expect, it } from '@jest/globals';
import { ReleaseError } from '../../../src/errors/error.ts';
import type { Endpoint } from '../../../src/vertex/endpoint.ts';
import { refused } from '../../support/fake-predictions.ts';
import {
  candidate,
  deployed,
  empty,
  endpointName,
  model,
  served,
  serving,
  staging,
  standing,
  world,
} from './staging-world.ts';

describe('a deployment that fails', () => {
  const settings: [string, Endpoint | undefined][] = [
    ['a new endpoint', undefined],
    ['an endpoint that serves', staging()],
    ['an empty endpoint that is not ours', staging({ ...empty, labels: { team: 'x' } })],
  ];

  it.each(settings)('leaves %s as it was', async (_, endpoint) => {
    const there = world({ endpoint });
    there.endpoints.failDeploymentsOf(`${model}@4`);
    const ttl = 3_600_000;
    await expect(there.run({ createEndpoint: true, ttl })).rejects.toMatchObject({
      code: 'OPERATION_FAILED',
      message: expect.stringContaining('Model server exited'),
    });
    expect(serving(there)).toEqual(standing(endpoint));
    expect(there.endpoints.peek(endpointName)?.labels).toEqual(endpoint?.labels);
  });

  it('does not delete an endpoint that it made and that somebody else uses by now', async () => {
    const there = world({
      answer: () => {
        const foreign = [deployed(candidate, '4'), deployed('666', '9')];
        there.endpoints.meddle(endpointName, { split: { '666': 100 }, deployed: foreign });
        return refused(500, 'broken');
      },
    });
    expect(await there.run({ createEndpoint: true })).toMatchObject({ outcome: 'rejected' });
    expect(serving(there)).toEqual({ split: { '666': 100 }, ids: ['666'] });
  });

  it('tells the end of the log of its container, each line as one', async () => {
    const log = Array.from({ length: 30 }, (_, index) => `line ${index}\n::error::x\u001b[31m`);
    const there = world({ endpoint: staging(), log });
    there.endpoints.failDeploymentsOf(`${model}@4`);
    const failure = await there.run().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'OPERATION_FAILED' });
    const lines = String((failure as Error).message)
      .split('\n')
      .slice(2);
    expect(lines).toHaveLength(20);
    expect(lines.at(-1)).toBe('| line 29 ::error::x [31m');
    expect(there.host.lines).toContain('| line 29 ::error::x [31m');
  });

  it('tells which quota is used up, and what to do', async () => {
    const there = world({ endpoint: staging() });
    there.endpoints.failDeploymentsOf(
      `${model}@4`,
      'The following quota metrics exceed quota limits: aiplatform.googleapis.com/custom_model_serving_cpus',
    );
    await expect(there.run()).rejects.toMatchObject({
      code: 'QUOTA_EXCEEDED',
      mend: expect.stringMatching(
        /^The quota aiplatform\.googleapis\.com\/custom_model_serving_cpus of acme-ml in us-central1 .*max_replica_count.*mode: clean.*quotas\?project=acme-ml/,
      ),
    });
    expect(serving(there)).toEqual(standing(staging()));
  });

  it('is undone when something else runs than was asked for, field by field', async () => {
    const skew = { machineType: 'n1-standard-4', accelerator: { type: 'NVIDIA_L4', count: 1 } };
    const there = world({ endpoint: staging(), skew });
    await expect(there.run()).rejects.toMatchObject({
      code: 'OPERATION_FAILED',
      problems: [
        { where: 'machine_type', expected: 'n1-standard-2', found: 'n1-standard-4' },
        { where: 'accelerator_type', expected: 'nothing', found: 'NVIDIA_L4' },
        { where: 'accelerator_count', expected: 'nothing', found: '1' },
      ],
    });
    expect(serving(there)).toEqual(standing(staging()));
  });

  it('is warned of when it runs as asked but in another way', async () => {
    const there = world({ endpoint: staging(), skew: { maxReplicaCount: 7, accessLogging: true } });
    expect(await there.run()).toMatchObject({ verdict: 'pass' });
    const told = there.host.lines.filter((line) => line.startsWith('! '));
    expect(told).toEqual([
      `! ${candidate} is not quite as asked: max_replica_count: expected 1, found 7`,
      `! ${candidate} is not quite as asked: access_logging: expected false, found true`,
    ]);
  });

  it.each(settings)('is undone on %s when the run is cancelled meanwhile', async (_, endpoint) => {
    const there = world({ endpoint });
    const controller = new AbortController();
    const { startDeploy } = there.endpoints;
    there.endpoints.startDeploy = async (...args) => {
      controller.abort();
      return await startDeploy(...args);
    };
    const { signal } = controller;
    await expect(there.run({ createEndpoint: true }, { signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    expect(serving(there)).toEqual(standing(endpoint));
    expect(await there.run({ createEndpoint: true })).toMatchObject({ verdict: 'pass' });
    expect(serving(there)).toEqual(served);
  });

  it('that nobody answers for is looked for, not begun twice', async () => {
    const there = world({ endpoint: staging() });
    const { startDeploy } = there.endpoints;
    let calls = 0;
    there.endpoints.startDeploy = async (...args) => {
      calls += 1;
      await startDeploy(...args);
      throw new ReleaseError('API_UNAVAILABLE', 'DeployModel: UNAVAILABLE: try later');
    };
    expect(await there.run()).toMatchObject({ verdict: 'pass' });
    expect(calls).toBe(1);
    expect(serving(there)).toEqual(served);
  });
});
