import type { JsonObject } from '../../src/release/json.ts';
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

export function calibration(bend: number): JsonObject[] {
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
