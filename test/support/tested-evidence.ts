import type { JsonObject } from '../../src/release/json.ts';

const failure = (name: string, kind: string, line: number, misses: string[], verdict = 'fail') => ({
  name,
  kind,
  verdict,
  where: `suite.yaml:${line}`,
  misses,
});

export const buckets = Array.from({ length: 56 }, (_, index) => {
  const upToMs = Number((9.4 * 1.035 ** index).toPrecision(5));
  const early = 190 * Math.exp(-(((index - 12) / 7) ** 2));
  const late = 24 * Math.exp(-(((index - 38) / 5) ** 2));
  return { upToMs, count: Math.round(early + late) + (index === 55 ? 3 : 0) };
}).filter(({ count }) => count > 0);

export const timeline = Array.from({ length: 35 }, (_, index) => {
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
