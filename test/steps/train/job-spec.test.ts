import { describe, expect, it } from '@jest/globals';
import { completeJobSpec, imageOf, parseJobSpec } from '../../../src/steps/train/job-spec.ts';

const written = `
workerPoolSpecs:
  - replicaCount: 1
    machineSpec: { machineType: n1-standard-4 }
    containerSpec:
      imageUri: trainer:1
      args: [--rounds=10]
      env: [{ name: SEED, value: '1' }, { name: MODE, value: fast }]
  - replicaCount: 3
    containerSpec: { imageUri: worker:1 }
scheduling: { restartJobOnWorkerRestart: true }
`;
const nothing = {
  trainingImage: undefined,
  args: [],
  env: {},
  serviceAccount: undefined,
  outputDirectory: 'gs://b/out',
  timeoutMs: 7_200_000,
};

describe('a job spec', () => {
  it('is read in YAML and in JSON alike', () => {
    const spec = { workerPoolSpecs: [{ containerSpec: { imageUri: 'i' } }] };
    expect(parseJobSpec(JSON.stringify(spec), 'job.json')).toEqual(spec);
    expect(
      parseJobSpec('workerPoolSpecs: [{ containerSpec: { imageUri: i } }]', 'job.yaml'),
    ).toEqual(spec);
  });

  it.each<[string, string, string[]]>([
    ['nothing', '', ['job.yaml: (document)']],
    ['a list', '[1]', ['job.yaml: (document)']],
    ['no pools', 'scheduling: {}', ['job.yaml: workerPoolSpecs']],
    ['an empty list of pools', 'workerPoolSpecs: []', ['job.yaml: workerPoolSpecs']],
    [
      'a custom job around it',
      'jobSpec: { workerPoolSpecs: [] }',
      ['job.yaml: jobSpec', 'job.yaml: workerPoolSpecs'],
    ],
    [
      'an output directory of its own and pools without containers',
      'baseOutputDirectory: {}\nworkerPoolSpecs: [{ replicaCount: 1 }, text]',
      [
        'job.yaml: baseOutputDirectory',
        'job.yaml: workerPoolSpecs[0].containerSpec',
        'job.yaml: workerPoolSpecs[1]',
      ],
    ],
  ])('that holds %s is refused with every problem', (_, text, where) => {
    expect(() => parseJobSpec(text, 'job.yaml')).toThrow(
      expect.objectContaining({
        code: 'INPUT_INVALID',
        problems: where.map((one) => expect.objectContaining({ where: one })),
      }),
    );
  });

  it('that is no YAML is refused', () => {
    expect(() => parseJobSpec('a: [', 'job.yaml')).toThrow(
      expect.objectContaining({
        code: 'INPUT_INVALID',
        message: expect.stringContaining('job.yaml'),
      }),
    );
  });

  it('may name a Python package instead of a container', () => {
    const text = 'workerPoolSpecs: [{ pythonPackageSpec: { executorImageUri: i } }]';
    expect(() => parseJobSpec(text, 'job.yaml')).not.toThrow();
  });

  it('keeps all that its author wrote when a release adds nothing', () => {
    const spec = parseJobSpec(written, 'job.yaml');
    expect(completeJobSpec(spec, nothing)).toEqual({
      ...spec,
      scheduling: { timeout: '7200s', restartJobOnWorkerRestart: true },
      baseOutputDirectory: { outputUriPrefix: 'gs://b/out' },
    });
  });

  it('gets what the release says, in its first pool alone', () => {
    const spec = parseJobSpec(written, 'job.yaml');
    const before = structuredClone(spec);
    const completed = completeJobSpec(spec, {
      ...nothing,
      trainingImage: 'trainer@sha256:1',
      args: ['--max-depth=8'],
      env: { SEED: '7', NEW: 'x' },
      serviceAccount: 'a@b.iam.gserviceaccount.com',
      timeoutMs: 1_500,
    });
    expect(completed).toMatchObject({
      workerPoolSpecs: [
        {
          replicaCount: 1,
          machineSpec: { machineType: 'n1-standard-4' },
          containerSpec: {
            imageUri: 'trainer@sha256:1',
            args: ['--rounds=10', '--max-depth=8'],
            env: [
              { name: 'MODE', value: 'fast' },
              { name: 'SEED', value: '7' },
              { name: 'NEW', value: 'x' },
            ],
          },
        },
        { replicaCount: 3, containerSpec: { imageUri: 'worker:1' } },
      ],
      scheduling: { timeout: '2s' },
      serviceAccount: 'a@b.iam.gserviceaccount.com',
    });
    expect(imageOf(completed)).toBe('trainer@sha256:1');
    expect(spec).toEqual(before);
  });

  it('of a Python package does not get a container beside it', () => {
    const spec = parseJobSpec(
      'workerPoolSpecs: [{ pythonPackageSpec: { executorImageUri: i, args: [--a] } }]',
      'job.yaml',
    );
    const completed = completeJobSpec(spec, { ...nothing, args: ['--b'], env: { SEED: '7' } });
    const [pool] = completed['workerPoolSpecs'] as Record<string, unknown>[];
    // A pool has either one or the other: with both, Vertex refuses the job.
    expect(pool).toEqual({
      pythonPackageSpec: {
        executorImageUri: 'i',
        args: ['--a', '--b'],
        env: [{ name: 'SEED', value: '7' }],
      },
    });
    expect(imageOf(completed)).toBe('i');
  });
});
