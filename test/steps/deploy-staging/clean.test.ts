import { describe, expect, it } from '@jest/globals';
import { ReleaseError } from '../../../src/errors/error.ts';
import { deployStaging } from '../../../src/steps/deploy-staging/contract.ts';
import { sentenceOn } from '../../../src/steps/deploy-staging/clean.ts';
import { runDeployStaging } from '../../../src/steps/deploy-staging/run.ts';
import type { Endpoint } from '../../../src/vertex/endpoint.ts';
import { managedLabel, managedValue } from '../../../src/vertex/labels.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { fakeEndpoints } from '../../support/fake-endpoints.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { type Death, type Executioner, executioner } from '../../support/killable.ts';
import { stepContext } from '../../support/step-context.ts';
import { inputsOf } from '../../support/step-inputs.ts';

const parent = 'projects/acme-ml/locations/us-central1';
const now = fakeClock().now();
const hour = 3_600_000;
const nameOf = (id: string) => `${parent}/endpoints/${id}`;

const ours = { [managedLabel]: managedValue };
const over = { 'vertex-release-expires': String((now - hour) / 1_000) };
const later = { 'vertex-release-expires': String((now + hour) / 1_000) };
const made = { 'vertex-release-made-by': 'deploy-staging' };

function endpoint(id: string, labels: Record<string, string>, models = 1): Endpoint {
  const ids = Array.from({ length: models }, (_, index) => `${7001 + index}`);
  return {
    name: nameOf(id),
    displayName: id,
    labels: { team: 'birds', 'vertex-release-id': 'birds-1a2b3c4d-1', ...labels },
    split: models === 0 ? {} : { '7001': 100 },
    deployed: ids.map((each) => ({
      id: each,
      model: `${parent}/models/birds`,
      modelVersionId: '3',
      displayName: 'birds',
      machineType: 'n1-standard-2',
      minReplicaCount: 1,
    })),
    etag: 'etag-0',
  };
}

function world(endpoints: readonly Endpoint[]) {
  const clock = fakeClock();
  const fake = fakeEndpoints(clock, { endpoints });
  const host = fakeHost();
  const run = async (dryRun = false, killer: Executioner = executioner()) =>
    await runDeployStaging(
      inputsOf(deployStaging, { mode: 'clean' }, { dryRun }),
      stepContext({ clock, host, endpoints: killer.watch(fake) }),
    );
  return { clock, endpoints: fake, host, run };
}

describe('what becomes of an endpoint', () => {
  it.each<[string, Record<string, string>, object]>([
    ['not ours', over, { kind: 'kept', why: expect.stringContaining('our label') }],
    ['without a time', ours, { kind: 'kept' }],
    ['with a time to come', { ...ours, ...later }, { kind: 'kept' }],
    ['with nonsense', { ...ours, 'vertex-release-expires': 'soon' }, { kind: 'kept' }],
    ['with a huge time', { ...ours, 'vertex-release-expires': '9'.repeat(40) }, { kind: 'kept' }],
    ['under a canary', { ...ours, ...over, 'vertex-release-step': '5' }, { kind: 'kept' }],
    ['past its time', { ...ours, ...over }, { kind: 'over', deletes: false }],
    ['made, past its time', { ...ours, ...over, ...made }, { kind: 'over', deletes: true }],
  ])('%s', (_, labels, sentence) => {
    expect(sentenceOn(endpoint('e', labels), now)).toMatchObject(sentence);
  });
});

describe('cleaning', () => {
  const all = [
    endpoint('made', { ...ours, ...over, ...made }, 2),
    endpoint('claimed', { ...ours, ...over }),
    endpoint('production', ours),
    endpoint('fresh', { ...ours, ...later, ...made }),
    endpoint('foreign', { ...over, ...made }),
  ];
  const untouched = ['production', 'fresh', 'foreign'];

  it('removes what is past its time, and the endpoints that were made for it', async () => {
    const there = world(all);
    expect(await there.run()).toMatchObject({
      verdict: 'pass',
      state: 'done',
      summary: 'removed 3 deployed models from 2 endpoints',
      outputs: { removed: 3 },
    });
    expect(there.endpoints.peek(nameOf('made'))).toBeUndefined();
    expect(there.endpoints.peek(nameOf('claimed'))).toMatchObject({
      deployed: [],
      split: {},
      labels: { team: 'birds', ...ours },
    });
    for (const id of untouched) {
      expect(there.endpoints.peek(nameOf(id))).toEqual(all.find((each) => each.displayName === id));
    }
    expect(await there.run()).toMatchObject({ outputs: { removed: 0 } });
  });

  it('dry lists what it would remove and changes nothing', async () => {
    const there = world(all);
    expect(await there.run(true)).toMatchObject({
      state: 'planned',
      summary: 'would remove 3 deployed models from 2 endpoints',
    });
    for (const each of all) expect(there.endpoints.peek(each.name)).toEqual(each);
    const told = there.host.lines.join('\n');
    expect(told).toContain(
      'endpoint made: its time was over 1h ago; undeploy 7001, 7002, delete it',
    );
    expect(told).toContain('about 0.11 USD an hour');
    expect(told).toContain('endpoint fresh is kept: its time is over in 1h');
    expect(told).not.toContain('foreign');
  });

  it('leaves an endpoint that a release took while it looked', async () => {
    const there = world(all);
    const { findByLabel } = there.endpoints;
    there.endpoints.findByLabel = async (...args) => {
      const found = await findByLabel(...args);
      there.endpoints.meddle(nameOf('made'), { labels: { ...ours, ...later, ...made } });
      return found;
    };
    expect(await there.run()).toMatchObject({ outputs: { removed: 1 } });
    expect(there.endpoints.peek(nameOf('made'))).toMatchObject({ split: { '7001': 100 } });
  });

  it('goes on with the others when one fails, and says so in the end', async () => {
    const there = world(all);
    const { startUndeploy } = there.endpoints;
    there.endpoints.startUndeploy = async (name, id) => {
      if (name === nameOf('made')) throw new ReleaseError('PERMISSION_DENIED', 'no undeploy');
      return await startUndeploy(name, id);
    };
    await expect(there.run()).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    expect(there.endpoints.peek(nameOf('claimed'))?.deployed).toEqual([]);
  });

  const deaths = Array.from({ length: 26 }, (_, index) => index + 1).flatMap((call) =>
    (['before', 'after'] as const).map((moment): Death => ({ call, moment })),
  );

  it.each(deaths)('that is killed $moment call $call is done by the next run', async (death) => {
    const there = world(all);
    await there.run(false, executioner(death)).catch(() => undefined);
    there.clock.advance(60_000);
    expect(await there.run()).toMatchObject({ verdict: 'pass' });
    expect(there.endpoints.peek(nameOf('made'))).toBeUndefined();
    expect(there.endpoints.peek(nameOf('claimed'))?.deployed).toEqual([]);
    for (const id of untouched) {
      expect(there.endpoints.peek(nameOf(id))).toEqual(all.find((each) => each.displayName === id));
    }
  });

  it('is swept over every call that it makes', async () => {
    const counter = executioner();
    await world(all).run(false, counter);
    expect(counter.calls).toBeLessThanOrEqual(26);
  });
});
