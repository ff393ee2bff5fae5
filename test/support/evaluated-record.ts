import type { ReleaseRecord } from '../../src/release/record.ts';
import { judgedLook, judgedRecord } from '../report/canary-records.ts';
import { gatesOf, withEvidence, withStep } from '../report/records.ts';
import {
  calibration,
  changeGate,
  confusionOfMany,
  evaluation,
  fairness,
  rules,
} from './evaluation-evidence.ts';
import { buckets, load, tested, timeline } from './tested-evidence.ts';

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
