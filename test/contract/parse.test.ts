import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { loadSources } from '../../src/contract/load.ts';
import { parseInputs } from '../../src/contract/parse.ts';
import { recordableInputs } from '../../src/contract/recordable.ts';
import { allSteps } from '../../src/pipeline/contracts.ts';
import { canaryPromote } from '../../src/steps/canary-promote/contract.ts';
import { deployStaging } from '../../src/steps/deploy-staging/contract.ts';
import { integrationTest } from '../../src/steps/integration-test/contract.ts';
import { register } from '../../src/steps/register/contract.ts';
import { train } from '../../src/steps/train/contract.ts';
import { validate } from '../../src/steps/validate/contract.ts';
import { configOf, problemsOf, sourcesOf } from './sources.ts';

const shared = { project_id: 'acme-ml', region: 'us-central1', model: 'm', bucket: 'acme-bucket' };

describe('where inputs come from', () => {
  const places = fc.record({
    explicit: fc.boolean(),
    section: fc.boolean(),
    top: fc.boolean(),
    environment: fc.boolean(),
  });

  it('is the first of explicit input, environment of the file, its top, variable', () => {
    fc.assert(
      fc.property(places, (given) => {
        const config = configOf(
          [
            'apiVersion: vertex-release/v1',
            given.top ? 'region: us-central2' : '',
            'environments:',
            '  staging:',
            given.section ? '    region: us-central3' : '',
            '  production: { region: us-central9 }',
          ].join('\n'),
        );
        const run = () =>
          parseInputs(
            deployStaging,
            sourcesOf({
              explicit: {
                project_id: 'acme-ml',
                model: 'm',
                bucket: 'acme-bucket',
                endpoint: 'e',
                region: given.explicit ? 'us-central4' : '',
              },
              config,
              environment: {
                CLOUDSDK_COMPUTE_REGION: given.environment ? 'us-central1' : undefined,
              },
            }),
          );
        const order = [
          ['us-central4', 'explicit', given.explicit],
          ['us-central3', 'file', given.section],
          ['us-central2', 'file', given.top],
          ['us-central1', 'environment', given.environment],
        ] as const;
        const first = order.find(([, , isGiven]) => isGiven);
        fc.pre(first !== undefined);
        const { inputs, provenance } = run();
        expect([inputs.region, provenance['region']]).toEqual(first?.slice(0, 2));
      }),
    );
  });

  it('is the production environment for the canary, and neither for training', () => {
    const config = configOf(
      [
        'apiVersion: vertex-release/v1',
        'project_id: acme-ml',
        'environments: { staging: { project_id: acme-stage }, production: { project_id: acme-prod } }',
      ].join('\n'),
    );
    const explicit = { region: 'us-central1', model: 'm', bucket: 'acme-bucket', endpoint: 'e' };
    const of = sourcesOf({ explicit, config });
    expect(parseInputs(canaryPromote, of).inputs.projectId).toBe('acme-prod');
    expect(parseInputs(deployStaging, of).inputs.projectId).toBe('acme-stage');
    const { endpoint: _, ...rest } = explicit;
    const training = sourcesOf({ explicit: { ...rest, job_spec: 'j' }, config });
    expect(parseInputs(train, training).inputs.projectId).toBe('acme-ml');
  });

  it('applies defaults, typed', () => {
    const { inputs, provenance } = parseInputs(
      canaryPromote,
      sourcesOf({ explicit: { ...shared, endpoint: 'e', min_bake: ' ' } }),
    );
    expect(inputs.steps).toEqual([5, 25, 50, 100]);
    expect(inputs.minBake).toBe(300_000);
    expect(inputs.onInconclusive satisfies 'hold' | 'extend' | 'promote' | 'roll_back').toBe(
      'hold',
    );
    expect(inputs.config).toBe('/project/vertex-release.yaml');
    expect(provenance).toMatchObject({ endpoint: 'explicit', steps: 'default', release: 'unset' });
  });

  it('asks variables in their order', () => {
    const environment = { GOOGLE_CLOUD_PROJECT: '', CLOUDSDK_CORE_PROJECT: 'acme-ml' };
    const { project_id: _, ...rest } = shared;
    const sources = sourcesOf({ explicit: rest, environment });
    expect(parseInputs(validate, sources).inputs.projectId).toBe('acme-ml');
    const both = { ...environment, GOOGLE_CLOUD_PROJECT: 'acme-first' };
    expect(parseInputs(validate, { ...sources, environment: both }).inputs.projectId).toBe(
      'acme-first',
    );
  });

  it('places paths in the folder of what gave them', () => {
    const config = configOf('apiVersion: vertex-release/v1\ntrain: { job_spec: job.yaml }');
    const fromFile = parseInputs(train, sourcesOf({ explicit: shared, config }));
    expect(fromFile.inputs.jobSpec).toBe('/repo/job.yaml');
    const explicit = { ...shared, job_spec: 'job.yaml' };
    const fromFlag = parseInputs(train, sourcesOf({ explicit, config }));
    expect(fromFlag.inputs.jobSpec).toBe('/project/job.yaml');
  });
});

describe('what is wrong with inputs', () => {
  it('is told all at once, by the spelling of each source', () => {
    const config = configOf('apiVersion: vertex-release/v1\ntrain: { timeout: 2 }\nmodle: m');
    const sources = sourcesOf({
      explicit: { project_id: 'X', poll_interval: '10', job_specs: 'j', env: 'A' },
      config,
      environment: { GOOGLE_CLOUD_REGION: 'here' },
      problems: [{ where: '--jsn', expected: 'a known flag', found: '--jsn' }],
    });
    expect(problemsOf(() => parseInputs(train, sources))).toEqual([
      '--jsn: expected a known flag, found --jsn',
      '--job-specs: expected an input of train, found "job_specs". Did you mean job_spec?',
      'train.timeout (vertex-release.yaml:2): expected a duration above 0 with a unit, such as 90s, 5m or 1h30m, found 2',
      'modle (vertex-release.yaml:3): expected a known key, found "modle". Did you mean model?',
      '--project-id: expected a project id such as acme-ml, found "X"',
      'GOOGLE_CLOUD_REGION: expected a region such as us-central1, found "here"',
      'model: expected a model id: up to 63 of a-z, 0-9, _ and -, starting with a letter or _, found nothing. Give --model, the action input model or model in vertex-release.yaml',
      'train.job_spec: expected the path of a file on this machine, found nothing. Give --job-spec, the action input job_spec or train.job_spec in vertex-release.yaml',
      '--env: expected texts by key, such as key=value, found "A"',
      '--poll-interval: expected a duration above 0 with a unit, such as 90s, 5m or 1h30m, found "10"',
      'bucket: expected a bucket name, because the step creates a training job and keeps the record of it there, found nothing. Give --bucket, the action input bucket or bucket in vertex-release.yaml',
    ]);
    const inAction = problemsOf(() => parseInputs(train, { ...sources, spelling: 'action' }));
    expect(inAction[4]).toBe('project_id: expected a project id such as acme-ml, found "X"');
  });

  it('is an INPUT_INVALID, exit 2', () => {
    expect(() => parseInputs(train, sourcesOf({}))).toThrow(
      expect.objectContaining({
        code: 'INPUT_INVALID',
        exitCode: 2,
        message: 'train has 5 problems',
      }),
    );
  });

  it.each<[step: (typeof allSteps)[number], explicit: Record<string, string>, problem: string]>([
    [
      canaryPromote,
      { min_bake: '2h' },
      'canary_promote.max_bake: expected at least min_bake, which is 2h, found 1h',
    ],
    [
      canaryPromote,
      { window: '10m', min_windows: '7' },
      'canary_promote.max_bake: expected at least 1h 10m, the length of min_windows windows, found 1h',
    ],
    [
      canaryPromote,
      { deadline: '10m' },
      '--deadline: expected at least 15m, min_bake at every step below 100, found 10m',
    ],
    [
      canaryPromote,
      { min_replica_count: '3', max_replica_count: '2' },
      '--max-replica-count: expected at least min_replica_count, which is 3, found 2',
    ],
    [
      deployStaging,
      { bucket: '' },
      'bucket: expected a bucket name, because the step creates an endpoint and a deployment and keeps the record of it there, found nothing. Give --bucket, the action input bucket or bucket in vertex-release.yaml',
    ],
    [
      register,
      { serving_image: '' },
      'register.serving_image: expected an image that serves predictions, because mode is register, found nothing. Give --serving-image, the action input serving_image or register.serving_image in vertex-release.yaml',
    ],
    [
      register,
      { mode: 'evaluate', predictions: '' },
      'register.predictions: expected a path, gs://BUCKET/OBJECT or bq://PROJECT.DATASET.TABLE, because metrics are computed from predictions, found nothing. Give --predictions, the action input predictions or register.predictions in vertex-release.yaml',
    ],
    [
      validate,
      {
        data: '[{name: a, source: a.csv, schema: s.yaml}, {name: a, source: b.csv, schema: s.yaml}]',
      },
      '--data: expected a name of its own for each entry, found a',
    ],
  ])('holds the rules of %#', (step, explicit, problem) => {
    const own: Record<string, Record<string, string>> = {
      'canary-promote': { endpoint: 'e' },
      'deploy-staging': { endpoint: 'e' },
      register: { serving_image: 'server', predictions: 'p.jsonl' },
    };
    const sources = sourcesOf({ explicit: { ...shared, ...own[step.name], ...explicit } });
    expect(problemsOf(() => parseInputs(step, sources))).toEqual([problem]);
  });

  it('lets an evaluation go without bucket and image', () => {
    const { bucket: _, ...rest } = shared;
    const explicit = { ...rest, mode: 'evaluate', predictions: 'p.jsonl' };
    expect(parseInputs(register, sourcesOf({ explicit })).inputs.mode).toBe('evaluate');
  });
});

function smokeInstanceOf(text: string) {
  const explicit = { ...shared, endpoint: 'e', smoke_instance: text };
  return parseInputs(deployStaging, sourcesOf({ explicit })).inputs.smokeInstance;
}

describe('structured inputs', () => {
  const data = '[{ name: a, source: a.csv, schema: gates/s.yaml }]';

  it('are inline YAML, with paths from the working folder', () => {
    const { inputs } = parseInputs(validate, sourcesOf({ explicit: { ...shared, data } }));
    expect(inputs.data).toEqual([
      { name: 'a', source: '/project/a.csv', schema: '/project/gates/s.yaml' },
    ]);
  });

  it('are files, with paths from their folder', async () => {
    const explicit = { ...shared, data: 'conf/data.yaml' };
    const files = new Map([['/project/conf/data.yaml', data]]);
    const { config: _, ...surroundings } = sourcesOf({ explicit });
    const sources = await loadSources(validate, allSteps, {
      ...surroundings,
      read: (path) => Promise.resolve(files.get(path)),
    });
    expect(parseInputs(validate, sources).inputs.data).toEqual([
      { name: 'a', source: '/project/conf/a.csv', schema: '/project/conf/gates/s.yaml' },
    ]);
  });

  it.each([
    [
      'data.yaml',
      '--data: expected inline YAML or the path of a YAML file, found no file /project/data.yaml',
    ],
    ['[{', '--data:1:3: expected YAML 1.2, found an error: '],
    ['{ name: a }', '--data: expected a list, found {"name":"a"}'],
    [
      '[{ name: a, source: b }]',
      '--data[0].schema: expected the path of a file on this machine, found nothing',
    ],
  ])('refuse %j', (text, problem) => {
    const run = () => parseInputs(validate, sourcesOf({ explicit: { ...shared, data: text } }));
    expect(problemsOf(run)[0]?.slice(0, problem.length)).toBe(problem);
  });

  it('type what is inside', () => {
    const explicit = { ...shared, suite: 's', max_latency: '{ p50: 80ms, p99: 1.5s }' };
    const { inputs } = parseInputs(integrationTest, sourcesOf({ explicit }));
    expect(inputs.maxLatency).toEqual({ p50: 80, p99: 1_500 });
  });

  it('may be any JSON where the contract says so', () => {
    expect(smokeInstanceOf('[1, 2.5]')).toEqual([1, 2.5]);
    expect(smokeInstanceOf('{ speed: 140 }')).toEqual({ speed: 140 });
    expect(smokeInstanceOf('7')).toBe(7);
  });
});

describe('the configuration file that is read', () => {
  const { config: _, ...surroundings } = sourcesOf({});

  it('is the default one when it exists, else none', async () => {
    const none = { ...surroundings, read: () => Promise.resolve(undefined) };
    expect((await loadSources(train, allSteps, none)).config).toBeUndefined();
    const one = { ...surroundings, read: () => Promise.resolve('apiVersion: vertex-release/v1') };
    expect((await loadSources(train, allSteps, one)).config).toMatchObject({
      name: 'vertex-release.yaml',
      folder: '/project',
      problems: [],
    });
  });

  it('must exist when it is named', async () => {
    const named = { ...surroundings, explicit: { config: 'conf/prod.yaml' } };
    const absent = { ...named, read: () => Promise.resolve(undefined) };
    await expect(loadSources(train, allSteps, absent)).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: 'there is no configuration file /project/conf/prod.yaml',
    });
    const present = { ...named, read: () => Promise.resolve('apiVersion: vertex-release/v1') };
    expect((await loadSources(train, allSteps, present)).config).toMatchObject({
      name: 'conf/prod.yaml',
      folder: '/project/conf',
    });
  });
});

describe('secrets among the inputs', () => {
  it('come from variables and action inputs, and never reach a record', () => {
    const environment = { GITHUB_TOKEN: 'ghp_secret' };
    const { inputs, provenance } = parseInputs(
      validate,
      sourcesOf({ explicit: shared, environment }),
    );
    expect([inputs.githubToken, provenance['github_token']]).toEqual(['ghp_secret', 'environment']);
    const recordable = recordableInputs(validate, inputs);
    expect(JSON.stringify(recordable)).not.toContain('ghp_secret');
    expect(recordable).toMatchObject({ project_id: 'acme-ml', comment: true });
  });
});
