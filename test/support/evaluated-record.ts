import type { JsonObject } from '../../src/release/json.ts';
import type { ReleaseRecord } from '../../src/release/record.ts';
import { judgedLook, judgedRecord } from '../report/canary-records.ts';
import { gatesOf, withEvidence, withStep } from '../report/records.ts';

const round = (value: number) => Number(value.toFixed(4));
const parts = (count: number) => Array.from({ length: count + 1 }, (_, index) => index / count);

/** ROC curve of a power: the area is 1 / (1 + power). */
function roc(power: number): number[][] {
  return parts(60).map((at) => [round(at ** 2), round(at ** (2 * power))]);
}

/** Precision falls from nearly 1 to the share of positives, 0.1. */
function precisionRecall(power: number): number[][] {
  return parts(60).map((recall) => {
    const falsePositives = 0.9 * recall ** (1 / power);
    const truePositives = 0.1 * recall;
    const found = truePositives + falsePositives;
    return [round(recall), found === 0 ? 1 : round(truePositives / found)];
  });
}

function calibration(bend: number): JsonObject[] {
  return parts(9).map((at, index) => ({
    score: round(0.04 + 0.9 * at),
    share: round(Math.min(1, (0.04 + 0.9 * at) ** bend)),
    examples: Math.round(1_400 * 0.55 ** index) + 4,
  }));
}

const interval = (low: number, high: number) => ({
  low,
  high,
  confidence: 0.95,
  method: 'percentile bootstrap, 2 000 resamples',
});

export const curves: JsonObject = {
  challenger: {
    roc: roc(0.31),
    precisionRecall: precisionRecall(0.31),
    calibration: calibration(1.15),
  },
  champion: {
    roc: roc(0.24),
    precisionRecall: precisionRecall(0.24),
    calibration: calibration(0.95),
  },
};

const group = (
  value: string,
  examples: number,
  positives: number,
  [selectionRate, truePositiveRate, falsePositiveRate]: [number, number, number],
) => ({
  value,
  examples,
  positives,
  selectionRate,
  truePositiveRate,
  falsePositiveRate,
  state: 'large_enough',
  why: '',
});

const tooSmall = {
  value: 'Regional',
  examples: 61,
  positives: 7,
  selectionRate: 0.31,
  state: 'too_small',
  why: '61 examples of at least 100',
};

/** Gaps between groups: one that is too wide, one that holds, one that cannot be told. */
export const fairness: JsonObject[] = [
  {
    attribute: 'operator',
    metric: 'demographicParityDifference',
    verdict: 'fail',
    value: 0.19,
    interval: { low: 0.13, high: 0.25, confidence: 0.95 },
    limit: 0.1,
    groups: [
      group('Cargo', 820, 95, [0.29, 0.61, 0.25]),
      group('Passenger', 1_905, 210, [0.14, 0.58, 0.09]),
      group('Private', 214, 31, [0.1, 0.42, 0.05]),
      tooSmall,
    ],
    reason: 'Cargo is selected 0.19 more often than Private, significantly more than 0.1',
  },
  {
    attribute: 'operator × phase_of_flight',
    metric: 'equalizedOddsDifference',
    severity: 'warn',
    parts: [
      {
        rate: 'truePositiveRate',
        verdict: 'inconclusive',
        value: 0.12,
        interval: { low: 0.02, high: 0.22, confidence: 0.975 },
      },
      {
        rate: 'falsePositiveRate',
        verdict: 'pass',
        value: 0.09,
        interval: { low: 0.05, high: 0.13, confidence: 0.975 },
      },
    ],
    verdict: 'inconclusive',
    value: 0.12,
    interval: { low: 0.02, high: 0.22, confidence: 0.95 },
    limit: 0.15,
    groups: [
      group('Cargo, Approach', 310, 40, [0.27, 0.63, 0.21]),
      group('Passenger, Approach', 720, 81, [0.15, 0.51, 0.12]),
    ],
    reason: 'the interval has 0.15 in it',
  },
  {
    attribute: 'region',
    metric: 'selectionRateRatio',
    verdict: 'error',
    groups: [],
    reason: 'the predictions have no slice region',
  },
];

/** A rule that holds, one that is broken, and one that could not be read. */
export const rules: JsonObject[] = [
  {
    rule: 'auRoc > 0.75 and brier < 0.1',
    verdict: 'pass',
    reason: 'both hold',
    values: { auRoc: 0.7634, brier: 0.0789 },
  },
  {
    rule: 'cost(recall, precision) <= 0.35',
    severity: 'warn',
    verdict: 'fail',
    reason: '0.412 is above 0.35',
    values: { recall: 0.1509, precision: 0.5647 },
  },
  { rule: 'lift > 2', verdict: 'error', reason: 'there is no metric lift', values: {} },
];

const slice = (
  value: string,
  examples: number,
  verdict: string,
  [change, low, high]: [number, number, number],
) => ({
  value,
  examples,
  verdict,
  challenger: round(0.72 + change),
  champion: 0.72,
  change,
  interval: { low, high, confidence: 0.95 },
  limit: 0.02,
  margin: round(0.02 + change),
  reason: change < -0.02 ? 'worse than the champion' : 'within the margin',
});

/** The same slices under a gate on the change. */
export const changeGate: JsonObject = {
  gate: { metric: 'auRoc', max_regression: 0.02, confidence: 0.95, slice: 'phase_of_flight' },
  rule: 'max_regression',
  metric: 'auRoc',
  verdict: 'fail',
  examples: 812,
  change: -0.061,
  interval: { low: -0.09, high: -0.03, confidence: 0.95 },
  limit: 0.02,
  margin: -0.041,
  reason: 'worst slice Approach: 0.061 worse than the champion',
  worst: 'Approach',
  slices: [
    slice('Approach', 812, 'fail', [-0.061, -0.09, -0.03]),
    slice('Climb', 704, 'pass', [0.011, -0.01, 0.03]),
    slice('Descent', 288, 'inconclusive', [-0.012, -0.05, 0.03]),
    slice('Take-off run', 540, 'pass', [0.004, -0.012, 0.02]),
  ],
};

/** All that `register` finds of a binary classifier. */
export const evaluation: JsonObject = {
  task: 'binary',
  metrics: {
    auRoc: 0.7634,
    auPrc: 0.3859,
    logLoss: 0.2726,
    brier: 0.07891,
    accuracy: 0.8977,
    precision: 0.5647,
    recall: 0.1509,
  },
  championMetrics: { auRoc: 0.8065, auPrc: 0.4011, logLoss: 0.2736, accuracy: 0.8987 },
  intervals: {
    auRoc: interval(0.741, 0.785),
    auPrc: interval(0.352, 0.421),
    logLoss: interval(0.261, 0.285),
    accuracy: interval(0.886, 0.908),
  },
  notes: { precision: 'no interval: fewer than ten positive decisions' },
  holdout: { examples: 3_000, digest: 'c0ffee', uses: 4 },
  curves,
  confusion: {
    classes: ['no damage', 'damage'],
    counts: [
      [2_645, 37],
      [270, 48],
    ],
    threshold: 0.5,
  },
  fairness,
  rules,
};

/** Of three classes and the rest, as it stands for many. */
export const confusionOfMany: JsonObject = {
  classes: ['Small', 'Medium', 'Large', '(others)'],
  counts: [
    [820, 61, 4, 2],
    [75, 640, 48, 0],
    [3, 66, 301, 1],
    [5, 2, 0, 12],
  ],
};

const failure = (name: string, kind: string, line: number, misses: string[], verdict = 'fail') => ({
  name,
  kind,
  verdict,
  where: `suite.yaml:${line}`,
  misses,
});

const buckets = Array.from({ length: 56 }, (_, index) => {
  const upToMs = Number((9.4 * 1.035 ** index).toPrecision(5));
  const early = 190 * Math.exp(-(((index - 12) / 7) ** 2));
  const late = 24 * Math.exp(-(((index - 38) / 5) ** 2));
  return { upToMs, count: Math.round(early + late) + (index === 55 ? 3 : 0) };
}).filter(({ count }) => count > 0);

const timeline = Array.from({ length: 35 }, (_, index) => {
  const isSlow = index > 20 && index < 25;
  return {
    fromMs: 2_000 * index,
    requests: index < 5 ? 10 + 20 * index : 100,
    failed: isSlow ? 2 * (index - 20) : 0,
    p50: 13 + (index % 3) + (isSlow ? 9 : 0),
    p99: 31 + 3 * (index % 4) + (isSlow ? 160 : 0),
    max: 260,
  };
});

export const load: JsonObject = {
  rate: 50,
  rampMs: 10_000,
  durationMs: 60_000,
  throughput: 49.3,
  requests: 3_000,
  failed: 20,
  errorRate: 20 / 3_000,
  errorInterval: { low: 0.0041, high: 0.0103, confidence: 0.95 },
  latency: { p50: 14.2, p90: 21.7, p95: 29.9, p99: 43.4, 'p99.9': 61.2, max: 64.1, mean: 16.03 },
  histogram: buckets,
  ramp: {
    requests: 250,
    failed: 0,
    latency: { p50: 13.9, p90: 20, p95: 24, p99: 41, 'p99.9': 52, max: 52, mean: 15.2 },
  },
  sentLate: { p50: 0.2, p90: 0.4, p95: 0.6, p99: 1.31, 'p99.9': 2.4, max: 2.9, mean: 0.3 },
  timeline,
  reasons: [
    { reason: 'refused with 503: no healthy upstream', count: 18 },
    { reason: 'no answer within 5s', count: 2 },
  ],
};

/** A suite of many kinds, and load. */
export const tested: JsonObject = {
  cases: 40,
  kinds: {
    golden: { cases: 30, passed: 27 },
    slice: { cases: 2, passed: 1 },
    invariance: { cases: 6, passed: 6 },
    direction: { cases: 5, passed: 4 },
    batch: { cases: 1, passed: 1 },
    offline: { cases: 1, passed: 0 },
  },
  requests: 512,
  errorRate: 0.0039,
  cold: {
    requests: 3,
    failed: 1,
    first: 412.5,
    sinceDeployedMs: 4_100,
    p50: 181,
    p90: 412.5,
    p95: 412.5,
    p99: 412.5,
    'p99.9': 412.5,
  },
  latency: [
    { percentile: 'p50', value: 14.2, limit: 40, verdict: 'pass' },
    { percentile: 'p99', value: 43.4, limit: 40, verdict: 'fail' },
  ],
  failures: [
    failure('a larger bird is no safer', 'direction', 31, [
      'damage_probability must not fall: 0.31, then 0.27 with {"wildlife_size":"Large"}',
    ]),
    failure('served as evaluated', 'offline', 52, [
      '97 % of 200 rows within 0.000001, expected 100 %',
      'id 17: 0.41 served, 0.4 offline, apart by 0.01',
    ]),
    failure('a gull at night', 'golden', 4, ['refused with 503: no healthy upstream'], 'error'),
  ],
  slices: [
    {
      name: 'birds by night',
      verdict: 'fail',
      slice: 'night',
      cases: 10,
      passed: 7,
      minPassShare: 0.9,
    },
    {
      name: 'birds by day',
      verdict: 'pass',
      slice: 'day',
      cases: 20,
      passed: 20,
      minPassShare: 0.9,
    },
  ],
  offline: [
    {
      name: 'served as evaluated',
      verdict: 'fail',
      rows: 200,
      agreeing: 194,
      tolerance: 0.000001,
      minShare: 1,
      meanDifference: 0.0003,
      maxDifference: 0.01,
      worst: [{ id: '17', offline: 0.4, served: 0.41, difference: 0.01 }],
    },
  ],
  load,
  limits: [
    {
      name: 'errors under load',
      input: 'max_error_rate',
      verdict: 'inconclusive',
      said: '0.667 % of at most 1 % (95 % confidence: 0.41 % to 1.03 %)',
    },
    { name: 'latency p99', input: 'max_latency', verdict: 'fail', said: '44ms of at most 40ms' },
  ],
  replicas: {
    kind: 'seen',
    samples: 4,
    timeline: [
      { deployedModelId: '71', atMs: -60_000, replicas: 1, target: 1 },
      { deployedModelId: '71', atMs: 60_000, replicas: 1, target: 3 },
    ],
  },
  shadow: {
    kind: 'file',
    requests: 502,
    compared: 500,
    differing: 41,
    share: 0.082,
    interval: { low: 0.0595, high: 0.1096, confidence: 0.95 },
    limit: 0.05,
    verdict: 'fail',
    latency: {
      paired: { requests: 500, staging: { p50: 21, p99: 80 }, logged: { p50: 18, p99: 95 } },
    },
    worst: [
      { id: 'request 9017', kind: 'refused', status: 500 },
      { id: 'request 9003', kind: 'number', path: '[0].damage_probability', by: 0.31, places: 1 },
    ],
  },
};

/** A release that has something to tell of every kind there is. */
export function evaluatedRecord(): ReleaseRecord {
  const judged = judgedRecord();
  const evaluated = withEvidence(judged, 'register', {
    ...evaluation,
    gates: [...gatesOf(judged), changeGate],
  });
  const stepped = withStep(evaluated, 'integration-test', {
    verdict: 'fail',
    summary: '2 wrong and 1 unanswered of 40 cases; beyond the limit: latency p99',
    outputs: { passed: 37, failed: 3, p50_ms: 14.2, p99_ms: 43.4, throughput: 49.3 },
  });
  return withEvidence(stepped, 'integration-test', tested);
}

/** What a report tells of every kind, and no more of each than it takes. */
export function hostileBase(): ReleaseRecord {
  const record = evaluatedRecord();
  const few = withEvidence(record, 'canary-promote', { looks: [judgedLook(8), judgedLook(10)] });
  const lines = withEvidence(few, 'register', {
    curves: {
      challenger: {
        roc: [
          [0, 0],
          [0.2, 0.7],
          [1, 1],
        ],
        precisionRecall: [
          [0, 1],
          [1, 0.1],
        ],
        calibration: calibration(1).slice(0, 2),
      },
    },
    confusion: confusionOfMany,
    fairness: fairness.slice(0, 2),
    rules: rules.slice(0, 1),
    gates: gatesOf(record).slice(-2),
  });
  return withEvidence(lines, 'integration-test', {
    load: { ...load, histogram: buckets.slice(0, 3), timeline: timeline.slice(0, 3) },
  });
}
