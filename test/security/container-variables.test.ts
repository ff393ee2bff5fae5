import { describe, expect, it } from '@jest/globals';
import { parseInputs } from '../../src/contract/parse.ts';
import { register } from '../../src/steps/register/contract.ts';
import { train } from '../../src/steps/train/contract.ts';
import { problemsOf, sourcesOf } from '../contract/sources.ts';

const required = { project_id: 'acme-ml', region: 'us-central1', model: 'birds', bucket: 'acme-b' };
const inputs = [
  ['env of train', train, 'env', { ...required, job_spec: 'job.yaml' }],
  [
    'serving_env of register',
    register,
    'serving_env',
    { ...required, mode: 'evaluate', predictions: 'predictions.jsonl' },
  ],
] as const;

describe.each(inputs)('%s', (_, step, input, explicit) => {
  const problems = (pair: string) =>
    problemsOf(() => parseInputs(step, sourcesOf({ explicit: { ...explicit, [input]: pair } })));

  it.each([
    'SEED',
    'seed_2',
    '_',
    'PATHS',
    'MY_PATH',
    'LDAP',
    'GITHUB',
    'NODE_OPTION',
    'http_proxy',
  ])('may set %s', (name) => {
    expect(problems(`${name}=1`)).toEqual([]);
  });

  it.each([
    'PATH',
    'NODE_OPTIONS',
    'PYTHONPATH',
    'PYTHONSTARTUP',
    'BASH_ENV',
    'LD_PRELOAD',
    'LD_LIBRARY_PATH',
    'GITHUB_TOKEN',
    'GITHUB_ENV',
    'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
    '1SEED',
    'SEED-2',
    'SE ED',
    'SEED$(x)',
    'ſEED',
  ])('may not set %s, and says why', (name) => {
    const [first = '', ...others] = problems(`${name}=1`);
    expect(first).toContain('a variable name other than PATH, NODE_OPTIONS');
    expect(others).toEqual([]);
  });
});
