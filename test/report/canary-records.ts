import type { JsonObject } from '../../src/release/json.ts';
import type { ReleaseRecord } from '../../src/release/record.ts';
import { fullRecord, withEvidence, withStep } from './records.ts';

const began = Date.parse('2026-11-21T06:30:30.000Z');
const minute = 60_000;
const isoAt = (minutes: number) => new Date(began + minutes * minute).toISOString();

/** Logarithms of evidence by process at one look; limits are those of alpha 0.01 in parts. */
function processesAt(errors: number, latency: number, slo: number, stale: number) {
  const told = (name: string, logEvidence: number, logLimit: number, isJudged = true) => ({
    name,
    isJudged,
    logEvidence,
    logLimit,
    pValue: Math.min(1, Math.exp(-logEvidence)),
  });
  return [
    told('errors', errors, 4.7105),
    told('latency', latency, 6.9078, false),
    told('slo', slo, 6.9078),
    told('stale-answers', stale, 6.9078),
  ];
}

/** A canary over 26 minutes that four processes searched: a fault that begins late. */
const weights = [
  [0, 0.1, -0.4, 0],
  [-0.2, 0.4, -0.9, 0.2],
  [-0.3, 0.2, -1.3, 0.1],
  [-0.1, 0.9, -1.8, -0.2],
  [0.2, 1.4, -1.6, -0.3],
  [0.1, 1.1, -2, 0.3],
  [0.6, 1.6, -1.2, 0.8],
  [1.5, 2.2, -0.3, 0.7],
  [2.9, 2.1, 0.8, 1.1],
  [4.2, 2.6, 1.7, 1],
  [6.4, 2.9, 2.6, 1.3],
] as const;

export function judgedLook(index: number): JsonObject {
  const [errors, latency, slo, stale] = weights[index] ?? [0, 0, 0, 0];
  const isLast = index === weights.length - 1;
  const step = index < 4 ? 0 : index < 9 ? 1 : 2;
  const percent = [5, 25, 50][step] ?? 5;
  const decision = isLast ? 'roll_back' : index === 3 || index === 8 ? 'advance' : 'continue';
  const text = {
    roll_back:
      "the challenger fails more often: 3.9 % of its requests failed, 0.9 % of the champion's; evidence 6.40 reached the limit 4.71 in the windows at 25 %",
    advance:
      "no harm found in 8 windows over 8m; an error rate 2.9 times the champion's would have been found with 95 % power",
    continue: 'bakes until 06:39:00 UTC',
  }[decision];
  const kind = { roll_back: 'harm', advance: 'no_harm', continue: 'baking' }[decision];
  return {
    at: isoAt(3 + 2 * index),
    step,
    percent,
    decision,
    reasons: [
      { kind, text, figures: {} },
      {
        kind: 'latency_reported',
        text: 'latency is told, not judged: the champion has 31 of 240 windows of history that judging it needs',
        figures: {},
      },
    ],
    evidence: {
      logEvidence: Math.max(errors, (slo * 4.6052) / 6.9078),
      logLimit: 4.6052,
      pValue: Math.min(1, Math.exp(-errors)),
      processes: processesAt(errors, latency, slo, stale),
    },
    windows: { settled: 2 + index, served: 2 + index, missing: 0 },
    challenger: { requests: 40 + 110 * index, errors: Math.round(index ** 1.6), clientErrors: 0 },
    champion: { requests: 900 + 700 * index, errors: 8 + 6 * index, clientErrors: 2 },
  };
}

/** A roll back as the canary with several searches for harm tells it. */
export function judgedRecord(): ReleaseRecord {
  const full = fullRecord();
  const before = { '5303651779': 90, '4400112233': 10 };
  const at = (percent: number) => ({
    '5303651779': 90 - percent,
    '9022609323': percent,
    '4400112233': 10,
  });
  const times = { updatedAt: isoAt(26), finishedAt: isoAt(26) };
  const record = withStep({ ...full, ...times }, 'canary-promote', {
    startedAt: isoAt(0),
    finishedAt: isoAt(26),
    outputs: {
      ...full.steps['canary-promote']?.outputs,
      exposed_requests: 1_140,
      previous_split: JSON.stringify(before),
      traffic_split: JSON.stringify(before),
    },
    summary:
      "birdstrike-damage@3 was rolled back on birdstrike-production: the challenger fails more often: 3.9 % of its requests failed, 0.9 % of the champion's; evidence 6.40 reached the limit 4.71 in the windows at 25 %",
  });
  return withEvidence(record, 'canary-promote', {
    plan: {
      steps: [5, 25, 50, 100],
      minBakeMs: 8 * minute,
      maxBakeMs: 60 * minute,
      minWindows: 3,
      windowMs: minute,
      alpha: 0.01,
      gate: 'evidence',
      beta: 0.05,
      maxOddsRatio: 2,
      maxErrorRate: 0.03,
      sloErrorRate: 0.02,
      sloLatencyMs: null,
      latency: 'auto',
      history: 'off',
      ratios: [],
    },
    startedAt: isoAt(0),
    endedAt: isoAt(26),
    correlation: { kind: 'estimated', value: 0.004, windows: 1_440 },
    shifts: [
      { percent: 5, at: isoAt(1), split: at(5) },
      { percent: 25, at: isoAt(9.2), split: at(25) },
      { percent: 50, at: isoAt(19.1), split: at(50) },
    ],
    restoredAt: isoAt(23.2),
    looks: weights.map((_, index) => judgedLook(index)),
    final: {
      logEvidence: 6.4,
      logLimit: 4.6052,
      pValue: 0.0017,
      windows: 21,
      missingWindows: 1,
      challenger: { requests: 1_140, errors: 44, clientErrors: 0 },
      champion: { requests: 7_900, errors: 68, clientErrors: 2 },
      detectable: { kind: 'ratio', ratio: 2.9, rate: 0.0296 },
    },
    reason:
      "the challenger fails more often: 3.9 % of its requests failed, 0.9 % of the champion's; evidence 6.40 reached the limit 4.71 in the windows at 25 %",
  });
}

/** The step has passed, and a person has to allow the next share. */
export function askingRecord(): ReleaseRecord {
  const { outcome: _, finishedAt: __, ...judged } = judgedRecord();
  const looks = weights.slice(0, 4).map((___, index) => judgedLook(index));
  const asking = withStep({ ...judged, outcome: 'held' }, 'canary-promote', {
    state: 'held',
    verdict: 'inconclusive',
    summary: 'birdstrike-production holds: a person must approve 25 %',
  });
  return withEvidence(asking, 'canary-promote', { looks });
}

/** Between two ticks of a canary that does not wait. */
export function tickingRecord(): ReleaseRecord {
  const { outcome: _, finishedAt: __, ...judged } = judgedRecord();
  return withStep(judged, 'canary-promote', {
    state: 'in_progress',
    verdict: 'inconclusive',
    summary: 'birdstrike-production: bakes; call again at 06:41:00 UTC',
    outputs: { ...judged.steps['canary-promote']?.outputs, next_at: '2026-11-21T06:41:00.000Z' },
  });
}
