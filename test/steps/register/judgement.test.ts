import { describe, expect, it } from '@jest/globals';
import { formatRecord, type ReleaseRecord } from '../../../src/release/record.ts';
import { register } from '../../../src/steps/register/contract.ts';
import { runRegister } from '../../../src/steps/register/run.ts';
import { countHoldoutUse } from '../../../src/steps/register/holdout-uses.ts';
import { ReleaseError } from '../../../src/errors/error.ts';
import { releaseLabels } from '../../../src/vertex/labels.ts';
import { everyImage } from '../../support/fake-images.ts';
import { fakeEvaluations } from '../../support/fake-evaluations.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { fakeJournal, fakeRecord, passedStep } from '../../support/fake-journal.ts';
import { fakeModels, modelVersion } from '../../support/fake-models.ts';
import { fakeObjects } from '../../support/fake-objects.ts';
import { fakeRegistry } from '../../support/fake-registry.ts';
import { stepContext } from '../../support/step-context.ts';
import { inputsOf } from '../../support/step-inputs.ts';

const model = 'projects/acme-ml/locations/us-central1/models/birds';
const image = `us-docker.pkg.dev/acme-ml/ml/server@sha256:${'a'.repeat(64)}`;
const root = 'gs://releases/vertex-release/birds';
const output = `${root}/birds-1a2b3c4d-1/training`;
const trained = { train: passedStep({ output_dir: output, model_dir: `${output}/model` }) };

/** 400 examples of two groups; of men the model finds the share `men` of the positives, of women all. */
function predictions(men = 1): string {
  return Array.from({ length: 400 }, (_, index) => {
    const sex = index % 2 === 0 ? 'F' : 'M';
    const label = index % 4 < 2 ? 1 : 0;
    const isFound = sex === 'F' || (index % 100) / 100 < men;
    const score = (label === 1 && isFound ? 0.7 : 0.2) + ((index * 37) % 100) / 1_000;
    return JSON.stringify({ id: `row-${index}`, label, score, slices: { sex } });
  }).join('\n');
}

interface Setting {
  flags: Record<string, unknown>;
  objects?: Record<string, string>;
  /** Evidence that the champion's release recorded; there is a champion only when it is given. */
  champion?: ReleaseRecord['steps']['register'];
  digestOf?: string;
}

function registerWith({ flags, objects = {}, champion }: Setting) {
  const record = fakeRecord({
    releaseId: 'birds-00000000-1',
    ...(champion === undefined ? {} : { steps: { register: champion } }),
  });
  const version = {
    ...modelVersion(model, '1', ['champion', 'default']),
    labels: releaseLabels('birds-00000000-1'),
  };
  const registry = fakeRegistry(model);
  const known = fakeModels(champion === undefined ? [] : [version]);
  const host = fakeHost();
  const store = fakeObjects({
    ...(champion === undefined
      ? {}
      : { [`${root}/birds-00000000-1/record.json`]: formatRecord(record) }),
    ...objects,
  });
  const models = {
    ...registry,
    find: async (name: string) => (await registry.find(name)) ?? (await known.find(name)),
  };
  const journal = fakeJournal(fakeRecord({ steps: trained }));
  const context = stepContext(
    {
      models,
      objects: store,
      host,
      clock: fakeClock(),
      images: everyImage(),
      evaluations: fakeEvaluations(),
    },
    { journal },
  );
  const texts = Object.entries({ serving_image: image, ...flags }).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const inputs = inputsOf(register, Object.fromEntries(texts) as Record<string, string>);
  return { run: () => runRegister(inputs, context), host, registry, store };
}

const given = (text: string) => ({ [`${output}/predictions.jsonl`]: text });
const parity = { attribute: 'sex', metric: 'equal_opportunity', max_difference: 0.1 };

describe('fairness', () => {
  const unfair = given(predictions(0.5));

  it('rejects a gap that is beyond its limit, and records the groups', async () => {
    const { run, registry, host } = registerWith({
      flags: { predictions: 'predictions.jsonl', fairness: [parity] },
      objects: unfair,
    });
    const result = await run();
    expect(result).toMatchObject({ verdict: 'fail', outcome: 'rejected' });
    expect(result.summary).toMatch(/equalOpportunityDifference ≤ 0\.1 between values of sex/);
    expect(result.evidence).toMatchObject({
      fairness: [
        {
          attribute: 'sex',
          metric: 'equalOpportunityDifference',
          verdict: 'fail',
          severity: 'reject',
          limit: 0.1,
          groups: [
            {
              value: 'F',
              examples: 200,
              positives: 100,
              truePositiveRate: 1,
              state: 'large_enough',
            },
            { value: 'M', examples: 200, positives: 100, truePositiveRate: 0.52 },
          ],
        },
      ],
    });
    expect(registry.uploads).toEqual([]);
    expect(host.lines.join('\n')).toMatch(
      /! equalOpportunityDifference .*: fail, 0\.48 lies between/,
    );
  });

  it('only warns where that is asked for', async () => {
    const { run, registry, host } = registerWith({
      flags: { predictions: 'predictions.jsonl', fairness: [{ ...parity, on_fail: 'warn' }] },
      objects: unfair,
    });
    const result = await run();
    expect(result).toMatchObject({ verdict: 'pass', state: 'done' });
    expect(result.summary).toMatch(/\(1 warning\)$/);
    expect(result.evidence).toMatchObject({ fairness: [{ verdict: 'fail', severity: 'warn' }] });
    expect(host.lines.join('\n')).toContain('fail (only a warning), 0.48 lies between');
    expect(registry.uploads).toHaveLength(1);
  });

  it('of an attribute that is not there cannot be judged, a warning or not', async () => {
    const { run } = registerWith({
      flags: {
        predictions: 'predictions.jsonl',
        fairness: [{ ...parity, attribute: 'age', on_fail: 'warn' }],
      },
      objects: unfair,
    });
    await expect(run()).rejects.toMatchObject({ code: 'EVIDENCE_UNUSABLE' });
  });
});

describe('rules', () => {
  it.each([
    ['recall >= 0.99', 'pass', 1],
    ['recall < 0.99', 'fail', 0],
    ['recall > 0.9 and recall >= champion.recall - 0.01', 'pass', 1],
    ['recall / (1 - recall) > 1', 'inconclusive', 1],
  ])('%s: %s', async (rule, verdict, uploads) => {
    const { run, registry } = registerWith({
      flags: { predictions: 'predictions.jsonl', rules: [rule] },
      objects: given(predictions()),
    });
    const result = await run();
    expect(result.verdict).toBe(verdict);
    expect(result.evidence).toMatchObject({ rules: [{ rule, verdict, values: { recall: 1 } }] });
    expect(registry.uploads).toHaveLength(uploads);
  });

  it.each(['pass', 'fail'])('say what on_inconclusive: %s does', async (policy) => {
    const { run, host } = registerWith({
      flags: {
        predictions: 'predictions.jsonl',
        rules: ['recall / (1 - recall) > 1'],
        on_inconclusive: policy,
      },
      objects: given(predictions()),
    });
    expect((await run()).verdict).toBe(policy === 'pass' ? 'inconclusive' : 'fail');
    expect(host.lines.join('\n')).toContain(
      `inconclusive (on_inconclusive: ${policy}), recall / (1 - recall): divides by 0`,
    );
  });
});

describe('a file of metrics', () => {
  const flags = {
    metrics_file: 'metrics.json',
    gates: [
      { metric: 'auRoc', min: 0.75 },
      { metric: 'auRoc', max_regression: 0.01 },
    ],
    rules: ['auRoc > champion.auRoc - 0.02 and examples >= 500'],
  };
  const metrics = {
    [`${output}/metrics.json`]: '{"auRoc": 0.8, "examples": 1000, "holdout": "h1", "mine": 3}',
  };
  const champion = (auRoc: number, holdout: object) => ({
    ...passedStep({}),
    evidence: { metrics: { auRoc }, holdout: { ...holdout } },
  });

  it('is judged on a first release', async () => {
    const { run, host } = registerWith({ flags, objects: metrics });
    const result = await run();
    expect(result).toMatchObject({
      verdict: 'pass',
      state: 'done',
      outputs: { metrics: '{"auRoc":0.8}' },
      evidence: {
        metrics: { auRoc: 0.8 },
        champion: null,
        holdout: { examples: 1_000, name: 'h1' },
      },
    });
    const said = host.lines.join('\n');
    expect(said).toContain('no confidence: aggregates only');
    expect(said).toContain('1 metrics of');
    expect(said).toContain('not judged: mine');
  });

  it.each([
    ['within the tolerance', champion(0.805, { name: 'h1' }), 'pass'],
    ['beyond it', champion(0.83, { name: 'h1' }), 'fail'],
    ['of an unknown holdout', champion(0.83, {}), 'fail'],
    ['of another holdout', champion(0.83, { name: 'h2' }), 'inconclusive'],
    ['without metrics', passedStep({}), 'inconclusive'],
  ])('is compared with the metrics of the record: %s', async (_, recorded, verdict) => {
    const { run } = registerWith({ flags, objects: metrics, champion: recorded });
    const result = await run();
    expect(result.verdict).toBe(verdict);
    expect(result.evidence).toMatchObject({ champion: '1' });
  });

  it('that is missing is named', async () => {
    await expect(registerWith({ flags }).run()).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining(`${output}/metrics.json`),
    });
  });

  it.each([
    [{ predictions: 'p.jsonl', metrics_file: 'm.json' }, 'metrics-file'],
    [{ metrics_file: 'm.json', fairness: [parity] }, 'predictions'],
    [{ rules: ['auRoc > 1'] }, 'predictions'],
  ])('%j is refused', (wrong, where) => {
    const refusal = (() => {
      try {
        return registerWith({ flags: wrong });
      } catch (error) {
        return error;
      }
    })();
    expect(refusal).toBeInstanceOf(ReleaseError);
    const named = refusal instanceof ReleaseError ? refusal.problems.map((one) => one.where) : [];
    expect(named).toEqual([expect.stringContaining(where)]);
  });
});

describe('a champion that left no predictions', () => {
  const flags = {
    predictions: 'predictions.jsonl',
    gates: [{ metric: 'recall', max_regression: 0 }],
  };

  it('is compared by the metrics of its record', async () => {
    const champion = { ...passedStep({}), evidence: { metrics: { recall: 0.9 } } };
    const { run } = registerWith({ flags, objects: given(predictions(0.5)), champion });
    const result = await run();
    expect(result.verdict).toBe('fail');
    expect(result.summary).toContain('no confidence: aggregates only');
    expect(result.evidence).toMatchObject({ championMetrics: { recall: 0.9 }, champion: '1' });
  });

  it('is not compared on another holdout', async () => {
    const champion = {
      ...passedStep({}),
      evidence: { metrics: { recall: 0.9 }, holdout: { digest: 'other' } },
    };
    const result = await registerWith({ flags, objects: given(predictions()), champion }).run();
    expect(result.verdict).toBe('inconclusive');
    expect(JSON.stringify(result.evidence)).toContain('another holdout');
  });
});

describe('the uses of a holdout', () => {
  const flags = { predictions: 'predictions.jsonl' };
  const use = { bucket: 'releases', model: 'birds', digest: 'd', releaseId: 'birds-1' };

  it('are counted once for each release, and recorded', async () => {
    const { run, store } = registerWith({ flags, objects: given(predictions()) });
    expect((await run()).evidence).toMatchObject({ holdout: { examples: 400, uses: 1 } });
    expect((await run()).evidence).toMatchObject({ holdout: { uses: 1 } });
    expect([...store.stored.keys()].filter((uri) => uri.includes('/holdouts/'))).toHaveLength(1);
  });

  it('are not counted where nothing may change', async () => {
    const { run, store } = registerWith({
      flags: { ...flags, mode: 'evaluate' },
      objects: given(predictions()),
    });
    expect((await run()).evidence).toMatchObject({ holdout: { examples: 400 } });
    expect([...store.stored.keys()].filter((uri) => uri.includes('/holdouts/'))).toEqual([]);
  });

  it('are warned of after the twentieth', async () => {
    const first = registerWith({ flags, objects: given(predictions()) });
    await first.run();
    const [uri = ''] = [...first.store.stored.keys()].filter((one) => one.includes('/holdouts/'));
    const many = JSON.stringify({ releases: Array.from({ length: 20 }, (_, n) => `birds-${n}`) });
    const { run, host } = registerWith({
      flags,
      objects: { ...given(predictions()), [uri]: many },
    });
    await run();
    expect(host.lines.join('\n')).toContain('! 21 releases were judged on this holdout');
  });

  it('survive another run that writes at the same time', async () => {
    const objects = fakeObjects();
    let isDisturbed = false;
    const disturbed = {
      ...objects,
      write: async (...write: Parameters<typeof objects.write>) => {
        if (!isDisturbed) {
          isDisturbed = true;
          await countHoldoutUse({ ...use, releaseId: 'birds-2' }, objects);
        }
        return await objects.write(...write);
      },
    };
    expect(await countHoldoutUse(use, disturbed)).toBe(2);
  });

  it('are left alone when they cannot be written', async () => {
    const objects = fakeObjects();
    const busy = {
      ...objects,
      write: async () => {
        throw new ReleaseError('CONFLICT', 'written meanwhile');
      },
    };
    expect(await countHoldoutUse(use, busy)).toBeUndefined();
  });
});
