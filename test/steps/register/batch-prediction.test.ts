import { describe, expect, it } from '@jest/globals';
import { predictHoldout } from '../../../src/steps/register/batch-prediction.ts';
import { fakeBatchPredictions, type FakeBatch } from '../../support/fake-batch-predictions.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { fakeObjects } from '../../support/fake-objects.ts';
import { type Death, type Executioner, executioner, Killed } from '../../support/killable.ts';
import { stepContext } from '../../support/step-context.ts';

const holdout = 'gs://data/holdout.jsonl';
const folder = 'gs://releases/vertex-release/birds/birds-1a2b3c4d-1/predictions';

const request = {
  location: { projectId: 'acme-ml', region: 'us-central1' },
  bucket: 'releases',
  holdout,
  fields: { id: 'id', label: 'label' },
  machineType: 'n1-standard-2',
  timeoutMs: 60_000,
  labels: { team: 'ml' },
};
const champion = { who: 'champion', spec: { model: 'm@1' }, identity: 'm@1' } as const;

const lines = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).join('\n');
const examples = lines([
  { id: 'a', label: 1, speed: 3, slices: { side: 'left' } },
  { id: 'b', label: 0, speed: 1 },
]);
const results = lines([
  { key: 'b', prediction: 0.1 },
  { key: 'a', prediction: 0.9 },
]);

function world(change: Partial<FakeBatch> = {}) {
  const clock = fakeClock();
  const objects = fakeObjects({ [holdout]: examples });
  const batch = { clock, objects, results: [results], ...change };
  return { clock, objects, batchPredictions: fakeBatchPredictions(batch) };
}

function runIn(
  { clock, objects, batchPredictions }: ReturnType<typeof world>,
  killer: Executioner = executioner(),
) {
  const ports = {
    objects: killer.watch(objects),
    batchPredictions: killer.watch(batchPredictions),
    host: fakeHost(),
    clock,
  };
  return predictHoldout(champion, request, stepContext(ports));
}

describe('predicting a holdout', () => {
  it('shows the model features alone, and joins what it says with what is judged', async () => {
    const here = world();
    const file = await runIn(here);
    expect(here.batchPredictions.creations).toEqual([
      {
        displayName: expect.stringMatching(/^birds-1a2b3c4d-1-champion-[0-9a-f]{20}$/),
        model: 'm@1',
        inputConfig: { instancesFormat: 'jsonl', gcsSource: { uris: [holdout] } },
        outputConfig: {
          predictionsFormat: 'jsonl',
          gcsDestination: { outputUriPrefix: `${folder}/jobs` },
        },
        instanceConfig: {
          instanceType: 'object',
          keyField: 'id',
          excludedFields: ['label', 'slices'],
        },
        dedicatedResources: {
          machineSpec: { machineType: 'n1-standard-2' },
          startingReplicaCount: 1,
          maxReplicaCount: 1,
        },
        labels: {
          team: 'ml',
          'vertex-release-id': 'birds-1a2b3c4d-1',
          'managed-by': 'vertex-release',
        },
      },
    ]);
    expect(here.objects.stored.get(file)?.text).toBe(
      `${lines([
        { label: 1, slices: { side: 'left' }, id: 'a', score: 0.9 },
        { label: 0, id: 'b', score: 0.1 },
      ])}\n`,
    );
  });

  it('asks again when the holdout has changed, and not when it has not', async () => {
    const here = world();
    const first = await runIn(here);
    expect(await runIn(here)).toBe(first);
    expect(here.batchPredictions.creations).toHaveLength(1);
    await here.objects.write(holdout, examples, 'any');
    expect(await runIn(here)).not.toBe(first);
    expect(here.batchPredictions.creations).toHaveLength(2);
  });

  it('begins another job when the one before failed', async () => {
    const here = world({ ends: ['FAILED', 'SUCCEEDED'] });
    await expect(runIn(here)).rejects.toMatchObject({
      code: 'OPERATION_FAILED',
      message: expect.stringContaining('no server'),
    });
    expect(await runIn(here)).toContain(folder);
    expect(here.batchPredictions.creations).toHaveLength(2);
  });

  it('cancels a job that takes too long', async () => {
    const here = world({ runMs: 10 * 60_000 });
    await expect(runIn(here)).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    expect(here.batchPredictions.cancelled).toHaveLength(1);
  });

  it.each([
    ['an example has no prediction', lines([{ key: 'a', prediction: 0.9 }]), /^1 of 2 examples/],
    ['a prediction has no known form', `${results}\n{"key":"a","prediction":"yes"}`, /^1 of 2/],
    ['results are broken', 'nothing', /^2 of 2/],
  ])('refuses when %s', async (_, broken, message) => {
    const here = world({ results: [broken] });
    const error = await runIn(here).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'EVIDENCE_UNUSABLE', exitCode: 2 });
    expect(error).toMatchObject({ message: expect.stringMatching(message) });
  });

  it('says when there is no holdout', async () => {
    const clock = fakeClock();
    const objects = fakeObjects();
    const batchPredictions = fakeBatchPredictions({ clock, objects, results: [results] });
    await expect(runIn({ clock, objects, batchPredictions })).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
    });
  });
});

describe('a run that is killed while a holdout is predicted', () => {
  const calls = 14;
  const deaths = Array.from({ length: calls }, (_, index) => index + 1).flatMap((call) =>
    (['before', 'after'] as const).map((moment): Death => ({ call, moment })),
  );

  it.each(deaths)('$moment call $call starts one job', async (death) => {
    const here = world();
    const died = await runIn(here, executioner(death)).catch((error: unknown) => error);
    if (died instanceof Error && !(died instanceof Killed)) throw died;
    const file = await runIn(here);
    expect(here.objects.stored.get(file)?.text.split('\n')).toHaveLength(3);
    expect(here.batchPredictions.creations).toHaveLength(1);
  });

  it('is swept over every call that it makes', async () => {
    const counter = executioner();
    await runIn(world(), counter);
    expect(counter.calls).toBe(calls);
  });
});
