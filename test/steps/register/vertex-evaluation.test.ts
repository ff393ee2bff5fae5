import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ReleaseError } from '../../../src/errors/error.ts';
import { parsePredictions } from '../../../src/evaluation/predictions.ts';
import type { JsonObject } from '../../../src/release/json.ts';
import { type Evaluated, importEvaluation } from '../../../src/steps/register/import-evaluation.ts';
import { evaluationMetrics, otherMetrics } from '../../../src/steps/register/vertex-evaluation.ts';
import { type FakeEvaluations, fakeEvaluations } from '../../support/fake-evaluations.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { stepContext } from '../../support/step-context.ts';

/** Computed by scikit-learn: fixtures/confidence_metrics.py. */
const reference = JSON.parse(
  readFileSync(new URL('fixtures/confidence-metrics.json', import.meta.url), 'utf8'),
) as { labels: number[]; scores: number[]; metrics: JsonObject[] };

const schemas = 'gs://google-cloud-aiplatform/schema/modelevaluation';

function binary(rows: readonly object[]) {
  const lines = rows.map((row, index) => JSON.stringify({ id: `e${index}`, ...row }));
  return parsePredictions(lines.join('\n'), { where: 'p' });
}

const rows = reference.labels.map((label, index) => ({ label, score: reference.scores[index] }));

const rates = ['recall', 'precision', 'falsePositiveRate', 'f1Score'];

/** Everything but the values of rates: counts, the threshold, and which rates are told at all. */
function exact(metrics: JsonObject): object {
  const entries = Object.entries(metrics).map(([name, value]) =>
    rates.includes(name) ? [name, 'told'] : [name, value],
  );
  return Object.fromEntries(entries) as object;
}

function numberOf(metrics: JsonObject | undefined, name: string): number {
  return Number(metrics?.[name] ?? 0);
}

describe('an evaluation as Vertex AI has it', () => {
  it('tells rates and counts at the thresholds of the reference, as scikit-learn computes them', () => {
    const { metricsSchemaUri, metrics } = evaluationMetrics({
      set: binary(rows),
      metrics: { auRoc: 0.8, brier: 0.2 },
      threshold: 0.5,
    });
    expect(metricsSchemaUri).toBe(`${schemas}/classification_metrics_1.0.0.yaml`);
    const { confidenceMetrics, confusionMatrix, ...rest } = metrics as JsonObject;
    expect(rest).toEqual({ auRoc: 0.8 });
    const found = confidenceMetrics as readonly JsonObject[];
    expect(found).toHaveLength(24);
    expect(found.map(exact)).toEqual(reference.metrics.map(exact));
    const worst = reference.metrics.map((expected, index) =>
      Math.max(
        ...rates.map((rate) => Math.abs(numberOf(expected, rate) - numberOf(found[index], rate))),
      ),
    );
    expect(Math.max(...worst)).toBeLessThan(1e-12);
    const half = reference.metrics[10] ?? {};
    expect(confusionMatrix).toMatchObject({
      rows: [
        [Number(half['trueNegativeCount']), Number(half['falsePositiveCount'])],
        [Number(half['falseNegativeCount']), Number(half['truePositiveCount'])],
      ],
    });
  });

  it('tells no counts of weighted examples', () => {
    const set = binary(rows.map((row, index) => ({ ...row, weight: 1 + (index % 2) })));
    const { metrics } = evaluationMetrics({ set, metrics: {}, threshold: 0.5 });
    const [first] = (metrics as { confidenceMetrics: JsonObject[] }).confidenceMetrics;
    expect(Object.keys(first ?? {})).not.toContain('truePositiveCount');
    expect(first).toMatchObject({ recall: 1 });
  });

  it('tells of a regression what its schema has, and leaves the rest to metadata', () => {
    const set = binary([{ label: 3, prediction: 2 }]);
    const metrics = { rootMeanSquaredError: 1, meanAbsoluteError: 1, medianError: 2 };
    expect(evaluationMetrics({ set, metrics, threshold: 0.5 })).toEqual({
      metricsSchemaUri: `${schemas}/regression_metrics_1.0.0.yaml`,
      metrics: { rootMeanSquaredError: 1, meanAbsoluteError: 1 },
    });
    expect(otherMetrics('regression', metrics)).toEqual({ medianError: 2 });
  });
});

describe('the import of an evaluation', () => {
  const version = 'projects/acme-ml/locations/us-central1/models/birds@3';

  /** 60 values of one slice, each of 120 examples of both classes. */
  const many = Array.from({ length: 60 }, (_, part) =>
    rows.map((row) => ({ ...row, slices: { airport: `A${part}` } })),
  ).flat();

  const importWith = async (
    evaluations: FakeEvaluations,
    examples: readonly object[] = rows,
    change: Partial<Evaluated> = {},
  ) => {
    const host = fakeHost();
    const evaluated = {
      set: binary(examples),
      metrics: { auRoc: 0.8 },
      threshold: 0.5,
      measureAll: () => ({ auRoc: 0.7 }),
      ...change,
    };
    const context = stepContext({ evaluations, host });
    return { result: await importEvaluation(version, evaluated, context), host };
  };

  it('sends at most 50 slices at once, and none of them twice', async () => {
    const evaluations = fakeEvaluations();
    const { result } = await importWith(evaluations, many);
    expect(result).toMatchObject({ state: 'done', slices: 60 });
    expect(evaluations.batches.map((batch) => batch.length)).toEqual([50, 10]);
    await importWith(evaluations, many);
    expect(evaluations.added).toHaveLength(1);
    expect(evaluations.batches).toHaveLength(2);
    expect(evaluations.batches[0]?.[0]).toMatchObject({
      slice: {
        dimension: 'slice',
        value: 'airport=A0',
        sliceSpec: { configs: { airport: { value: { stringValue: 'A0' } } } },
      },
      metrics: { auRoc: 0.7 },
    });
  });

  it.each([
    new ReleaseError('API_FAILED', 'it does not work as expected'),
    new ReleaseError('PERMISSION_DENIED', 'no'),
  ])('is left out with a warning when it is refused: $code', async (refusal) => {
    const { result, host } = await importWith(fakeEvaluations(refusal));
    expect(result).toEqual({ state: 'failed', reason: refusal.message });
    expect(host.lines.join('\n')).toMatch(/^! the import of the evaluation .* goes on without it/m);
  });

  it.each([
    new ReleaseError('CANCELLED', 'stop'),
    new ReleaseError('INTERNAL', 'a defect'),
    new TypeError('a defect'),
  ])('does not shrug off %s', async (grave) => {
    const evaluations = { ...fakeEvaluations(), list: async () => Promise.reject(grave) };
    await expect(importWith(evaluations)).rejects.toBe(grave);
  });
});
