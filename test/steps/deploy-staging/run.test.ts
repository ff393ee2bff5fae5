import { describe, expect, it } from '@jest/globals';
import type { InputsOf } from '../../../src/contract/step.ts';
import type { Journal } from '../../../src/ports/journal.ts';
import type { PredictionAnswer } from '../../../src/ports/predictions.ts';
import { ReleaseError } from '../../../src/errors/error.ts';
import { deployStaging } from '../../../src/steps/deploy-staging/contract.ts';
import { runDeployStaging } from '../../../src/steps/deploy-staging/run.ts';
import { deployedModelIdOf } from '../../../src/vertex/deployed-model-id.ts';
import type { DeployedModel, Endpoint } from '../../../src/vertex/endpoint.ts';
import { isManaged, managedLabel, managedValue } from '../../../src/vertex/labels.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { fakeEndpoints, type FakeEndpointsOptions } from '../../support/fake-endpoints.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { fakeJournal, fakeRecord, passedStep } from '../../support/fake-journal.ts';
import { fakeLogs } from '../../support/fake-logs.ts';
import { answered, fakePredictions, refused } from '../../support/fake-predictions.ts';
import { type Death, type Executioner, executioner, Killed } from '../../support/killable.ts';
import { stepContext } from '../../support/step-context.ts';
import { inputsOf } from '../../support/step-inputs.ts';

const parent = 'projects/acme-ml/locations/us-central1';
const endpointName = `${parent}/endpoints/staging`;
const model = `${parent}/models/birds`;
const releaseId = 'birds-1a2b3c4d-1';
const candidate = deployedModelIdOf(releaseId, 'staging');

type Inputs = InputsOf<typeof deployStaging>;

const machine = { machineType: 'n1-standard-2', minReplicaCount: 1, maxReplicaCount: 1 };

function deployed(id: string, modelVersionId: string): DeployedModel {
  return { id, model, modelVersionId, displayName: `birds ${modelVersionId}`, ...machine };
}

/** Staging as the release before left it: version 3 serves. */
function staging(change: Partial<Endpoint> = {}): Endpoint {
  return {
    name: endpointName,
    displayName: 'staging',
    labels: { [managedLabel]: managedValue },
    split: { '7001': 100 },
    deployed: [deployed('7001', '3')],
    etag: 'etag-0',
    ...change,
  };
}

const empty: Partial<Endpoint> = { split: {}, deployed: [] };

interface Setting extends Pick<FakeEndpointsOptions, 'skew'> {
  endpoint?: Endpoint | undefined;
  /** What the container writes, in the order of time. */
  log?: readonly string[];
  answer?: (count: number) => PredictionAnswer;
  registered?: boolean;
}

interface Run {
  signal?: AbortSignal;
  killer?: Executioner;
}

function world({
  endpoint,
  answer = () => answered(0.5),
  registered = true,
  skew = {},
  log = [],
}: Setting = {}) {
  const clock = fakeClock();
  const present = endpoint === undefined ? [] : [endpoint];
  const endpoints = fakeEndpoints(clock, { endpoints: present, skew });
  const lines = log.map((text, index) => ({
    at: clock.now() + index,
    id: `${index}`,
    severity: 'ERROR',
    text,
  }));
  const host = fakeHost();
  const predictions = fakePredictions((_, count) => answer(count));
  const register = passedStep({ model_version: `${model}@4` });
  const journal = fakeJournal(fakeRecord({ steps: registered ? { register } : {} }));
  const run = async (change: Partial<Inputs> = {}, { signal, killer = executioner() }: Run = {}) =>
    await runDeployStaging(
      inputsOf(deployStaging, { endpoint: 'staging' }, { smokeInstance: { speed: 1 }, ...change }),
      stepContext(
        {
          clock,
          host,
          endpoints: killer.watch(endpoints),
          predictions: killer.watch(predictions),
          logs: killer.watch(fakeLogs(clock, lines)),
        },
        {
          journal: watchedJournal(journal, killer),
          ...(signal === undefined ? {} : { signal }),
        },
      ),
    );
  return { clock, endpoints, host, predictions, journal, run };
}

/** A journal whose notes count as calls, and whose record is what it has become. */
function watchedJournal(journal: Journal, killer: Executioner): Journal {
  const watched = killer.watch({ note: journal.note });
  return {
    get record() {
      return journal.record;
    },
    note: (...args) => watched.note(...args),
  };
}

function refuseFirst(count: number): PredictionAnswer {
  return count === 1 ? refused(500, 'broken') : answered(0.5);
}

function serving({ endpoints }: ReturnType<typeof world>) {
  const endpoint = endpoints.peek(endpointName);
  return { split: endpoint?.split, ids: endpoint?.deployed.map(({ id }) => id) };
}

const served = { split: { [candidate]: 100 }, ids: [candidate] };
const gone = { split: undefined, ids: undefined };

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

/** What serves, as it was found. */
function standing(endpoint: Endpoint | undefined) {
  if (endpoint === undefined) return gone;
  return { split: endpoint.split, ids: endpoint.deployed.map(({ id }) => id) };
}

async function runAndDie(there: ReturnType<typeof world>, death: Death) {
  const killer = executioner(death);
  const died = await there
    .run({ createEndpoint: true }, { killer })
    .catch((error: unknown) => error);
  if (died instanceof Error && !(died instanceof Killed)) throw died;
}

describe('a run that is killed while it deploys to staging', () => {
  const calls = 40;
  const deaths = Array.from({ length: calls }, (_, index) => index + 1).flatMap((call) =>
    (['before', 'after'] as const).map((moment): Death => ({ call, moment })),
  );
  const settings: [string, Endpoint | undefined][] = [
    ['a new endpoint', undefined],
    ['an endpoint that serves', staging()],
    ['an empty endpoint that is not ours', staging({ ...empty, labels: {} })],
  ];

  describe.each(settings)('on %s', (_, endpoint) => {
    it.each(deaths)('$moment call $call serves the candidate after the next run', async (death) => {
      const there = world({ endpoint });
      await runAndDie(there, death);
      const again = await there.run({ createEndpoint: true });
      expect(again).toMatchObject({
        verdict: 'pass',
        outputs: { endpoint: endpointName, deployed_model_id: candidate },
      });
      expect(serving(there)).toEqual(served);
      expect(there.endpoints.deployments).toEqual([candidate]);
      expect(isManaged(there.endpoints.peek(endpointName)?.labels ?? {})).toBe(true);
    });

    it.each(deaths)(
      '$moment call $call of a refused candidate has taken it away after the next run',
      async (death) => {
        const there = world({ endpoint, answer: () => refused(500, 'broken') });
        await runAndDie(there, death);
        expect(await there.run({ createEndpoint: true })).toMatchObject({
          verdict: 'fail',
          outcome: 'rejected',
        });
        expect(there.endpoints.peek(endpointName)?.labels).toEqual(endpoint?.labels);
        expect(serving(there)).toEqual(standing(endpoint));
      },
    );

    it.each(deaths)(
      '$moment call $call of a deployment that fails has put all back after the next run',
      async (death) => {
        const there = world({ endpoint });
        there.endpoints.failDeploymentsOf(`${model}@4`);
        await there
          .run({ createEndpoint: true }, { killer: executioner(death) })
          .catch(() => undefined);
        await expect(there.run({ createEndpoint: true })).rejects.toMatchObject({
          code: 'OPERATION_FAILED',
        });
        expect(there.endpoints.peek(endpointName)?.labels).toEqual(endpoint?.labels);
        expect(serving(there)).toEqual(standing(endpoint));
      },
    );

    it('is swept over every call that it makes', async () => {
      for (const answer of [answered(0.5), refused(500, 'broken')]) {
        const counter = executioner();
        await world({ endpoint, answer: () => answer }).run(
          { createEndpoint: true },
          { killer: counter },
        );
        expect(counter.calls).toBeLessThanOrEqual(calls);
      }
    });
  });
});
