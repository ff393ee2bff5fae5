import { describe, expect, it } from '@jest/globals';
import type { InputsOf } from '../../../src/contract/step.ts';
import type { Journal } from '../../../src/ports/journal.ts';
import type { PredictionAnswer } from '../../../src/ports/predictions.ts';
import { deployStaging } from '../../../src/steps/deploy-staging/contract.ts';
import { runDeployStaging } from '../../../src/steps/deploy-staging/run.ts';
import { deployedModelIdOf } from '../../../src/vertex/deployed-model-id.ts';
import type { DeployedModel, Endpoint } from '../../../src/vertex/endpoint.ts';
import { isManaged, managedLabel, managedValue } from '../../../src/vertex/labels.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { fakeEndpoints } from '../../support/fake-endpoints.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { fakeJournal, fakeRecord, passedStep } from '../../support/fake-journal.ts';
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

function deployed(id: string, modelVersionId: string): DeployedModel {
  return { id, model, modelVersionId, displayName: `birds ${modelVersionId}` };
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

interface Setting {
  endpoint?: Endpoint | undefined;
  answer?: (count: number) => PredictionAnswer;
  registered?: boolean;
}

interface Run {
  signal?: AbortSignal;
  killer?: Executioner;
}

function world({ endpoint, answer = () => answered(0.5), registered = true }: Setting = {}) {
  const clock = fakeClock();
  const endpoints = fakeEndpoints(clock, endpoint === undefined ? {} : { endpoints: [endpoint] });
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
    ['of a new endpoint', undefined, { split: {}, ids: [] }],
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

async function runAndDie(there: ReturnType<typeof world>, death: Death) {
  const killer = executioner(death);
  const died = await there
    .run({ createEndpoint: true }, { killer })
    .catch((error: unknown) => error);
  if (died instanceof Error && !(died instanceof Killed)) throw died;
}

describe('a run that is killed while it deploys to staging', () => {
  const calls = 32;
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
        const before = endpoint?.deployed.map(({ id }) => id) ?? [];
        expect(serving(there)).toEqual({ split: endpoint?.split ?? {}, ids: before });
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
