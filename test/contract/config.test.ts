import { describe, expect, it } from '@jest/globals';
import { describeProblem } from '../../src/errors/problem.ts';
import { configOf } from './sources.ts';

const version = 'apiVersion: vertex-release/v1';

function problemsIn(...lines: string[]): string[] {
  return configOf([version, ...lines].join('\n')).problems.map(describeProblem);
}

const whole = `# yaml-language-server: $schema=./schema/vertex-release.schema.json
apiVersion: vertex-release/v1
project_id: acme-ml
region: us-central1
model: birdstrike-damage
bucket: acme-ml-releases
environments:
  staging: { project_id: acme-ml-staging }
  production: { project_id: acme-ml-prod }
validate:
  data: [{ name: train, source: data/train.csv, schema: data/schema.yaml }]
  test_command: npm test --prefix trainer
train:
  job_spec: trainer/job.yaml
  training_image: us-docker.pkg.dev/acme-ml/ml/trainer:7
  args: [--max-depth=8]
  timeout: 2h
register:
  serving_image: us-docker.pkg.dev/acme-ml/ml/server:7
  predict_route: /predict
  health_route: /healthz
  predictions: predictions.jsonl
  gates:
    - { metric: auRoc, min: 0.75 }
    - { metric: auRoc, max_regression: 0.005, confidence: 0.95 }
    - { metric: recall, slice: phase_of_flight, min: 0.60 }
deploy_staging:
  { endpoint: birdstrike-staging, create_endpoint: true, machine_type: n1-standard-2, ttl: 24h }
integration_test: { suite: tests/golden.jsonl, max_latency: { p99: 300ms }, max_error_rate: 0 }
canary_promote:
  endpoint: birdstrike-production
  steps: [5, 25, 50, 100]
  min_bake: 5m
  max_bake: 60m
  alpha: 0.01
  on_inconclusive: hold
`;

describe('the configuration file', () => {
  it('takes a whole one', () => {
    const config = configOf(whole);
    expect(config.problems).toEqual([]);
    expect(config.values.get('train.job_spec')).toMatchObject({ value: '/repo/trainer/job.yaml' });
    expect(config.values.get('train.timeout')).toEqual({
      ok: true,
      value: 7_200_000,
      where: 'train.timeout (vertex-release.yaml:17)',
    });
    expect(config.values.get('register.predictions')).toMatchObject({ value: 'predictions.jsonl' });
    expect(config.values.get('environments.staging.project_id')).toMatchObject({
      value: 'acme-ml-staging',
    });
  });

  it('takes sections whose keys are all commented out', () => {
    expect(problemsIn('train:', 'environments:', '  staging:')).toEqual([]);
  });

  it.each<[lines: string[], problem: string]>([
    [
      ['regoin: us-central1'],
      'regoin (vertex-release.yaml:2): expected a known key, found "regoin". Did you mean region?',
    ],
    [
      ['deploy-staging: {}'],
      'deploy-staging (vertex-release.yaml:2): expected a known key, found "deploy-staging". Did you mean deploy_staging?',
    ],
    [
      ['train:', '  timout: 2h'],
      'train.timout (vertex-release.yaml:3): expected a known key, found "timout". Did you mean timeout?',
    ],
    [
      ['train:', '  region: us-central1'],
      'train.region (vertex-release.yaml:3): expected one of the keys job_spec, training_image, args, env, timeout, service_account, poll_interval, found "region". It is shared by all steps: put it at the top of the file',
    ],
    [
      ['environments:', '  staging:', '    model: other'],
      'environments.staging.model (vertex-release.yaml:4): expected one of the keys project_id, region, bucket, found "model". It is shared by all steps: put it at the top of the file',
    ],
    [
      ['environments: { test: {} }'],
      'environments.test (vertex-release.yaml:2): expected one of the keys staging, production, found "test"',
    ],
    [
      ['environments: { stagin: {} }'],
      'environments.stagin (vertex-release.yaml:2): expected a known key, found "stagin". Did you mean staging?',
    ],
    [
      ['github_token: ghp_0123456789'],
      'github_token (vertex-release.yaml:2): expected no secret in the file, found one. Remove it here, replace the secret, and give it as the environment variable GITHUB_TOKEN',
    ],
    [
      ['release: r-1'],
      'release (vertex-release.yaml:2): expected nothing here: it belongs to one run, found a value. Give it as a flag or an action input',
    ],
    [
      ['canary_promote:', '  operation: roll_back'],
      'canary_promote.operation (vertex-release.yaml:3): expected nothing here: it belongs to one run, found a value. Give it as a flag or an action input',
    ],
    [
      ['canary_promote:', '  steps:', '    - 5', '    - 50', '    - 25', '    - 100'],
      'canary_promote.steps[2] (vertex-release.yaml:6): expected a percent above 50, the one before it, found 25',
    ],
    [
      ['validate:', '  data:', '    - name: train', '      sorce: a.csv', '      schema: s.yaml'],
      'validate.data[0].source (vertex-release.yaml:4): expected a path, or gs://BUCKET/OBJECT, found nothing',
    ],
    [['train: [1]'], 'train (vertex-release.yaml:2): expected a mapping, found [1]'],
    [
      ['model: '],
      'model (vertex-release.yaml:2): expected a model id: up to 63 of a-z, 0-9, _ and -, starting with a letter or _, found null. Leave the key out, or give it a value',
    ],
    [
      ['region: a', 'region: b'],
      'vertex-release.yaml:3:1: expected each key once, found a key that stands above already',
    ],
    [
      ['register:', '  gates:', '    - { metric: auROC, min: 0.7 }'],
      'register.gates[0].metric (vertex-release.yaml:4): expected one of auRoc, ',
    ],
    [
      ['register:', '  gates:', '    - { metric: recall, mn: 0.7 }'],
      'register.gates[0].mn (vertex-release.yaml:4): expected one of the keys metric, min, ',
    ],
    [
      ['labels: { managed-by: me }'],
      'labels.managed-by (vertex-release.yaml:2): expected as key a label key (a-z, 0-9, _ and -, starting with a letter) other than vertex-release-id and managed-by, found "managed-by"',
    ],
  ])('refuses %j', (lines, problem) => {
    const [first = ''] = problemsIn(...lines);
    expect(first.slice(0, problem.length)).toBe(problem);
  });

  it('names the section that a key belongs to', () => {
    expect(problemsIn('min_bake: 5m')[0]).toMatch(/It belongs under canary_promote$/);
    expect(problemsIn('machine_type: x')[0]).toMatch(
      /It belongs under deploy_staging or canary_promote$/,
    );
  });

  it('must say its version', () => {
    expect(configOf('region: us-central1\n').problems.map(describeProblem)).toEqual([
      'apiVersion (vertex-release.yaml:1): expected vertex-release/v1, found nothing. Begin the file with "apiVersion: vertex-release/v1"',
    ]);
    expect(configOf('apiVersion: v1').problems.map(describeProblem)[0]).toContain('found "v1"');
    expect(configOf('').problems).toHaveLength(1);
    expect(configOf('[]').problems.map(describeProblem)).toEqual([
      'vertex-release.yaml:1: expected a mapping, found []',
    ]);
  });

  it('tells all problems of all sections at once', () => {
    const problems = problemsIn(
      'project_id: X',
      'train: { timeout: 2 }',
      'register: { port: 0, gates: 5 }',
      'canary_promote: { alpha: 1, stpes: [100] }',
    );
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      'project_id',
      'train.timeout',
      'register.port',
      'register.gates',
      'canary_promote.alpha',
      'canary_promote.stpes',
    ]);
  });

  it('never shows a secret', () => {
    const config = configOf(
      `${version}\ngithub_token: ghp_0123456789\ntrain: { github_token: ghp_0123456789 }`,
    );
    expect(config.problems).toHaveLength(2);
    expect(JSON.stringify(config.problems)).not.toContain('ghp_');
  });
});
