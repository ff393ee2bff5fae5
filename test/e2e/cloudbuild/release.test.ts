import { cpSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { canStepDown, shell } from '../../support/cloudbuild-runner-image.ts';
import { runCli } from '../cli.ts';
import { worldOf } from '../world.ts';
import { builderImage, BuildWorld, endsOf } from './builds.ts';

const release = 'cloudbuild/release.yaml';
const notRun = 'QUEUED -';

let world: BuildWorld;
beforeAll(async () => {
  world = await BuildWorld.start();
});
afterAll(() => world.stop());

/** Each build goes on from what the one before left behind. */
describe('the whole train as a build', () => {
  it('ends with a step killed and, built again, goes on where it stopped', async () => {
    using killed = await world.build(release, 'aaaaaaaa11111111', {
      onLine: (line, { child }) => {
        if (line.includes('created projects/')) child.kill('SIGKILL');
      },
    });
    expect(killed.status).toBe('FAILURE');
    expect(endsOf(killed)).toMatchObject({
      validate: 'SUCCESS 0',
      train: 'FAILURE 137',
      register: notRun,
      'canary-promote': notRun,
    });

    using again = await world.build(release, 'aaaaaaaa11111111');
    expect(again.log).toContain('"validate": NOTICE: validate: done already');
    const lines = again.steps.flatMap(({ log }) => log.trimEnd().split('\n'));
    expect(lines.length).toBeGreaterThan(20);
    expect(lines.filter((line) => !/^(NOTICE|INFO|WARNING): [^\p{Cc}]+$/u.test(line))).toEqual([]);
    const file = '.vertex-release/doubler/doubler-aaaaaaaa-1/record.json';
    expect((JSON.parse(again.read(file) ?? '') as { host: unknown }).host).toEqual({
      name: 'cloud_build',
      runUrl: expect.stringMatching(
        /^https:\/\/console\.cloud\.google\.com\/cloud-build\/builds;region=us-central1\/build-\d+\?project=e2e-project$/,
      ),
    });
    expect(again.status).toBe('SUCCESS');
    expect(new Set(Object.values(endsOf(again)))).toEqual(new Set(['SUCCESS 0']));
    expect(await worldOf(world.emulator)).toEqual({
      versions: { '1': ['champion', 'default'] },
      endpoints: { 'doubler-staging': ['1=100'], 'doubler-production': ['1=100'] },
      jobs: { SUCCEEDED: 1 },
    });
  });

  it('leaves outputs for later steps, and a few of them with the build', async () => {
    using run = await world.build(release, 'aaaaaaaa11111111');
    const written = JSON.parse(run.read('.vertex-release/outputs/register.json') ?? '');
    expect(written).toMatchObject({ step: 'register', verdict: 'pass', exit_code: 0 });
    for (const { id, output } of run.steps) {
      expect(Buffer.byteLength(output ?? '')).toBeLessThanOrEqual(4_096);
      expect(JSON.parse(output ?? '')).toMatchObject({ step: id, release: 'doubler-aaaaaaaa-1' });
    }
  });

  it('stops at a gate that fails', async () => {
    world.project.configure({ 'train.args': ['poor'] });
    using run = await world.build(release, 'cccccccc11111111');
    world.project.configure({ 'train.args': ['good'] });
    expect(run.status).toBe('FAILURE');
    expect(endsOf(run)).toEqual({
      validate: 'SUCCESS 0',
      train: 'SUCCESS 0',
      register: 'FAILURE 1',
      'deploy-staging': notRun,
      'integration-test': notRun,
      'canary-promote': notRun,
    });
    expect(run.step('register').log).toMatch(/WARNING: auRoc ≥ 0\.9: fail/);
    expect(JSON.parse(run.step('register').output ?? '')).toMatchObject({ outcome: 'rejected' });
  });

  it('cancels the training job when the step is told to end', async () => {
    world.project.configure({ 'train.args': ['endless'] });
    using run = await world.build(release, '9999999911111111', {
      onLine: (line, { child }) => {
        if (line.includes('job is RUNNING')) child.kill('SIGTERM');
      },
    });
    world.project.configure({ 'train.args': ['good'] });
    expect(endsOf(run)).toMatchObject({ train: 'FAILURE 130', register: notRun });
    expect(run.step('train').log).toContain('INFO: cancelling');
    expect(JSON.parse(run.step('train').output ?? '')).toMatchObject({
      release: 'doubler-99999999-1',
      error: { code: 'CANCELLED' },
    });
    const { jobs } = await worldOf(world.emulator);
    expect((jobs['CANCELLED'] ?? 0) + (jobs['CANCELLING'] ?? 0)).toBe(1);
  });

  it('gives the entry root, and everything else a user who owns nothing but its own folder', async () => {
    if (!canStepDown()) return;
    world.project.configure({ 'validate.test_command': 'id -u; touch here' });
    using run = await world.build(release, 'dddddddd11111111');
    world.project.configure({ 'validate.test_command': 'node --version' });
    expect(run.step('validate').log).toMatch(/: \| 1000$/m);
    expect(run.step('validate').log).toMatch(/touch.*here/);
    expect(run.step('validate').exitCode).toBe(1);
    expect(statSync(run.workspace).uid).toBe(0);
    expect(statSync(join(run.workspace, '.vertex-release/outputs/validate.json')).uid).toBe(1_000);
  });
});

describe('what is missing', () => {
  it('names an empty substitution where its input is required', async () => {
    const config = readFileSync(join(world.project.folder, 'vertex-release.yaml'), 'utf8');
    world.project.write('without.yaml', config.replace(/^(region|model): .*\n/gm, ''));
    const substitutions = { _CONFIG: 'without.yaml' };
    using run = await world.build(release, 'eeeeeeee11111111', { substitutions });
    expect(endsOf(run)['validate']).toBe('FAILURE 2');
    const { log, output } = run.step('validate');
    expect(log).toMatch(/ERROR: +- region: .*found an empty substitution _REGION\. Set _REGION on/);
    expect(log).toMatch(/ERROR: +- model: .*found an empty substitution _MODEL\. Set _MODEL on/);
    expect(JSON.parse(output ?? '')).toMatchObject({
      step: 'validate',
      error: { code: 'INPUT_INVALID' },
      exit_code: 2,
    });
  });

  it('names the substitutions of the commit when a build was submitted without one', async () => {
    const none = { COMMIT_SHA: '', REVISION_ID: '', SHORT_SHA: '' };
    using run = await world.build(release, '', { by: 'submit', substitutions: none });
    expect(endsOf(run)['validate']).toBe('FAILURE 2');
    expect(run.step('validate').log).toMatch(/ERROR: .*COMMIT_SHA, REVISION_ID, SHORT_SHA/);
    expect(run.step('validate').log).toMatch(/--substitutions=COMMIT_SHA=/);
  });

  it('takes a misspelt substitution for a mistake when submitted', async () => {
    const substitutions = { _REGOIN: 'us-central1' };
    await expect(
      world.build(release, 'eeeeeeee11111111', { by: 'submit', substitutions }),
    ).rejects.toThrow('_REGOIN');
  });
});

describe('commands that are no steps', () => {
  it('run in the image as on a terminal', async () => {
    const status = build(`  - { name: '\${_VERTEX_RELEASE_IMAGE}', args: [status] }`);
    using run = await world.build(status, 'aaaaaaaa11111111');
    expect(run.status).toBe('SUCCESS');
    expect(run.log).toContain('First model in production: doubler@1');
  });

  it('roll back although a step of the same build has failed', async () => {
    const config = build(`
  - { name: bash, script: 'mkdir -p .vertex-release/outputs; echo {\\"exit_code\\":1} > .vertex-release/outputs/validate.json' }
  - { id: after, name: '\${_VERTEX_RELEASE_IMAGE}', args: [register], allowFailure: true }
  - { id: rollback, name: '\${_VERTEX_RELEASE_IMAGE}', args: [rollback, --dry-run], allowFailure: true }`);
    const images = { bash: shell, [builderImage]: world.image };
    using run = await world.build(config, 'aaaaaaaa11111111', { images });
    expect(run.step('after').log).toContain(
      'WARNING: register does not run: validate of this build ended with 1',
    );
    expect(run.step('after').exitCode).toBe(1);
    expect(run.step('rollback').log).not.toContain('does not run');
  });
});

it('lets a shell step read what a step before it put out', async () => {
  const config = build(`
  - { id: validate, name: '\${_VERTEX_RELEASE_IMAGE}', args: [validate] }
  - { id: read, name: bash, script: 'grep verdict /workspace/.vertex-release/outputs/validate.json' }`);
  const images = { bash: shell, [builderImage]: world.image };
  using run = await world.build(config.replaceAll('/workspace', '$PWD'), 'aaaaaaaa11111111', {
    images,
  });
  expect(run.step('read').log).toContain('"verdict": "pass"');
});

it('runs the example of the README as it stands', async () => {
  const own = await BuildWorld.start();
  const source = mkdtempSync(join(tmpdir(), 'example-'));
  try {
    cpSync(own.project.folder, join(source, 'examples/birdstrikes'), { recursive: true });
    const options = { source, by: 'submit' } as const;
    using run = await own.build(
      'examples/birdstrikes/cloudbuild.yaml',
      'abababab11111111',
      options,
    );
    expect(endsOf(run)).toEqual({ release: 'SUCCESS 0' });
    expect(JSON.parse(run.step('release').output ?? '')).toMatchObject({
      release: 'doubler-abababab-1',
      outcome: 'bootstrapped',
      exit_code: 0,
    });
    expect(run.read('.vertex-release/outputs/canary-promote.json')).toContain('"exit_code": 0');
  } finally {
    rmSync(source, { recursive: true });
    await own.stop();
  }
});

it('leaves the record that the command line leaves', async () => {
  const commit = 'ffffffff11111111';
  const file = '.vertex-release/doubler/doubler-ffffffff-1/record.json';
  const [built, typed] = await Promise.all([BuildWorld.start(), BuildWorld.start()]);
  try {
    using run = await built.build(release, commit);
    const env = { ...typed.emulator.env, VERTEX_RELEASE_COMMIT: commit };
    await runCli({ args: ['run'], cwd: typed.project.folder, env });
    const byHand = readFileSync(join(typed.project.folder, file), 'utf8');
    expect(timeless(run.read(file) ?? '')).toEqual(timeless(byHand));
    expect(await worldOf(built.emulator)).toEqual(await worldOf(typed.emulator));
  } finally {
    await Promise.all([built.stop(), typed.stop()]);
  }
});

function build(steps: string): string {
  return `steps:\n${steps}\noptions: { automapSubstitutions: true }\n`;
}

/** A record without its host, and with every time, duration and id that a server chose made equal. */
function timeless(record: string): unknown {
  const text = record
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replaceAll(/\b(operations|customJobs|evaluations)\/\d+/g, '$1/ID')
    .replaceAll(/\b\d+(\.\d+)?m?s\b/g, 'DURATION');
  const measured = ['p50_ms', 'p99_ms', 'value', 'sinceDeployedMs', 'begunAt', 'host'];
  return JSON.parse(text, (key, value: unknown) => (measured.includes(key) ? undefined : value));
}
