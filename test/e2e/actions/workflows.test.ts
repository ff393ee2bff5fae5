import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseDocument } from 'yaml';
import { worldOf } from '../world.ts';
import { Hub, only, pullRequest } from './hub.ts';

const birdstrikes = resolve(import.meta.dirname, '../../../examples/birdstrikes');

let hub: Hub;
let binaries: string;
/** The example as it is, but for how often a training job is asked for its state. */
let example: string;
beforeAll(async () => {
  hub = await Hub.start();
  example = mkdtempSync(join(tmpdir(), 'birdstrikes-'));
  cpSync(birdstrikes, example, { recursive: true, filter: isSource });
  const file = join(example, 'vertex-release.yaml');
  const config = parseDocument(readFileSync(file, 'utf8'));
  config.setIn(['train', 'poll_interval'], '250ms');
  writeFileSync(file, config.toString());
  binaries = mkdtempSync(join(tmpdir(), 'binaries-'));
  standIn('npm', 'exit 0');
  standIn('docker', 'case "$1" in inspect) echo "$4@sha256:0123" ;; login) cat > /dev/null ;; esac');
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  for (const folder of [binaries, example]) rmSync(folder, { recursive: true });
});

function isSource(file: string): boolean {
  return !/node_modules|\.vertex-release/.test(file);
}

function standIn(name: string, script: string): void {
  mkdirSync(binaries, { recursive: true });
  writeFileSync(join(binaries, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(binaries, name), 0o755);
}

describe('release.yaml', () => {
  const sha = '1'.repeat(40);

  it('releases in three jobs that hand nothing over', async () => {
    const jobs = await hub.run('release.yaml', { sha });
    expect(Object.entries(jobs).map(([name, job]) => [name, job.conclusion])).toEqual([
      ['candidate', 'success'],
      ['staging', 'success'],
      ['production', 'success'],
    ]);
    const workspaces = Object.values(jobs).map(({ workspace }) => workspace);
    expect(new Set(workspaces).size).toBe(3);
    expect(Object.values(jobs['production']?.steps ?? {}).at(-1)?.outputs).toMatchObject({
      release: 'doubler-11111111-1',
      outcome: 'bootstrapped',
      champion_version: expect.stringMatching(/doubler@1$/),
    });
    expect(jobs['production']?.summaries.join()).toContain('doubler');
  });

  it('does nothing when the same commit is released again', async () => {
    const before = await worldOf(hub.emulator);
    const jobs = await hub.run('release.yaml', { sha, runAttempt: 2 });
    expect(Object.values(jobs).map(({ conclusion }) => conclusion)).toEqual([
      'success',
      'success',
      'success',
    ]);
    expect(await worldOf(hub.emulator)).toEqual(before);
  });

  it('leaves staging and production alone when a gate fails', async () => {
    const before = await worldOf(hub.emulator);
    hub.project.configure({ 'train.args': ['poor'] });
    const jobs = await hub.run('release.yaml', { sha: '2'.repeat(40) });
    hub.project.configure({ 'train.args': ['good'] });
    expect(Object.values(jobs).map(({ conclusion }) => conclusion)).toEqual([
      'failure',
      'skipped',
      'skipped',
    ]);
    expect((await worldOf(hub.emulator)).endpoints).toEqual(before.endpoints);
  });
});

async function productionSplit(): Promise<readonly string[] | undefined> {
  return (await worldOf(hub.emulator)).endpoints['doubler-production']?.toSorted();
}

describe('roll-back.yaml', () => {
  it('restores the split before a release that is held, whatever commit it runs on', async () => {
    // Without traffic there is nothing to judge by, so the canary leaves it to a person.
    hub.project.configure({
      'canary_promote.steps': [50, 100],
      'canary_promote.min_bake': '1s',
      'canary_promote.max_bake': '4s',
      'canary_promote.min_windows': 1,
    });
    const { production: job } = await hub.run('release.yaml', { sha: '3'.repeat(40) });
    expect(job?.conclusion).toBe('failure');
    expect(Object.values(job?.steps ?? {}).at(-1)?.outputs).toMatchObject({ state: 'held' });
    expect(job?.annotations).toContainEqual(
      expect.objectContaining({
        title: 'canary-promote: held',
        message: expect.stringContaining('operation: roll_back'),
      }),
    );
    expect(await productionSplit()).toEqual(['1=50', '2=50']);

    const rolledBack = only(
      await hub.run('roll-back.yaml', {
        event: { name: 'workflow_dispatch', payload: {} },
        inputs: { release: 'doubler-33333333-1' },
        sha: '9'.repeat(40),
      }),
    );
    expect(rolledBack.conclusion).toBe('success');
    expect(Object.values(rolledBack.steps).at(-1)?.outputs).toMatchObject({
      release: 'doubler-33333333-1',
      outcome: 'rolled_back',
    });
    expect(await productionSplit()).toEqual(['1=100']);
  });
});

describe('images.yaml', () => {
  it('names the images by their digests', async () => {
    const job = only(await hub.run('images.yaml', { binaries, sha: '4'.repeat(40) }));
    expect(job.conclusion).toBe('success');
    expect(job.summaries.join()).toContain(
      `\`us-docker.pkg.dev/acme-ml/ml/birdstrikes-trainer:${'4'.repeat(40)}@sha256:0123\``,
    );
  });
});

describe('pull-request.yaml', () => {

  it('rehearses the release without a cloud and comments', async () => {
    const event = pullRequest(11, '5'.repeat(40));
    const checkout = { 'examples/birdstrikes': example };
    const job = only(await hub.run('pull-request.yaml', { checkout, event, env: {}, binaries }));
    expect(job.conclusion).toBe('success');
    expect(job.steps['release']?.outputs).toMatchObject({
      release: 'birdstrike-damage-55555555-1',
      outcome: 'bootstrapped',
      emulated: 'true',
    });
    const [comment] = hub.github.comments.filter(({ issue }) => issue === 11);
    expect(comment?.body).toContain('birdstrike-damage');
  }, 60_000);

  it('goes through for a fork, whose report another run posts', async () => {
    const sha = '6'.repeat(40);
    const fork = 'stranger/birds';
    const artifacts = new Map<string, string>();
    const checkout = { 'examples/birdstrikes': example };
    // A token that may only read.
    hub.github.trouble(
      'POST',
      ...Array.from({ length: 6 }, () => ({
        status: 403,
        message: 'Resource not accessible by integration',
      })),
    );
    const event = pullRequest(12, sha, fork);
    const job = only(
      await hub.run('pull-request.yaml', { checkout, event, env: {}, binaries, artifacts }),
    );
    expect(job.conclusion).toBe('success');
    expect(job.annotations).toContainEqual(
      expect.objectContaining({ level: 'warning', message: expect.stringContaining('403') }),
    );
    expect(job.summaries.join()).toContain('birdstrike-damage-66666666-1');
    expect(hub.github.comments.filter(({ issue }) => issue === 12)).toEqual([]);

    const head = { sha, ref: 'better', repo: { full_name: fork, owner: { login: 'stranger' } } };
    hub.github.pulls.push({ number: 12, state: 'open', head });
    const report = only(
      await hub.run('pull-request-comment.yaml', { artifacts, event: finished(sha, fork) }),
    );
    expect(report.conclusion).toBe('success');
    const [comment, ...others] = hub.github.comments.filter(({ issue }) => issue === 12);
    expect(comment?.body).toContain('birdstrike-damage-66666666-1');
    expect(others).toEqual([]);

    const forged = only(
      await hub.run('pull-request-comment.yaml', {
        artifacts,
        event: finished('7'.repeat(40), fork),
      }),
    );
    expect(forged.conclusion).toBe('failure');
    expect(forged.log).toContain('the record is of another commit than the run');
  }, 60_000);
});

function finished(sha: string, fork: string) {
  const [owner = ''] = fork.split('/');
  return {
    name: 'workflow_run',
    payload: {
      action: 'completed',
      workflow_run: {
        id: 77,
        event: 'pull_request',
        conclusion: 'success',
        head_sha: sha,
        head_branch: 'better',
        head_repository: { full_name: fork, owner: { login: owner } },
        html_url: 'https://github.com/acme/birds/actions/runs/77',
        path: '.github/workflows/pull-request.yaml',
        run_number: 3,
        run_attempt: 1,
        pull_requests: [],
      },
    },
  };
}
