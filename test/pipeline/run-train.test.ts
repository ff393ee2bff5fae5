import { describe, expect, it } from '@jest/globals';
import { allSteps } from '../../src/pipeline/contracts.ts';
import { parseConfig } from '../../src/contract/config.ts';
import type { Sources } from '../../src/contract/parse.ts';
import { ReleaseError } from '../../src/errors/error.ts';
import type { PreparedStep } from '../../src/pipeline/program.ts';
import { prepareTrain, runTrain } from '../../src/pipeline/run-train.ts';
import type { Surroundings } from '../../src/pipeline/run-step.ts';
import { type StepName, stepNames } from '../../src/release/step-name.ts';
import type { StepResult } from '../../src/release/step-result.ts';
import { fakeClock } from '../support/fake-clock.ts';
import { fakeFiles } from '../support/fake-files.ts';
import { fakeHost } from '../support/fake-host.ts';
import { fakeObjects } from '../support/fake-objects.ts';
import { somePorts } from '../support/step-context.ts';

const good = `
apiVersion: vertex-release/v1
project_id: acme-ml
region: us-central1
model: birds
bucket: acme-ml-releases
train: { job_spec: trainer/job.yaml }
register: { serving_image: us-docker.pkg.dev/acme/ml/server@sha256:${'a'.repeat(64)}, predict_route: /predict, health_route: /health }
deploy_staging: { endpoint: birds-staging }
integration_test: { suite: tests/golden.jsonl }
canary_promote: { endpoint: birds-production }
`;

function sources(text: string, explicit: Record<string, string> = {}): Sources {
  return {
    explicit,
    spelling: 'flag',
    config: parseConfig(text, { name: 'vertex-release.yaml', folder: '/project' }, allSteps),
    environment: {},
    workingFolder: '/project',
  };
}

function problemsOf(prepare: () => unknown): readonly { where: string }[] {
  try {
    prepare();
    return [];
  } catch (error) {
    if (error instanceof ReleaseError) return error.problems;
    throw error;
  }
}

describe('preparing the train', () => {
  it('prepares every step, in order', () => {
    expect(prepareTrain(sources(good)).map(({ name }) => name)).toEqual([...stepNames]);
  });

  it('hands an explicit input to the steps that have it', () => {
    const prepared = prepareTrain(sources(good, { restart: 'true', dry_run: 'true' }));
    expect(prepared.map(({ shared }) => shared.dryRun)).toEqual(Array(6).fill(true));
    const restarting = prepared.filter(({ inputs }) => inputs['restart'] === true);
    expect(restarting.map(({ name }) => name)).toEqual(['validate', 'train']);
  });

  it('tells the problems of all steps at once, those that they share once', () => {
    const bad = good
      .replace('region: us-central1', 'region: somewhere')
      .replace('job_spec: trainer/job.yaml', 'timeout: 5')
      .replace('endpoint: birds-production', 'alpha: 7');
    const problems = problemsOf(() => prepareTrain(sources(bad)));
    const where = problems.map((problem) => problem.where.replace(/ \(.*/, ''));
    expect(new Set(where)).toEqual(
      new Set([
        'region',
        'train.job_spec',
        'train.timeout',
        'canary_promote.endpoint',
        'canary_promote.alpha',
      ]),
    );
    expect(where).toHaveLength(new Set(where).size);
  });
});

interface Fake {
  name: StepName;
  result?: Partial<StepResult>;
  dryRun?: boolean;
}

function fakeStep({ name, result = {}, dryRun = false }: Fake): PreparedStep {
  return {
    name,
    shared: {
      config: '/project/vertex-release.yaml',
      projectId: 'acme-ml',
      region: 'us-central1',
      model: 'birds',
      bucket: 'releases',
      release: undefined,
      labels: {},
      dryRun,
      comment: true,
      githubToken: undefined,
    },
    inputs: {},
    provenance: {},
    claim: async () => undefined,
    run: async () => ({
      verdict: 'pass',
      state: dryRun ? 'planned' : 'done',
      summary: '',
      outputs: {},
      ...result,
    }),
  };
}

function surroundings(): Surroundings {
  const host = { ...fakeHost(), commit: '1a2b3c4d5e6f' };
  return {
    ports: somePorts({ objects: fakeObjects(), files: fakeFiles(), host, clock: fakeClock() }),
    emulated: false,
    signal: new AbortController().signal,
    namedFiles: [],
    folder: '/project/.vertex-release',
    identity: async () => ({}),
  };
}

/** All steps, some of which answer something else than a pass. */
function train(results: Partial<Record<StepName, Partial<StepResult>>>, dryRun = false) {
  return stepNames.map((name) => fakeStep({ name, dryRun, result: results[name] ?? {} }));
}

describe('running the train', () => {
  it('runs every step when all let the release go on', async () => {
    const steps = train({ 'canary-promote': { outcome: 'promoted' } });
    const reports = await runTrain(steps, surroundings());
    expect(reports.map(({ step }) => step)).toEqual([...stepNames]);
    expect(reports.at(-1)).toMatchObject({ exitCode: 0, record: { outcome: 'promoted' } });
  });

  it('goes on past a gate that is inconclusive', async () => {
    const reports = await runTrain(
      train({ register: { verdict: 'inconclusive' } }),
      surroundings(),
    );
    expect(reports).toHaveLength(6);
  });

  it.each<[string, Partial<StepResult>, number]>([
    ['fails', { verdict: 'fail', outcome: 'rejected' }, 1],
    ['fails without ending the release', { verdict: 'fail' }, 1],
    ['is in progress', { state: 'in_progress' }, 4],
    ['is held', { state: 'held', outcome: 'held' }, 6],
    ['ends the release', { outcome: 'promoted' }, 0],
  ])('stops after a step that %s', async (_, result, exitCode) => {
    const reports = await runTrain(train({ register: result }), surroundings());
    expect(reports.map(({ step }) => step)).toEqual(['validate', 'train', 'register']);
    expect(reports.at(-1)?.exitCode).toBe(exitCode);
  });

  it('stops at an error, which stands in the record of the step', async () => {
    const steps = train({}).map((step) =>
      step.name === 'register'
        ? { ...step, run: () => Promise.reject(new ReleaseError('API_FAILED', 'refused')) }
        : step,
    );
    await expect(runTrain(steps, surroundings())).rejects.toMatchObject({ code: 'API_FAILED' });
  });

  it('does not run again what a train before it has done', async () => {
    const around = surroundings();
    await runTrain(train({ register: { state: 'in_progress' } }), around);
    const ran: StepName[] = [];
    const steps = train({}).map((step) => ({
      ...step,
      run: async (context: Parameters<PreparedStep['run']>[0]) => {
        ran.push(step.name);
        return await step.run(context);
      },
    }));
    await runTrain(steps, around);
    expect(ran).toEqual(['register', 'deploy-staging', 'integration-test', 'canary-promote']);
  });

  it('dry, plans up to the step that would make what later ones need', async () => {
    const reports = await runTrain(train({}, true), surroundings());
    expect(reports.map(({ step }) => step)).toEqual(['validate', 'train']);
  });

  it('dry, plans on over what an earlier train has made', async () => {
    const around = surroundings();
    await runTrain(train({ register: { state: 'in_progress' } }), around);
    const reports = await runTrain(train({}, true), around);
    expect(reports.map(({ step }) => step)).toEqual(['validate', 'train', 'register']);
  });
});
