import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { worldOf } from '../world.ts';
import { Hub, only, stepWorkflow } from './hub.ts';

let hub: Hub;
const trainer = readFileSync(join(import.meta.dirname, '../project/trainer.mjs'), 'utf8');
const payload = [
  '::error title=pwned::from the log',
  '  ::add-mask::doubler',
  '##[error]pwned from the log',
  'loss ##[add-mask]doubler',
  'step 1\r::error::after a carriage return',
  '\u2028::error::after a line separator',
  '\u00AD::error::after a soft hyphen',
  '\u001B[2J\u001B[31m::error::after colours',
  '::stop-commands::forever',
  '::set-output name=verdict::pass',
  '\u0000::warning::after a NUL',
];

beforeAll(async () => {
  hub = await Hub.start();
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
});

describe('train', () => {
  it('prints what a training program prints, and the runner takes no command from it', async () => {
    const lines = payload.map((line) => `console.log(${JSON.stringify(line)});`).join('\n');
    hub.project.write('trainer.mjs', `${lines}\n${trainer}`);
    const job = only(await hub.run(stepWorkflow('actions/train')));
    expect(job.conclusion).toBe('success');
    expect(job.log).toContain('from the log');
    expect(job.log).toContain('after a soft hyphen');
    expect(job.annotations).toEqual([]);
    expect(job.refused).toEqual([]);
    expect(job.log).toContain('doubler');
    expect(job.log).not.toMatch(/(?!\n)[\p{Cc}\p{Zl}]/u);
    expect(job.steps['it']?.outputs).toMatchObject({ verdict: 'pass' });
  });

  it('cancels its job when the run is cancelled, and ends in time', async () => {
    hub.project.write('trainer.mjs', `console.log('waiting'); setInterval(() => {}, 1000);`);
    const job = only(
      await hub.run(stepWorkflow('actions/train'), {
        sha: 'e'.repeat(40),
        cancelOn: 'job is RUNNING',
      }),
    );
    expect(job.conclusion).toBe('cancelled');
    expect(job.cancellation).toHaveLength(1);
    expect(job.cancellation[0]?.exitCode).toBe(130);
    expect(job.cancellation[0]?.endedAfterMs).toBeLessThan(7_500);
    expect(job.log).toContain('cancelled with this run');
    // Vertex ends it in its own time.
    const { CANCELLING = 0, CANCELLED = 0 } = (await worldOf(hub.emulator)).jobs;
    expect(CANCELLING + CANCELLED).toBe(1);

    hub.project.write('trainer.mjs', trainer);
    const again = only(await hub.run(stepWorkflow('actions/train'), { sha: 'e'.repeat(40) }));
    expect(again.conclusion).toBe('success');
  });
});

describe('validate', () => {
  it('gives a test command nothing to speak for the step with', async () => {
    const attack = `
      import { appendFileSync } from 'node:fs';
      for (const name of ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_STEP_SUMMARY'])
        if (process.env[name]) appendFileSync(process.env[name], 'verdict=forged\\n');
      console.log('::error::from a test');
      console.log(Object.keys(process.env).filter((name) => /^INPUT_|TOKEN/.test(name)).join());
      process.exit(1);
    `;
    hub.project.write('attack.mjs', attack);
    hub.project.configure({ 'validate.test_command': 'node attack.mjs' });
    const job = only(await hub.run(stepWorkflow('actions/validate'), { sha: 'f'.repeat(40) }));
    expect(job.conclusion).toBe('failure');
    expect(job.steps['it']?.outputs).toMatchObject({ verdict: 'fail' });
    expect(job.summaries.join()).not.toContain('forged');
    expect(job.annotations.map(({ message }) => message)).not.toContain('from a test');
    expect(job.log).not.toContain('INPUT_GITHUB_TOKEN');
  });
});
