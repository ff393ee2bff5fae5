import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { JsonObject } from '../../src/release/json.ts';
import { parseRecord, type ReleaseRecord, type StepRecord } from '../../src/release/record.ts';
import type { StepName } from '../../src/release/step-name.ts';

/** Records as releases wrote them on the embedded Vertex. */
export type Stored = 'bootstrapped' | 'promoted' | 'rolled-back';

export function storedRecord(name: Stored): ReleaseRecord {
  const path = fileURLToPath(new URL(`fixtures/${name}.json`, import.meta.url));
  return parseRecord(readFileSync(path, 'utf8'), path);
}

export function withStep(
  record: ReleaseRecord,
  name: StepName,
  change: Partial<StepRecord>,
): ReleaseRecord {
  const known = record.steps[name];
  if (known === undefined) throw new Error(`the fixture has no ${name}`);
  return { ...record, steps: { ...record.steps, [name]: { ...known, ...change } } };
}

export function withEvidence(record: ReleaseRecord, name: StepName, evidence: JsonObject) {
  return withStep(record, name, { evidence: { ...record.steps[name]?.evidence, ...evidence } });
}

const interval = { low: 0.38, high: 0.46, confidence: 0.95, sides: 'both', method: 'wilson' };

/** A gate on slices that one of them breaks. */
export const sliceGate = {
  gate: { metric: 'recall', min: 0.6, confidence: 0.95, slice: 'phase_of_flight' },
  rule: 'min',
  metric: 'recall',
  verdict: 'fail',
  examples: 812,
  challenger: 0.42,
  interval,
  limit: 0.6,
  margin: -0.18,
  reason: 'worst slice Approach: 0.42 is below 0.6 by 0.18; 1 of 3 slices too small to judge',
  worst: 'Approach',
  slices: [
    {
      value: 'Approach',
      verdict: 'fail',
      examples: 812,
      challenger: 0.42,
      interval,
      limit: 0.6,
      margin: -0.18,
      reason: '0.42 is below 0.6 by 0.18',
    },
    {
      value: 'Climb',
      verdict: 'pass',
      examples: 704,
      challenger: 0.7,
      interval: { ...interval, low: 0.66, high: 0.74 },
      limit: 0.6,
      margin: 0.1,
      reason: '0.7 reaches 0.6 by 0.1',
    },
    {
      value: 'Taxi',
      verdict: 'inconclusive',
      examples: 31,
      limit: 0.6,
      reason: 'too small: 31 examples of at least 100',
    },
  ],
};

export const lostGate = {
  gate: { metric: 'auRoc', max_regression: 0.005, confidence: 0.95 },
  rule: 'max_regression',
  metric: 'auRoc',
  verdict: 'fail',
  examples: 3000,
  challenger: 0.7612,
  champion: 0.8058,
  change: -0.0446,
  interval: { low: -0.06, high: -0.03, confidence: 0.95, sides: 'each', method: 'delong' },
  limit: 0.005,
  margin: -0.0396,
  pValue: 0.0001,
  smallestDetectable: 0.0134,
  reason: '0.0446 worse than the champion, significantly more than 0.005',
};

/** Data that breaks two rules, and tests that fail. */
export const brokenData: JsonObject = {
  data: {
    train: {
      rows: 7000,
      bytes: 902721,
      sha256: '2828aa72195a0230a7b0e61c75a9b055b60f3342d16aff38739b14a93f14d07a',
      verdict: 'fail',
      findings: [
        {
          column: 'phase_of_flight',
          rule: 'enum',
          verdict: 'fail',
          value: 12,
          limit: 0,
          margin: -12,
          unit: 'rows',
          count: 12,
          rows: [17, 204, 990, 1204, 6011],
          tokens: ['Aproach', 'Landing roll'],
          remedy: 'Correct the values, or add them to the enum of the schema.',
        },
        {
          column: 'speed_knots',
          rule: 'maxNullFraction',
          verdict: 'fail',
          value: 0.412,
          limit: 0.35,
          margin: -0.062,
          count: 2884,
          rows: [1, 2, 5],
          remedy: '41.2 % of the rows have no value; mend the source or raise the limit.',
        },
        { column: 'damage', rule: 'required', verdict: 'pass', value: 0, limit: 0, margin: 0 },
      ],
    },
  },
  tests: { verdict: 'fail', exitCode: 1, tail: ['✖ a model scores', 'ℹ fail 1'] },
};

export const failedCases: JsonObject = {
  errorRate: 0.0833,
  cold: { requests: 5, failed: 1, first: 2412, p50: 61, p90: 2412, p99: 2412, 'p99.9': 2412 },
  load: {
    rate: 50,
    durationMs: 60_000,
    throughput: 49.6,
    requests: 3000,
    failed: 12,
    errorRate: 0.004,
    errorInterval: { low: 0.0021, high: 0.007, confidence: 0.95 },
    latency: { p50: 21.4, p90: 48, p99: 1412, 'p99.9': 2031 },
    ramp: { requests: 125, failed: 0, latency: { p50: 24, p90: 51, p99: 220, 'p99.9': 220 } },
  },
  replicas: {
    kind: 'seen',
    samples: 4,
    timeline: [
      { deployedModelId: '71', atMs: -60_000, replicas: 1, target: 1 },
      { deployedModelId: '71', atMs: 60_000, replicas: 1, target: 3 },
    ],
  },
  shadow: {
    compared: 500,
    differing: 41,
    share: 0.082,
    interval: { low: 0.0595, high: 0.1096, confidence: 0.95 },
    limit: 0.05,
    verdict: 'fail',
    latency: { paired: { staging: { p50: 21, p99: 80 }, logged: { p50: 18, p99: 95 } } },
    worst: [
      { id: 'request 9017', kind: 'refused', status: 500 },
      { id: 'request 9003', kind: 'number', path: '[0].damage_probability', by: 0.31, places: 1 },
    ],
  },
  limits: [
    {
      name: 'shadow differences',
      input: 'max_shadow_difference',
      verdict: 'fail',
      said: '41 of 500 requests answered otherwise',
    },
  ],
  latency: [{ percentile: 'p99', value: 1412, limit: 1000, verdict: 'fail' }],
  failures: [
    { name: 'a gull at night', misses: ['damage: expected yes, found no'] },
    { name: 'two geese', misses: ['refused with 503: no healthy upstream', 'no answer'] },
  ],
};

/** A release that has something to tell in every section. */
export function fullRecord(): ReleaseRecord {
  const rolledBack = storedRecord('rolled-back');
  const gates = [...gatesOf(rolledBack), lostGate, sliceGate];
  return [
    (record: ReleaseRecord) => withEvidence(record, 'validate', brokenData),
    (record: ReleaseRecord) => withEvidence(record, 'register', { gates }),
    (record: ReleaseRecord) => withEvidence(record, 'integration-test', failedCases),
    (record: ReleaseRecord): ReleaseRecord => ({
      ...record,
      host: { name: 'github', runUrl: 'the run of the release' },
    }),
  ].reduce((record, change) => change(record), rolledBack);
}

/** Stopped by its gates: what came after never began. */
export function rejectedRecord(): ReleaseRecord {
  const promoted = storedRecord('promoted');
  const { validate, train, register } = promoted.steps;
  if (validate === undefined || train === undefined || register === undefined) {
    throw new Error('the fixture lacks steps');
  }
  const rejected: ReleaseRecord = {
    ...promoted,
    outcome: 'rejected',
    steps: {
      validate,
      train,
      register: {
        ...register,
        verdict: 'fail',
        summary: 'rejected: auRoc at most 0.005 worse than the champion: 0.0446 worse',
        outputs: {},
      },
    },
  };
  return withEvidence(rejected, 'register', { gates: [lostGate, sliceGate] });
}

/** Waits for a person in the canary. */
export function heldRecord(): ReleaseRecord {
  const { finishedAt: _, ...held } = storedRecord('rolled-back');
  return withStep({ ...held, outcome: 'held' }, 'canary-promote', {
    state: 'held',
    verdict: 'inconclusive',
    summary: 'birdstrike-production holds: the longest bake, 1m, is over',
  });
}

export function gatesOf(record: ReleaseRecord): JsonObject[] {
  const gates = record.steps.register?.evidence?.['gates'];
  return Array.isArray(gates) ? (gates as JsonObject[]) : [];
}
