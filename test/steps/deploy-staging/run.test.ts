import { describe, expect, it } from '@jest/globals';
import type { Endpoint } from '../../../src/vertex/endpoint.ts';
import { isManaged, managedLabel, managedValue } from '../../../src/vertex/labels.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { answered, refused } from '../../support/fake-predictions.ts';
import { executioner } from '../../support/killable.ts';
import {
  candidate,
  deployed,
  empty,
  endpointName,
  gone,
  model,
  refuseFirst,
  releaseId,
  served,
  serving,
  staging,
  standing,
  world,
} from './staging-world.ts';

describe('deploying to staging', () => {
  it('puts the candidate in place of what serves, beside it first', async () => {
    const there = world({ endpoint: staging() });
    expect(await there.run()).toEqual({
      verdict: 'pass',
      state: 'done',
      summary: `staging serves birds@4 as ${candidate}`,
      outputs: { endpoint: endpointName, deployed_model_id: candidate },
      evidence: { modelVersion: `${model}@4`, replaced: ['7001'] },
    });
    expect(serving(there)).toEqual(served);
    expect(there.endpoints.splits.map(({ split }) => split)).toEqual([
      { '7001': 100 },
      { [candidate]: 100 },
    ]);
  });

  it('makes the endpoint when asked to, labelled as its own with the time until which it is kept', async () => {
    const there = world();
    await there.run({ createEndpoint: true, labels: { team: 'aviation' }, ttl: 3_600_000 });
    expect(serving(there)).toEqual(served);
    const begun = fakeClock().now();
    expect(there.endpoints.peek(endpointName)?.labels).toEqual({
      team: 'aviation',
      'vertex-release-id': releaseId,
      [managedLabel]: managedValue,
      'vertex-release-made-by': 'deploy-staging',
      'vertex-release-expires': String((begun + 3_600_000) / 1_000),
    });
  });

  it('makes no endpoint unasked', async () => {
    const there = world();
    await expect(there.run()).rejects.toMatchObject({
      code: 'RESOURCE_NOT_FOUND',
      mend: expect.stringContaining('create_endpoint'),
    });
    expect(there.endpoints.peek(endpointName)).toBeUndefined();
  });

  it('changes nothing dry, and says what it would do', async () => {
    const there = world({ endpoint: staging() });
    const before = there.endpoints.peek(endpointName);
    expect(await there.run({ dryRun: true })).toMatchObject({ state: 'planned', outputs: {} });
    expect(there.endpoints.peek(endpointName)).toEqual(before);
    expect(there.predictions.asked).toEqual([]);
    const told = there.host.lines.join('\n');
    expect(told).toContain(`deploy birds@4 to staging as ${candidate}`);
    expect(told).toContain('undeploy what it replaces: 7001');
  });

  it('makes no endpoint dry', async () => {
    const there = world();
    expect(await there.run({ dryRun: true, createEndpoint: true })).toMatchObject({
      state: 'planned',
    });
    expect(there.endpoints.peek(endpointName)).toBeUndefined();
    expect(there.host.lines).toContain('create endpoint staging');
  });

  it('needs a registered version', async () => {
    const there = world({ endpoint: staging(), registered: false });
    await expect(there.run()).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    expect(there.endpoints.deployments).toEqual([]);
  });

  it('does not deploy again what serves already', async () => {
    const endpoint = staging({ deployed: [deployed('7009', '4')], split: { '7009': 100 } });
    const there = world({ endpoint });
    expect(await there.run()).toMatchObject({ outputs: { deployed_model_id: '7009' } });
    expect(there.endpoints.deployments).toEqual([]);
  });

  it('gives what the endpoint runs no traffic of its own until it serves', async () => {
    const there = world({ endpoint: staging(empty) });
    await there.run();
    expect(serving(there)).toEqual(served);
  });

  it('leaves an endpoint alone that is not ours and serves', async () => {
    const endpoint = staging({ labels: { team: 'other' } });
    const there = world({ endpoint });
    await expect(there.run()).rejects.toMatchObject({
      code: 'CONFLICT',
      exitCode: 5,
      mend: expect.stringContaining('managed-by=vertex-release'),
    });
    expect(there.endpoints.peek(endpointName)).toEqual(endpoint);
  });

  it('takes an empty endpoint for its own and marks it so, or the next release were refused', async () => {
    const there = world({ endpoint: staging({ ...empty, labels: { team: 'ours' } }) });
    await there.run();
    const labels = there.endpoints.peek(endpointName)?.labels ?? {};
    expect(labels['team']).toBe('ours');
    expect(isManaged(labels)).toBe(true);
    expect(await there.run()).toMatchObject({ verdict: 'pass' });
  });

  it('tells why a deployment failed, and leaves the endpoint as it was', async () => {
    const there = world({ endpoint: staging() });
    there.endpoints.failDeploymentsOf(`${model}@4`);
    await expect(there.run()).rejects.toMatchObject({
      code: 'OPERATION_FAILED',
      message: expect.stringContaining('Model server exited'),
    });
    expect(serving(there)).toEqual({ split: { '7001': 100 }, ids: ['7001'] });
  });

  it('says so when somebody else changes the endpoint meanwhile', async () => {
    const there = world({
      endpoint: staging(),
      answer: () => {
        const foreign = [deployed(candidate, '4'), deployed('666', '9')];
        there.endpoints.meddle(endpointName, { split: { '666': 100 }, deployed: foreign });
        return answered(0.5);
      },
    });
    await expect(there.run()).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(there.endpoints.peek(endpointName)?.split).toEqual({ '666': 100 });
  });

  it('stops when it is cancelled and goes on when it is run again', async () => {
    const there = world({ endpoint: staging() });
    await expect(there.run({}, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    expect(await there.run()).toMatchObject({ verdict: 'pass' });
    expect(there.endpoints.deployments).toEqual([candidate]);
  });
});

describe('the plan that is told', () => {
  it('says what is there, what will be done, what will be there and what that costs', async () => {
    const there = world({ endpoint: staging() });
    await there.run({ dryRun: true, maxReplicaCount: 4, ttl: 3_600_000 });
    const estimate = '(estimate: list prices of us-central1 on 2026-09-08)';
    expect(there.host.lines).toEqual([
      '# Deploy to staging',
      `staging has 7001, birds@3, with 100 % on 1 to 1 × n1-standard-2: about 0.11 USD an hour ${estimate}`,
      `deploy birds@4 to staging as ${candidate} on 1 to 4 × n1-standard-2`,
      `give all traffic of staging to ${candidate}`,
      'undeploy what it replaces: 7001',
      `cost of ${candidate} from then on: about 0.11 to 0.44 USD an hour ${estimate}; until then also what is replaced`,
      'staging is kept until 2026-01-05 10:00:00 UTC; from then on mode clean removes it',
    ]);
  });

  it('says that there is nothing to do', async () => {
    const endpoint = staging({ deployed: [deployed('7009', '4')], split: { '7009': 100 } });
    const there = world({ endpoint });
    await there.run();
    expect(there.host.lines).toContain(
      'nothing to deploy: birds@4 is on staging as asked, as 7009, with all traffic',
    );
    expect(serving(there)).toEqual({ split: { '7009': 100 }, ids: ['7009'] });
  });

  it('takes nothing away that was there before, although it refuses the smoke request', async () => {
    const endpoint = staging({ deployed: [deployed('7009', '4')], split: { '7009': 100 } });
    const there = world({ endpoint, answer: () => refused(500, 'broken') });
    expect(await there.run()).toMatchObject({ outcome: 'rejected' });
    expect(serving(there)).toEqual(standing(endpoint));
  });
});

describe('the settings of the endpoint', () => {
  it('are those asked for, and its own host name is told and asked', async () => {
    const there = world();
    const dns = 'staging.us-central1-1.prediction.vertexai.goog';
    const result = await there.run({
      createEndpoint: true,
      endpointAccess: 'dedicated',
      requestLogRate: 0.1,
    });
    expect(result.outputs).toMatchObject({ dedicated_dns: dns });
    expect(there.endpoints.peek(endpointName)).toMatchObject({
      access: { kind: 'dedicated', dns },
      requestLog: { samplingRate: 0.1, table: 'bq://acme-ml' },
    });
    expect(there.predictions.asked).toMatchObject([{ host: dns }]);
  });

  it('that cannot be changed are refused', async () => {
    const there = world({ endpoint: staging() });
    await expect(there.run({ endpointAccess: 'dedicated' })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      problems: [{ where: 'deploy_staging.endpoint_access', found: 'dedicated' }],
    });
    expect(there.endpoints.deployments).toEqual([]);
  });

  it('are put back when the candidate is refused', async () => {
    const requestLog = { samplingRate: 0.5, table: 'bq://acme-ml.logs.staging' };
    const there = world({ endpoint: staging({ requestLog }), answer: () => refused(500, 'x') });
    await there.run({ requestLogRate: 0.1, ttl: 60_000 });
    expect(there.endpoints.peek(endpointName)).toMatchObject({
      requestLog,
      labels: staging().labels,
    });
  });

  it('say until when it is kept, anew with each release', async () => {
    const labels = { ...staging().labels, 'vertex-release-expires': '1' };
    const renewed = world({ endpoint: staging({ labels }) });
    await renewed.run({ ttl: 3_600_000 });
    const begun = fakeClock().now();
    expect(renewed.endpoints.peek(endpointName)?.labels['vertex-release-expires']).toBe(
      String((begun + 3_600_000) / 1_000),
    );
    const kept = world({ endpoint: staging({ labels }) });
    await kept.run();
    expect(kept.endpoints.peek(endpointName)?.labels).not.toHaveProperty('vertex-release-expires');
  });

  it('what is replaced is kept a while for requests under way', async () => {
    const there = world({ endpoint: staging() });
    let drained = 0;
    const { startUndeploy } = there.endpoints;
    there.endpoints.startUndeploy = async (...args) => {
      drained = there.clock.now() - (there.endpoints.splits.at(-1)?.at ?? 0);
      return await startUndeploy(...args);
    };
    await there.run({ drain: 45_000 });
    expect(drained).toBeGreaterThanOrEqual(45_000);
  });
});

describe('the smoke request', () => {
  it('asks the endpoint what it was given', async () => {
    const there = world({ endpoint: staging() });
    await there.run();
    expect(there.predictions.asked).toMatchObject([
      { endpoint: endpointName, instance: { speed: 1 } },
    ]);
  });

  it('is not sent when there is nothing to ask', async () => {
    const there = world({ endpoint: staging() });
    expect(await there.run({ smokeInstance: undefined })).toMatchObject({ verdict: 'pass' });
    expect(there.predictions.asked).toEqual([]);
  });

  it.each<[string, Endpoint | undefined, object]>([
    ['of a serving endpoint', staging(), { split: { '7001': 100 }, ids: ['7001'] }],
    ['of an empty endpoint', staging(empty), { split: {}, ids: [] }],
    ['of a new endpoint, which is deleted', undefined, gone],
  ])(
    'that is refused restores the previous split %s and undeploys the candidate',
    async (_, endpoint, restored) => {
      const there = world({ endpoint, answer: () => refused(500, 'KeyError: speed') });
      expect(await there.run({ createEndpoint: true })).toMatchObject({
        verdict: 'fail',
        state: 'done',
        outcome: 'rejected',
        summary: 'the candidate refused the smoke request: 500: KeyError: speed',
      });
      expect(serving(there)).toEqual(restored);
    },
  );

  it('that was refused stays so, although the run was killed before all was undone', async () => {
    const counter = executioner();
    await world({ endpoint: staging(), answer: refuseFirst }).run({}, { killer: counter });
    const there = world({ endpoint: staging(), answer: refuseFirst });
    const killer = executioner({ call: counter.calls, moment: 'before' });
    await there.run({}, { killer }).catch(() => {});
    expect(await there.run()).toMatchObject({
      verdict: 'fail',
      summary: 'the candidate refused the smoke request: 500: broken',
    });
    expect(serving(there)).toEqual({ split: { '7001': 100 }, ids: ['7001'] });
    expect(there.endpoints.deployments).toEqual([candidate]);
  });

  it('that is refused only at the second attempt restores what there is left to restore', async () => {
    const there = world({
      endpoint: staging(),
      answer: (count) => (count === 1 ? answered(0.5) : refused(500, 'broken')),
    });
    // The first attempt dies when the old model is gone already.
    const counter = executioner();
    await world({ endpoint: staging() }).run({}, { killer: counter });
    const killer = executioner({ call: counter.calls - 1, moment: 'before' });
    await there.run({}, { killer }).catch(() => {});
    there.clock.advance(60_000);
    expect(serving(there).ids).toEqual([candidate]);
    expect(await there.run()).toMatchObject({ verdict: 'fail', outcome: 'rejected' });
    expect(serving(there)).toEqual({ split: {}, ids: [] });
  });
});
