import { describe, expect, it } from '@jest/globals';
import { parseInputs } from '../../../src/contract/parse.ts';
import { describeProblem } from '../../../src/errors/problem.ts';
import { ReleaseError } from '../../../src/errors/error.ts';
import { register } from '../../../src/steps/register/contract.ts';

const always = {
  project_id: 'acme-ml',
  region: 'us-central1',
  model: 'birds',
  bucket: 'releases',
  serving_image: 'server:1',
  predictions: 'predictions.jsonl',
};

function parse(rules: unknown) {
  return parseInputs(register, {
    explicit: { ...always, rules: JSON.stringify(rules) },
    spelling: 'flag',
    config: undefined,
    environment: {},
    workingFolder: '/project',
  }).inputs.rules;
}

function problemsOf(rules: unknown): string[] {
  try {
    parse(rules);
  } catch (error) {
    if (error instanceof ReleaseError) return error.problems.map(describeProblem);
    throw error;
  }
  return [];
}

describe('the rules of register', () => {
  it('are texts, or mappings that weigh them', () => {
    expect(parse(['auRoc > 0.8', { rule: 'recall > 0.5', on_fail: 'warn' }])).toMatchObject([
      { text: 'auRoc > 0.8', severity: 'reject' },
      { text: 'recall > 0.5', severity: 'warn', condition: { kind: 'comparison', sign: '>' } },
    ]);
  });

  it.each([
    [
      ['auRoc > 0.8', 'auRoc > 0.8 and recal > 0.5'],
      '--rules[1]: expected the name of a metric at column 17, not recal (did you mean recall?), found "auRoc > 0.8 and recal > 0.5"',
    ],
    [
      [{ rule: 'auRoc >', on_fail: 'warn' }],
      '--rules[0].rule: expected a number, the name of a metric, not, - or ( at column 8, not the end, found "auRoc >"',
    ],
    [
      ['auRoc'],
      '--rules[0]: expected a comparison, such as auRoc > 0.8 at column 1, not a number, found "auRoc"',
    ],
    [
      [7],
      '--rules[0]: expected a rule, such as auRoc > 0.8 and recall >= champion.recall - 0.01, found 7',
    ],
    [
      [{ rule: 'auRoc > 0.8', on_fail: 'pass' }],
      '--rules[0].on_fail: expected one of reject, warn, found "pass"',
    ],
  ])('%j is refused where it is wrong', (rules, problem) => {
    expect(problemsOf(rules)).toEqual([problem]);
  });

  it('are refused all at once', () => {
    expect(problemsOf(['recal > 0.5 or prcision > 1', 'auRoc >> 1'])).toHaveLength(3);
  });
});
