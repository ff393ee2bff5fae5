import { describe, expect, it } from '@jest/globals';
import { annotatedFile, annotationsOf } from '../../src/entry/action-annotations.ts';
import type { Ending } from '../../src/entry/action-ending.ts';
import type { JsonObject } from '../../src/release/json.ts';
import { configOf } from '../contract/sources.ts';
import { fakeRecord, passedStep } from '../support/fake-journal.ts';

const text = `apiVersion: vertex-release/v1
register:
  gates:
    - { metric: auRoc, min: 0.8, slice: [sex, age] }
    - { metric: auRoc, max_regression: 0.01, on_fail: warn }
  fairness:
    - { attribute: sex, metric: demographic_parity, max_difference: 0.1 }
  rules:
    - recall > 0.2
    - recall > 0.9
`;
const file = annotatedFile(configOf(text), '/repo');
const places = { workspace: '/repo', suite: undefined };

function endingWith(evidence: JsonObject): Ending {
  return {
    step: 'register',
    verdict: 'fail',
    state: 'done',
    lines: ['rejected'],
    exitCode: 1,
    outputs: [],
    record: fakeRecord({ steps: { register: { ...passedStep({}), evidence } } }),
    error: undefined,
  };
}

const failed = { verdict: 'fail', reason: 'too low' };
const parity = { attribute: 'sex', metric: 'demographic_parity', max_difference: 0.1 };
const rule = (written: string, more = {}) => ({
  rule: written,
  severity: 'reject',
  ...failed,
  ...more,
});

describe('what register judged', () => {
  it('is marked on its line when it failed', () => {
    const evidence = {
      gates: [
        { gate: { metric: 'auRoc', min: 0.8, slice: ['sex', 'age'] }, rule: 'min', ...failed },
      ],
      fairness: [{ check: parity, severity: 'reject', ...failed }],
      rules: [rule('recall > 0.2', { verdict: 'pass' }), rule('recall > 0.9')],
    };
    const path = 'vertex-release.yaml';
    expect(annotationsOf(endingWith(evidence), file, places)).toEqual([
      {
        message: 'auRoc ≥ 0.8 per sex × age: fail, too low',
        place: { title: 'register: gate auRoc ≥ 0.8 per sex × age', file: path, startLine: 4 },
      },
      {
        message: 'demographicParityDifference ≤ 0.1 between values of sex: fail, too low',
        place: {
          title: 'register: demographicParityDifference ≤ 0.1 between values of sex',
          file: path,
          startLine: 7,
        },
      },
      {
        message: 'recall > 0.9: fail, too low',
        place: { title: 'register: recall > 0.9', file: path, startLine: 10 },
      },
    ]);
  });

  it('is not marked when it only warns', () => {
    const evidence = {
      gates: [
        {
          gate: { metric: 'auRoc', max_regression: 0.01, on_fail: 'warn' },
          rule: 'max_regression',
          ...failed,
        },
      ],
      fairness: [{ check: parity, severity: 'warn', ...failed }],
      rules: [rule('recall > 0.9', { severity: 'warn' })],
    };
    expect(annotationsOf(endingWith(evidence), file, places)).toEqual([
      { message: 'rejected', place: { title: 'register: fail' } },
    ]);
  });

  it('has no line where the file does not give it, and evidence of another shape is left out', () => {
    const evidence = {
      rules: [rule('recall > 0.9')],
      fairness: [{ severity: 'reject' }],
      gates: 7,
    };
    expect(annotationsOf(endingWith(evidence), undefined, places)).toEqual([
      { message: 'recall > 0.9: fail, too low', place: { title: 'register: recall > 0.9' } },
    ]);
  });
});
