import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EmulatorProcess, Project, runCli } from './cli.ts';
import { Predictors } from './predictors.ts';
import { worldOf } from './world.ts';

const production = 'projects/e2e-project/locations/us-central1/endpoints/doubler-production';

let project: Project;
let emulator: EmulatorProcess;
let predictors: Predictors;
beforeAll(async () => {
  project = new Project();
  emulator = await EmulatorProcess.start(project);
  predictors = new Predictors(emulator.http, production);
});
afterAll(async () => {
  await predictors.stop();
  await emulator.stop();
  project[Symbol.dispose]();
});

const release = (commit: string, ...flags: string[]) =>
  runCli({
    args: ['run', '--json', ...flags],
    cwd: project.folder,
    env: { ...emulator.env, VERTEX_RELEASE_COMMIT: commit },
  });

/** Each release goes on from what the one before left behind. */
describe('the train, on the embedded Vertex', () => {
  it('plans without changing anything', async () => {
    const before = await worldOf(emulator);
    const { code, stderr } = await release('11111111', '--dry-run');
    expect(code).toBe(0);
    expect(stderr).toContain('would train example.test/trainer:1');
    expect(await worldOf(emulator)).toEqual(before);
  });

  it('bootstraps the first champion', async () => {
    const { code, stdout } = await release('11111111');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      release: 'doubler-11111111-1',
      outcome: 'bootstrapped',
      exit_code: 0,
    });
    expect(await worldOf(emulator)).toMatchObject({
      versions: { '1': ['champion', 'default'] },
      endpoints: { 'doubler-staging': ['1=100'], 'doubler-production': ['1=100'] },
      jobs: { SUCCEEDED: 1 },
    });
  });

  it('answers a finished release with its outcome, and changes nothing', async () => {
    const before = await worldOf(emulator);
    const { code, stderr } = await release('11111111');
    expect(code).toBe(0);
    expect(stderr).toContain('over already: bootstrapped');
    expect(await worldOf(emulator)).toEqual(before);
  });

  it('shows the release by status', async () => {
    const { code, stdout } = await runCli({
      args: ['status'],
      cwd: project.folder,
      env: { ...emulator.env, VERTEX_RELEASE_COMMIT: '11111111' },
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^✅ First model in production: doubler@1 · 🧪 emulated\n/);
    expect(stdout).toContain('Release doubler-11111111-1 ');
    expect(stdout).toMatch(/canary-promote +✅ pass/);
  });

  it('rejects a candidate that is significantly worse, before it is registered', async () => {
    project.configure({ 'train.args': ['poor'] });
    const { code, stdout, stderr } = await release('22222222');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'rejected' });
    expect(stderr).toMatch(/auRoc ≥ 0\.9: fail/);
    expect((await worldOf(emulator)).versions).toEqual({ '1': ['champion', 'default'] });
    project.configure({ 'train.args': ['good'] });
  });

  it('leaves staging as it was when the model server does not start, and goes on when it does', async () => {
    project.configure({ 'register.serving_image': 'example.test/broken:1' });
    const { code, stderr } = await release('33333333');
    expect(code).toBe(3);
    expect(stderr).toMatch(/OPERATION_FAILED/);
    expect((await worldOf(emulator)).endpoints['doubler-staging']).toEqual(['1=100']);
    project.configure({ 'register.serving_image': 'example.test/server:1' });
  });

  it('promotes a candidate that does no worse, without losing a prediction', async () => {
    predictors.start();
    const { code, stdout } = await release('44444444');
    const { lost, refused } = await predictors.stop();
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'promoted' });
    expect(code).toBe(0);
    expect({ lost, refused }).toEqual({ lost: 0, refused: 0 });
    const { versions, endpoints } = await worldOf(emulator);
    expect(versions['3']).toEqual(['champion', 'default']);
    expect(endpoints['doubler-production']).toEqual(['3=100']);
  });

  it('rolls back a candidate that passes every test and fails live requests', async () => {
    project.configure({ 'register.serving_image': 'example.test/server:2' });
    predictors.start();
    const { code, stdout } = await release('55555555');
    const { lost } = await predictors.stop();
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'rolled_back' });
    expect(code).toBe(1);
    expect(lost).toBe(0);
    const { versions, endpoints } = await worldOf(emulator);
    expect(versions['3']).toEqual(['champion', 'default']);
    expect(versions['4']).toEqual([]);
    expect(endpoints['doubler-production']).toEqual(['3=100']);
    project.configure({ 'register.serving_image': 'example.test/server:1' });
  });

  it('rolls back by one command, from any commit, while a canary is under way', async () => {
    project.configure({ 'canary_promote.min_bake': '20s' });
    predictors.start();
    let rollBack: ReturnType<typeof runCli> | undefined;
    const canary = await runCli({
      args: ['run', '--json'],
      cwd: project.folder,
      env: { ...emulator.env, VERTEX_RELEASE_COMMIT: '77777777' },
      onLine: (line) => {
        if (!/at 10 %: challenger/.test(line)) return;
        rollBack ??= runCli({
          args: ['rollback', '--json'],
          cwd: project.folder,
          env: { ...emulator.env, VERTEX_RELEASE_COMMIT: '99999999' },
        });
      },
    });
    const person = await rollBack;
    const { lost, refused } = await predictors.stop();
    expect(JSON.parse(person?.stdout ?? '')).toMatchObject({
      release: 'doubler-77777777-1',
      outcome: 'rolled_back',
    });
    expect(canary.code).not.toBe(0);
    expect({ lost, refused }).toEqual({ lost: 0, refused: 0 });
    expect((await worldOf(emulator)).endpoints['doubler-production']).toEqual(['3=100']);
    project.configure({ 'canary_promote.min_bake': '2s' });
  });

  it('leaves a declared split when a canary is cancelled, and goes on from there', async () => {
    predictors.start();
    const cancelled = await runCli({
      args: ['run', '--json'],
      cwd: project.folder,
      env: { ...emulator.env, VERTEX_RELEASE_COMMIT: '88888888' },
      onLine: (line, child) => {
        if (/at 10 %: challenger/.test(line)) child.kill('SIGINT');
      },
    });
    expect(cancelled.code).toBe(130);
    expect(cancelled.stderr).toMatch(/doubler-production stays at .*10 %/);
    const { endpoints } = await worldOf(emulator);
    expect(endpoints['doubler-production']?.toSorted()).toEqual(['3=90', '6=10']);

    const { code, stdout } = await release('88888888');
    const { lost, refused } = await predictors.stop();
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'promoted' });
    expect(code).toBe(0);
    expect({ lost, refused }).toEqual({ lost: 0, refused: 0 });
  });

  it('cancels the training job with the run', async () => {
    project.configure({ 'train.args': ['endless'] });
    const finished = await runCli({
      args: ['train', '--json'],
      cwd: project.folder,
      env: { ...emulator.env, VERTEX_RELEASE_COMMIT: '66666666' },
      onLine: (line, child) => {
        if (line.includes('job is RUNNING')) child.kill('SIGINT');
      },
    });
    expect(finished.code).toBe(130);
    expect(JSON.parse(finished.stdout)).toMatchObject({ error: { code: 'CANCELLED' } });
    const { jobs } = await worldOf(emulator);
    expect((jobs['CANCELLED'] ?? 0) + (jobs['CANCELLING'] ?? 0)).toBe(1);
    project.configure({ 'train.args': ['good'] });
  });
});
