import { describe, expect, it } from '@jest/globals';
import type { InputsOf } from '../../../src/contract/step.ts';
import { metricsOf } from '../../../src/evaluation/metric.ts';
import type { Journal } from '../../../src/ports/journal.ts';
import { formatRecord, type ReleaseRecord } from '../../../src/release/record.ts';
import { register } from '../../../src/steps/register/contract.ts';
import { runRegister } from '../../../src/steps/register/run.ts';
import { releaseLabels } from '../../../src/vertex/labels.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { fakeEvaluations } from '../../support/fake-evaluations.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { everyImage } from '../../support/fake-images.ts';
import { fakeJournal, fakeRecord, passedStep } from '../../support/fake-journal.ts';
import { fakeLineage } from '../../support/fake-lineage.ts';
import { fakeModels, modelVersion } from '../../support/fake-models.ts';
import { fakeObjects } from '../../support/fake-objects.ts';
import { fakeRegistry } from '../../support/fake-registry.ts';
import { type Death, type Executioner, executioner, Killed } from '../../support/killable.ts';
import { stepContext } from '../../support/step-context.ts';
import { inputsOf } from '../../support/step-inputs.ts';

const model = 'projects/acme-ml/locations/us-central1/models/birds';
const output = 'gs://releases/vertex-release/birds/birds-1a2b3c4d-1/training';
const trained = { train: passedStep({ output_dir: output, model_dir: `${output}/model` }) };

const image = `us-docker.pkg.dev/acme-ml/ml/server@sha256:${'a'.repeat(64)}`;
const flags = { serving_image: image, predictions: 'predictions.jsonl' };
const gates = (...all: Record<string, unknown>[]) => ({ gates: JSON.stringify(all) });

/** Predictions whose scores tell the labels apart the better the smaller `noise` is, in [0, 1]. */
function predictions(noise: number, ratio = 0.6180339887498949): string {
  return Array.from({ length: 400 }, (_, index) => {
    const label = index % 4 === 0 ? 1 : 0;
    // Fractional parts of multiples of an irrational number: spread evenly, the same every time.
    const wobble = (index * ratio) % 1;
    const score = label * (1 - noise) + wobble * noise;
    const slices = { wing: index % 8 < 4 ? 'left' : 'right' };
    return JSON.stringify({ id: `row-${index}`, label, score, slices });
  }).join('\n');
}

interface Setting {
  flags?: Record<string, string>;
  change?: Partial<InputsOf<typeof register>>;
  challenger?: string;
  /** Predictions of the champion; there is one only when they are given. */
  champion?: string;
  /** Where its record says that they are. */
  championUri?: string;
  objects?: Record<string, string>;
  journal?: Journal;
}

/** Registers with a champion that an earlier release made, when its predictions are given. */
async function registerWith({ challenger = predictions(0.3), champion, ...rest }: Setting = {}) {
  const earlier = 'gs://releases/vertex-release/birds/birds-00000000-1';
  const record: ReleaseRecord = fakeRecord({
    releaseId: 'birds-00000000-1',
    steps: {
      register: {
        ...passedStep({}),
        progress: { predictions: rest.championUri ?? `${earlier}/predictions.jsonl` },
      },
    },
  });
  const version = {
    ...modelVersion(model, '1', ['champion', 'default']),
    labels: releaseLabels('birds-00000000-1'),
  };
  const objects = fakeObjects({
    [`${output}/predictions.jsonl`]: challenger,
    ...(champion === undefined
      ? {}
      : {
          [`${earlier}/record.json`]: formatRecord(record),
          [`${earlier}/predictions.jsonl`]: champion,
        }),
    ...rest.objects,
  });
  const registry = fakeRegistry(model);
  const known = fakeModels(champion === undefined ? [] : [version]);
  const host = fakeHost();
  const models = {
    ...registry,
    find: async (name: string) => (await registry.find(name)) ?? (await known.find(name)),
  };
  const journal = rest.journal ?? fakeJournal(fakeRecord({ steps: trained }));
  const evaluations = fakeEvaluations();
  const ports = { models, evaluations, images: everyImage(), objects, host, clock: fakeClock() };
  const context = stepContext(ports, { journal });
  const inputs = inputsOf(register, { ...flags, ...rest.flags }, rest.change);
  const run = () => runRegister(inputs, context);
  return { run, registry, host, journal };
}

describe('register', () => {
  it('adds the version that its gates let through, labelled, and names it challenger last', async () => {
    const { run, registry } = await registerWith({ flags: gates({ metric: 'auRoc', min: 0.9 }) });
    const result = await run();
    expect(result).toMatchObject({
      verdict: 'pass',
      state: 'done',
      outputs: { model, version_id: '1', model_version: `${model}@1` },
    });
    expect(registry.uploads).toMatchObject([
      {
        modelId: 'birds',
        addsVersion: false,
        artifactUri: `${output}/model`,
        aliases: [],
        labels: releaseLabels('birds-1a2b3c4d-1'),
        container: { imageUri: image, predictRoute: '/predict', port: 8080 },
      },
    ]);
    expect(await registry.aliases()).toEqual({ '1': ['challenger'] });
  });

  it('rejects what misses a threshold, and adds nothing', async () => {
    const { run, registry, host } = await registerWith({
      challenger: predictions(0.9),
      flags: gates({ metric: 'auRoc', min: 0.99 }),
    });
    expect(await run()).toMatchObject({ verdict: 'fail', outcome: 'rejected' });
    expect(registry.uploads).toEqual([]);
    expect(host.lines.join('\n')).toMatch(/! auRoc ≥ 0\.99: fail/);
  });

  it('rejects what is significantly worse than the champion on the same examples', async () => {
    const { run } = await registerWith({
      challenger: predictions(0.95),
      champion: predictions(0.3),
      flags: gates({ metric: 'auRoc', max_regression: 0.01 }),
    });
    const result = await run();
    expect(result).toMatchObject({ verdict: 'fail', outcome: 'rejected' });
    expect(result.summary).toMatch(/significantly more than 0\.01/);
  });

  it('lets a regression gate pass while there is no champion, and says so', async () => {
    const { run, host } = await registerWith({
      flags: gates({ metric: 'auRoc', max_regression: 0.01 }),
    });
    expect(await run()).toMatchObject({ verdict: 'pass' });
    expect(host.lines.join('\n')).toContain('no champion yet');
  });

  it.each([
    ['pass', { verdict: 'inconclusive', state: 'done' }, 1],
    ['fail', { verdict: 'fail', outcome: 'rejected' }, 0],
  ])('on_inconclusive: %s decides about thin evidence', async (policy, expected, uploads) => {
    // As good as the champion, but wrong on other examples: no loss is shown, none is excluded.
    const { run, registry } = await registerWith({
      challenger: predictions(0.8, Math.SQRT2),
      champion: predictions(0.8),
      flags: { ...gates({ metric: 'auRoc', max_regression: 0.0001 }), on_inconclusive: policy },
    });
    expect(await run()).toMatchObject(expected);
    expect(registry.uploads).toHaveLength(uploads);
  });

  it.each([
    ['mode evaluate', { mode: 'evaluate' }],
    ['a dry run', { dry_run: 'true' }],
  ])('judges everything and adds nothing in %s', async (_, more) => {
    const { run, registry } = await registerWith({
      flags: { ...gates({ metric: 'auRoc', min: 0.9 }), ...more },
    });
    const result = await run();
    expect(result).toMatchObject({ verdict: 'pass', state: 'planned' });
    expect(JSON.parse(String(result.outputs['metrics']))).toMatchObject({ auRoc: 1 });
    expect(registry.uploads).toEqual([]);
  });

  it.each([
    ['NaN', predictions(0.3).replace(/"score":[\d.e-]+/, '"score":"NaN"'), /score/],
    ['one class only', predictions(0.3).replaceAll('"label":1', '"label":0'), /class|label/],
    ['no predictions at all', '', /./],
  ])('refuses evidence that cannot be judged: %s', async (_, challenger, where) => {
    const { run } = await registerWith({ challenger, flags: gates({ metric: 'auRoc', min: 0.5 }) });
    const error = await run().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'EVIDENCE_UNUSABLE', exitCode: 2 });
    expect(JSON.stringify(error)).toMatch(where);
  });

  it('leaves in the record what the predictions say', async () => {
    const { run } = await registerWith({
      challenger: predictions(0.8),
      champion: predictions(0.9),
      flags: gates({ metric: 'auRoc', min: 0.5 }),
    });
    const { evidence } = await run();
    expect(evidence).toMatchObject({
      task: 'binary',
      champion: '1',
      holdout: { examples: 400, digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
      confusion: { classes: ['0', '1'], threshold: 0.5 },
      gates: [{ verdict: 'pass' }],
    });
    const { metrics, championMetrics, intervals, curves } = evidence as Record<string, object>;
    expect(Object.keys(metrics ?? {})).toEqual(metricsOf('binary'));
    expect(Object.keys(championMetrics ?? {})).toEqual(metricsOf('binary'));
    expect(Object.keys(intervals ?? {})).toEqual(metricsOf('binary'));
    for (const one of Object.values(intervals ?? {})) {
      expect(one).toEqual({
        low: expect.any(Number),
        high: expect.any(Number),
        confidence: 0.95,
        method: expect.stringMatching(/^(delong|wilson|bootstrap)$/),
      });
    }
    for (const side of ['challenger', 'champion']) {
      expect(curves).toHaveProperty(`${side}.roc.0`, [0, 0]);
      expect(curves).toHaveProperty(`${side}.precisionRecall.0`, [0, 1]);
      expect(curves).toHaveProperty(`${side}.calibration.0.examples`, expect.any(Number));
    }
  });

  it('judges several classes from CSV, and leaves threshold and curves out', async () => {
    const csv = Array.from({ length: 300 }, (_, i) => {
      const scores = [0, 1, 2].map((column) => (column === (i % 10 === 0 ? 0 : i % 3) ? 0.8 : 0.1));
      return [`e${i}`, ['cat', 'dog', 'cow'][i % 3], ...scores].join(',');
    });
    const text = ['id,label,scores.cat,scores.dog,scores.cow', ...csv].join('\n');
    const { run } = await registerWith({
      objects: { [`${output}/p.csv`]: text },
      flags: { predictions: 'p.csv', ...gates({ metric: 'f1ScoreMacro', min: 0.9 }) },
    });
    const { evidence } = await run();
    expect(evidence).toMatchObject({
      task: 'multiclass',
      confusion: {
        classes: ['cat', 'cow', 'dog'],
        counts: [
          [100, 0, 0],
          [10, 90, 0],
          [10, 0, 90],
        ],
      },
    });
    expect(Object.keys(evidence ?? {})).not.toContain('curves');
    expect(JSON.stringify(evidence?.['gates'])).not.toContain('threshold');
  });

  it('compares nothing with itself where the champion wrote to the same place', async () => {
    const uri = 'gs://releases/predictions.jsonl';
    const { run, host } = await registerWith({
      championUri: uri,
      champion: predictions(0.3),
      objects: { [uri]: predictions(0.95) },
      flags: { predictions: uri, ...gates({ metric: 'auRoc', max_regression: 0 }) },
    });
    expect(await run()).toMatchObject({ verdict: 'inconclusive' });
    expect(host.lines.join('\n')).toContain(`had its predictions at ${uri} too: none are left`);
  });

  it('names the place where predictions should be', async () => {
    const { run } = await registerWith({ flags: { predictions: 'elsewhere.jsonl' } });
    await expect(run()).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining(`${output}/elsewhere.jsonl`),
    });
  });

  it('leaves for the next candidate where its predictions are', async () => {
    const { run, journal } = await registerWith();
    await run();
    expect(journal.record.steps.register?.progress['predictions']).toBe(
      `${output}/predictions.jsonl`,
    );
  });
});

describe('a run that is killed while it registers', () => {
  const calls = 31;
  const deaths = Array.from({ length: calls }, (_, index) => index + 1).flatMap((call) =>
    (['before', 'after'] as const).map((moment): Death => ({ call, moment })),
  );

  function world() {
    const registry = fakeRegistry(model);
    const objects = fakeObjects({
      [`${output}/predictions.jsonl`]: predictions(0.3),
      [`${output}/model/weights.bin`]: 'weights',
    });
    const evaluations = fakeEvaluations();
    const lineage = fakeLineage();
    const journal = fakeJournal(fakeRecord({ steps: trained }));
    const run = (killer: Executioner = executioner()) => {
      const watched: Journal = {
        get record() {
          return journal.record;
        },
        note: killer.watch({ note: journal.note.bind(journal) }).note,
      };
      const ports = {
        models: killer.watch(registry),
        evaluations: killer.watch(evaluations),
        lineage: killer.watch(lineage),
        images: killer.watch(everyImage()),
        objects: killer.watch(objects),
        host: fakeHost(),
        clock: fakeClock(),
      };
      const all = { ...flags, lineage: 'metadata', attestation: 'true' };
      const inputs = inputsOf(register, { ...all, ...gates({ metric: 'auRoc', min: 0.9 }) });
      return runRegister(inputs, stepContext(ports, { journal: watched }));
    };
    return { registry, evaluations, lineage, objects, run };
  }

  it.each(deaths)('$moment call $call has one of everything in the end', async (death) => {
    const { registry, evaluations, lineage, objects, run } = world();
    const died = await run(executioner(death)).catch((error: unknown) => error);
    if (died instanceof Error && !(died instanceof Killed)) throw died;
    expect(await run()).toMatchObject({ verdict: 'pass', outputs: { version_id: '1' } });
    expect(registry.uploads).toHaveLength(1);
    expect(await registry.aliases()).toEqual({ '1': ['challenger'] });
    expect(evaluations.added).toHaveLength(1);
    expect(evaluations.batches.flat()).toHaveLength(2);
    expect([...lineage.nodes.values()].map(({ content }) => content['schemaTitle'])).toEqual([
      'system.PipelineRun',
      'system.ContainerExecution',
      'system.Artifact',
      'system.Artifact',
      'system.Model',
      'system.Metrics',
    ]);
    expect(lineage.events.size).toBe(4);
    const written = [...objects.stored.keys()].filter((uri) => !uri.startsWith(output));
    const folder = 'gs://releases/vertex-release/birds/birds-1a2b3c4d-1';
    expect(written.toSorted()).toEqual([
      `${folder}/artifacts.json`,
      `${folder}/attestation.intoto.json`,
      `${folder}/model-card.md`,
      `${folder}/record-at-registration.json`,
      expect.stringMatching(/\/birds\/holdouts\/[0-9a-f]{64}\.json$/),
    ]);
  });

  it('is swept over every call that it makes', async () => {
    const counter = executioner();
    await world().run(counter);
    expect(counter.calls).toBe(calls);
  });
});
