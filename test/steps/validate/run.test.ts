import { describe, expect, it } from '@jest/globals';
import type { InputsOf } from '../../../src/contract/step.ts';
import type { NamedFile } from '../../../src/ports/ports.ts';
import { validate } from '../../../src/steps/validate/contract.ts';
import { runValidate } from '../../../src/steps/validate/run.ts';
import { type FakeCommands, fakeCommands, untilAborted } from '../../support/fake-commands.ts';
import { fakeFiles } from '../../support/fake-files.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { fakeObjects } from '../../support/fake-objects.ts';
import { pendingClock } from '../../support/pending-clock.ts';
import { stepContext } from '../../support/step-context.ts';
import { inputsOf } from '../../support/step-inputs.ts';

const schema = `
fields:
  - { name: id, type: string, constraints: { required: true } }
  - { name: speed, type: integer, constraints: { minimum: 0 } }
`;
const rows = 'id,speed\na,1\nb,2\n';
const source = { name: 'train', source: '/project/train.csv', schema: '/project/schema.yaml' };

function jobSpecs(...files: string[]): NamedFile[] {
  return files.map((file) => ({ where: 'train.job_spec', path: `/project/${file}` }));
}

interface Setting {
  files?: Record<string, string>;
  objects?: Record<string, string>;
  commands?: FakeCommands;
  clock?: ReturnType<typeof pendingClock>;
  named?: NamedFile[];
  signal?: AbortSignal;
}

function world({ files = {}, objects = {}, commands, clock, named = [], signal }: Setting = {}) {
  const host = fakeHost();
  const run = commands ?? fakeCommands();
  const context = stepContext(
    {
      host,
      files: fakeFiles({ '/project/schema.yaml': schema, '/project/train.csv': rows, ...files }),
      objects: fakeObjects(objects),
      commands: run,
      clock: clock ?? pendingClock(),
    },
    { namedFiles: named, ...(signal === undefined ? {} : { signal }) },
  );
  return {
    host,
    commands: run,
    validate: (change: Partial<InputsOf<typeof validate>> = {}) =>
      runValidate(inputsOf(validate, {}, change), context),
  };
}

describe('validate', () => {
  it('passes when there is nothing that could be wrong', async () => {
    const { validate: run, commands } = world();
    expect(await run()).toMatchObject({ verdict: 'pass', state: 'done', outputs: { rows: 0 } });
    expect(commands.runs).toEqual([]);
  });

  it('passes data that keeps its schema, and counts its rows', async () => {
    const { validate: run } = world();
    const result = await run({ data: [source, { ...source, name: 'again' }] });
    expect(result).toMatchObject({
      verdict: 'pass',
      outputs: { rows: 4 },
      evidence: { data: { train: { rows: 2, verdict: 'pass' }, again: { rows: 2 } } },
    });
    expect(result.outcome).toBeUndefined();
  });

  it('rejects the release when data breaks its schema, and says where', async () => {
    const { validate: run, host } = world({
      files: { '/project/train.csv': 'id,speed\na,-1\nb,2\n' },
    });
    const result = await run({ data: [source] });
    expect(result).toMatchObject({
      verdict: 'fail',
      outcome: 'rejected',
      summary: 'train breaks 1 rule',
    });
    expect(host.lines.find((line) => line.startsWith('! '))).toMatch(
      /train: minimum of speed.*rows 1/,
    );
  });

  it('goes on to the tests although the data is bad, so that all is told at once', async () => {
    const { validate: run } = world({
      files: { '/project/train.csv': 'id,speed\na,-1\n' },
      commands: fakeCommands(() => 1),
    });
    expect(await run({ data: [source], testCommand: 'npm test' })).toMatchObject({
      verdict: 'fail',
      summary: 'train breaks 1 rule, the tests fail',
    });
  });

  it('reads data from a bucket, in the format that is told', async () => {
    const { validate: run } = world({ objects: { 'gs://b/rows': '{"id":"a","speed":1}\n' } });
    const result = await run({ data: [{ ...source, source: 'gs://b/rows', format: 'jsonl' }] });
    expect(result).toMatchObject({ verdict: 'pass', outputs: { rows: 1 } });
  });

  it.each<[string, Partial<typeof source>, string]>([
    ['the schema', { schema: '/project/missing.yaml' }, '/project/missing.yaml'],
    ['the data', { source: '/project/missing.csv' }, '/project/missing.csv'],
    ['the object', { source: 'gs://b/missing.csv' }, 'gs://b/missing.csv'],
  ])('cannot judge without %s', async (_, change, path) => {
    const { validate: run } = world();
    await expect(run({ data: [{ ...source, ...change }] })).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining(path),
    });
  });
});

describe('the files that the configuration names', () => {
  const files = {
    '/project/good.yaml': 'a: 1\n',
    '/project/bad.yaml': 'a: [1\nb: 2\n',
    '/project/good.jsonl': '{"a":1}\n\n{"a":2}\n',
    '/project/bad.jsonl': '{"a":1}\nno json\n{"a":\n',
    '/project/bad.json': '{',
    '/project/text.txt': '{',
  };

  it('may be of any kind when they are what they should be', async () => {
    const named = jobSpecs('good.yaml', 'good.jsonl', 'text.txt');
    expect(await world({ files, named }).validate()).toMatchObject({ verdict: 'pass' });
  });

  it('are refused all at once, each with its place', async () => {
    const named = jobSpecs('bad.yaml', 'bad.jsonl', 'bad.json', 'missing.yaml', 'good.yaml');
    const error = await world({ files, named })
      .validate()
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'INPUT_INVALID', exitCode: 2 });
    const { problems } = error as { problems: { where: string; found: string }[] };
    const told = problems.map(({ where, found }) => `${where} ${found}`);
    expect(told).toEqual([
      expect.stringContaining('/project/bad.yaml:'),
      'train.job_spec (/project/bad.jsonl:2) no json',
      'train.job_spec (/project/bad.jsonl:3) {"a":',
      'train.job_spec /project/bad.json',
      'train.job_spec /project/missing.yaml',
    ]);
  });
});

/** Lets what is under way go on until it waits for the test. */
async function untilPending(isThere: () => boolean): Promise<void> {
  for (let turn = 0; turn < 100 && !isThere(); turn += 1) await Promise.resolve();
}

describe('the tests of the training program', () => {
  const testCommand = 'npm test --prefix trainer';

  it('run in the folder of the configuration file', async () => {
    const { validate: run, commands } = world();
    expect(await run({ testCommand, config: '/project/conf/vertex-release.yaml' })).toMatchObject({
      verdict: 'pass',
      evidence: { tests: { verdict: 'pass', exitCode: 0 } },
    });
    expect(commands.runs).toMatchObject([{ command: testCommand, cwd: '/project/conf' }]);
  });

  it('reject the release when they fail, and show the end of what they printed', async () => {
    const commands = fakeCommands(({ onLine }) => {
      for (let line = 1; line <= 100; line += 1) onLine(`line ${line}`);
      return 7;
    });
    const { validate: run, host } = world({ commands });
    const result = await run({ testCommand });
    expect(result).toMatchObject({
      verdict: 'fail',
      outcome: 'rejected',
      summary: 'the tests fail',
    });
    const shown = host.lines.filter((line) => line.startsWith('! | '));
    expect(shown).toHaveLength(40);
    expect(shown.at(-1)).toBe('! | line 100');
    expect(result.evidence).toMatchObject({ tests: { exitCode: 7 } });
  });

  it('are ended and have failed after their time', async () => {
    const clock = pendingClock();
    const commands = fakeCommands(untilAborted);
    const { validate: run } = world({ commands, clock });
    const running = run({ testCommand, testTimeout: 60_000 });
    await untilPending(() => commands.runs.length > 0 && clock.pending > 0);
    clock.advance(60_000);
    const result = await running;
    expect(result).toMatchObject({ verdict: 'fail', outcome: 'rejected' });
    expect(JSON.stringify(result.evidence)).toContain('ended after 1m: validate.test_timeout');
  });

  it('leave no timer behind when they end by themselves', async () => {
    const clock = pendingClock();
    await world({ clock }).validate({ testCommand });
    expect(clock.pending).toBe(0);
  });

  it('are ended when the run is cancelled, which is no verdict on them', async () => {
    const controller = new AbortController();
    const commands = fakeCommands(async (run) => {
      controller.abort();
      return await untilAborted(run);
    });
    const { validate: run } = world({ commands, signal: controller.signal });
    await expect(run({ testCommand })).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('do not run dry', async () => {
    const { validate: run, commands, host } = world();
    expect(await run({ testCommand, dryRun: true })).toMatchObject({
      verdict: 'pass',
      state: 'planned',
    });
    expect(commands.runs).toEqual([]);
    expect(host.lines).toContain(`would run ${testCommand}`);
  });

  it('do not hide bad data when dry', async () => {
    const { validate: run } = world({ files: { '/project/train.csv': 'id,speed\na,-1\n' } });
    expect(await run({ data: [source], dryRun: true })).toMatchObject({
      verdict: 'fail',
      state: 'planned',
    });
  });
});
