import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Hub, only, pullRequest, stepWorkflow, token } from './hub.ts';
import { worldOf } from '../world.ts';

let hub: Hub;
beforeAll(async () => {
  hub = await Hub.start();
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
});

const root = { inline: stepWorkflow('').inline.replace('vertex-release/@v1', 'vertex-release@v1') };

describe('the root action', () => {
  it('plans without changing anything', async () => {
    const before = await worldOf(hub.emulator);
    const workflow = { inline: root.inline.replace('"config"', '"dry_run":"true","config"') };
    const job = only(await hub.run(workflow));
    expect(job.log).toContain('would train example.test/trainer:1');
    expect(job.conclusion).toBe('success');
    expect(job.steps['it']?.outputs).toMatchObject({ state: 'planned', verdict: 'pass' });
    expect(await worldOf(hub.emulator)).toEqual(before);
  });

  it('runs the whole train', async () => {
    const job = only(await hub.run(root));
    expect(job.conclusion).toBe('success');
    expect(job.steps['it']?.outputs).toMatchObject({
      release: 'doubler-aaaaaaaa-1',
      verdict: 'pass',
      state: 'done',
      outcome: 'bootstrapped',
      emulated: 'true',
    });
    expect(job.refused).toEqual([]);
    expect(job.problems).toEqual([]);
    expect(job.summaries).toHaveLength(6);
    expect(job.log).toContain('##[group]Train');
    expect(await worldOf(hub.emulator)).toMatchObject({
      endpoints: { 'doubler-production': ['1=100'] },
      jobs: { SUCCEEDED: 1 },
    });
  });

  it('has nothing to do when the same commit runs again', async () => {
    const before = await worldOf(hub.emulator);
    const job = only(await hub.run(root, { runAttempt: 2 }));
    expect(job.conclusion).toBe('success');
    expect(job.log).toContain('over already: bootstrapped');
    expect(await worldOf(hub.emulator)).toEqual(before);
  });

  it('stops at a gate that fails, with the gate in the title and on its line', async () => {
    hub.project.configure({ 'train.args': ['poor'] });
    const event = pullRequest(5, 'b'.repeat(40));
    const job = only(await hub.run(root, { event, sha: 'f'.repeat(40) }));
    hub.project.configure({ 'train.args': ['good'] });
    expect(job.conclusion).toBe('failure');
    expect(job.steps['it']?.outputs).toMatchObject({
      release: 'doubler-bbbbbbbb-1',
      verdict: 'fail',
      outcome: 'rejected',
    });
    expect(job.annotations).toContainEqual(
      expect.objectContaining({
        level: 'error',
        title: 'register: gate auRoc ≥ 0.9',
        file: 'examples/birdstrikes/vertex-release.yaml',
        line: expect.any(Number),
      }),
    );
    expect(hub.github.comments).toHaveLength(1);
    expect(hub.github.comments[0]?.issue).toBe(5);
  });
});

describe('a step', () => {
  it('releases the same commit again for a scheduled run, which its other steps find', async () => {
    const given = { release: '9000017' };
    const validated = only(await hub.run(stepWorkflow('actions/validate', given)));
    const trained = only(await hub.run(stepWorkflow('actions/train', given)));
    for (const { steps } of [validated, trained]) {
      expect(steps['it']?.outputs).toMatchObject({ release: 'doubler-aaaaaaaa-2', state: 'done' });
    }
  });

  it('marks the line of the configuration file that is wrong', async () => {
    hub.project.configure({ 'train.timeout': 'soon' });
    const job = only(await hub.run(stepWorkflow('actions/train'), { sha: 'c'.repeat(40) }));
    hub.project.configure({ 'train.timeout': '2h' });
    expect(job.conclusion).toBe('failure');
    expect(job.annotations).toContainEqual(
      expect.objectContaining({
        title: 'train: INPUT_INVALID',
        file: 'examples/birdstrikes/vertex-release.yaml',
        line: expect.any(Number),
      }),
    );
    expect(job.steps['it']?.outputs).toEqual({ verdict: 'error', state: 'failed' });
    expect(job.log).toContain('exit code 2');
  });

  it('does not run where anybody may have started it', async () => {
    const event = { ...pullRequest(6, 'c'.repeat(40)), name: 'pull_request_target' };
    const job = only(await hub.run(stepWorkflow('actions/train'), { event }));
    expect(job.conclusion).toBe('failure');
    expect(job.log).toContain('train does not run on the event pull_request_target');
  });

  it('says nothing of its token, in any form, whatever it prints or writes', async () => {
    hub.project.write('leak.mjs', `console.log(JSON.stringify(process.env)); process.exit(1);`);
    hub.project.configure({ 'validate.test_command': 'node leak.mjs' });
    const event = pullRequest(7, 'd'.repeat(40));
    hub.github.trouble('POST', { status: 403, message: `no ${token}` });
    const given = { inline: stepWorkflow('actions/validate').inline };
    const job = only(await hub.run(given, { event, isDebug: true, env: { ...hub.emulator.env } }));
    hub.project.configure({ 'validate.test_command': 'node --version' });
    expect(job.conclusion).toBe('failure');
    expect(job.log).toContain('the report is not on the pull request: 403');
    const forms = [token, Buffer.from(token).toString('base64'), encodeURIComponent(token)];
    const shown = [job.log, ...job.summaries, JSON.stringify([job.annotations, job.steps])];
    const printed = job.raw
      .split('\n')
      .filter((line) => !line.startsWith('::add-mask::'));
    for (const form of forms) {
      for (const text of shown) expect(text).not.toContain(form);
      expect(printed.join('\n')).not.toContain(form);
      expect(hub.github.requests.map(({ url, body }) => url + body).join()).not.toContain(form);
    }
    expect(job.raw).not.toContain('runtime-token');
  });
});
