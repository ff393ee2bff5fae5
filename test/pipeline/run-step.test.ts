import { describe, expect, it } from '@jest/globals';
import { ReleaseError } from '../../src/errors/error.ts';
import type { PreparedStep } from '../../src/pipeline/program.ts';
import { outputsOf, runStep, type Surroundings } from '../../src/pipeline/run-step.ts';
import type { StepContext } from '../../src/ports/ports.ts';
import type { Outcome } from '../../src/release/outcome.ts';
import { parseRecord, type ReleaseRecord } from '../../src/release/record.ts';
import type { StepName } from '../../src/release/step-name.ts';
import type { StepResult } from '../../src/release/step-result.ts';
import { fakeClock } from '../support/fake-clock.ts';
import { fakeFiles } from '../support/fake-files.ts';
import { fakeHost } from '../support/fake-host.ts';
import { fakeObjects } from '../support/fake-objects.ts';
import { somePorts } from '../support/step-context.ts';

const commit = '1a2b3c4d5e6f7a8b';
const first = 'birds-1a2b3c4d-1';

function passed(change: Partial<StepResult> = {}): StepResult {
  return { verdict: 'pass', state: 'done', summary: 'well', outputs: { job: 'j' }, ...change };
}

interface Fake {
  name?: StepName;
  shared?: Partial<PreparedStep['shared']>;
  inputs?: Readonly<Record<string, unknown>>;
  run?: (context: StepContext) => Promise<StepResult>;
}

/** A step that counts its runs. */
function fakeStep({ name = 'train', shared = {}, inputs = {}, run }: Fake = {}) {
  const contexts: StepContext[] = [];
  const step: PreparedStep = {
    name,
    shared: {
      config: '/project/vertex-release.yaml',
      projectId: 'acme-ml',
      region: 'us-central1',
      model: 'birds',
      bucket: 'releases',
      release: undefined,
      labels: {},
      dryRun: false,
      comment: true,
      githubToken: undefined,
      ...shared,
    },
    inputs,
    provenance: {},
    claim: async () => undefined,
    async run(context) {
      contexts.push(context);
      return run === undefined ? passed() : await run(context);
    },
  };
  return { step, contexts };
}

function world(change: Partial<Surroundings> = {}) {
  const objects = fakeObjects();
  const files = fakeFiles();
  const host = { ...fakeHost(), commit };
  const surroundings: Surroundings = {
    ports: somePorts({ objects, files, host, clock: fakeClock() }),
    emulated: false,
    signal: new AbortController().signal,
    namedFiles: [],
    folder: '/project/.vertex-release',
    identity: async () => ({ settings: 'a' }),
    ...change,
  };
  const recordOf = (releaseId = first): ReleaseRecord | undefined => {
    const uri = `gs://releases/vertex-release/birds/${releaseId}/record.json`;
    const object = objects.stored.get(uri);
    return object === undefined ? undefined : parseRecord(object.text, uri);
  };
  return { objects, files, host, surroundings, recordOf };
}

describe('running a step', () => {
  it('opens the release, keeps its record and reports', async () => {
    const { surroundings, recordOf } = world();
    const report = await runStep(fakeStep().step, surroundings);
    expect(report).toMatchObject({ step: 'train', release: first, exitCode: 0, result: passed() });
    expect(report.record).toEqual(recordOf());
    expect(report.record.steps.train).toMatchObject({
      state: 'done',
      verdict: 'pass',
      attempts: 1,
    });
  });

  it('has it in the record that the step runs before it does anything', async () => {
    const { surroundings, recordOf } = world();
    let seen: ReleaseRecord | undefined;
    const { step } = fakeStep({
      run: async () => {
        seen = recordOf();
        return passed();
      },
    });
    await runStep(step, surroundings);
    expect(seen?.steps.train?.state).toBe('running');
  });

  it.each<[StepName]>([['register'], ['deploy-staging'], ['integration-test'], ['canary-promote']])(
    'opens no release for %s, which goes on with one',
    async (name) => {
      const { surroundings, objects } = world();
      const { step, contexts } = fakeStep({ name });
      await expect(runStep(step, surroundings)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
      expect(contexts).toEqual([]);
      expect(objects.stored.size).toBe(0);
    },
  );

  it('asks what training depends on only where a release may be opened', async () => {
    let asked = 0;
    const { surroundings } = world({
      identity: async () => {
        asked += 1;
        return {};
      },
    });
    await runStep(fakeStep({ name: 'validate' }).step, surroundings);
    await runStep(fakeStep({ name: 'register' }).step, surroundings);
    expect(asked).toBe(1);
  });

  it('gives later steps the record that earlier ones wrote', async () => {
    const { surroundings } = world();
    await runStep(fakeStep().step, surroundings);
    const { step, contexts } = fakeStep({ name: 'register' });
    await runStep(step, surroundings);
    expect(contexts[0]?.journal.record.steps.train?.outputs).toEqual({ job: 'j' });
  });
});

describe('a step that is done', () => {
  it('is not run again and answers what it answered', async () => {
    const { surroundings, recordOf } = world();
    await runStep(fakeStep().step, surroundings);
    const before = recordOf();
    const { step, contexts } = fakeStep();
    const report = await runStep(step, surroundings);
    expect(contexts).toEqual([]);
    expect(report).toMatchObject({
      exitCode: 0,
      result: { verdict: 'pass', outputs: { job: 'j' } },
    });
    expect(recordOf()).toEqual(before);
  });

  it.each<[string, Partial<StepResult>]>([
    ['is in progress', { state: 'in_progress', verdict: 'inconclusive' }],
    ['is held', { state: 'held', verdict: 'inconclusive', outcome: 'held' }],
  ])('is not one that %s: that runs on', async (_, result) => {
    const { surroundings, recordOf } = world();
    const { step, contexts } = fakeStep({ run: async () => passed(result) });
    await runStep(step, surroundings);
    await runStep(step, surroundings);
    expect(contexts).toHaveLength(2);
    expect(recordOf()?.steps.train?.attempts).toBe(2);
  });
});

describe('a release that is over', () => {
  it.each<[Outcome, number]>([
    ['promoted', 0],
    ['bootstrapped', 0],
    ['rolled_back', 1],
    ['rejected', 1],
  ])('as %s answers every step so again: exit %i', async (outcome, exitCode) => {
    const { surroundings } = world();
    const verdict = exitCode === 0 ? 'pass' : 'fail';
    const ending = fakeStep({ run: async () => passed({ verdict, outcome }) });
    expect((await runStep(ending.step, surroundings)).exitCode).toBe(exitCode);
    for (const name of ['validate', 'train', 'register', 'canary-promote'] as const) {
      const { step, contexts } = fakeStep({ name });
      const report = await runStep(step, surroundings);
      expect(contexts).toEqual([]);
      expect(report).toMatchObject({ exitCode, release: first });
      expect(report.result.summary).toContain(outcome);
    }
  });

  it.each(['roll_back', 'promote'])('still obeys a person who asks to %s', async (operation) => {
    const { surroundings } = world();
    const ending = fakeStep({ run: async () => passed({ outcome: 'promoted' }) });
    await runStep(ending.step, surroundings);
    const { step, contexts } = fakeStep({
      name: 'canary-promote',
      inputs: { operation },
      run: async () => passed({ verdict: 'fail', outcome: 'rolled_back' }),
    });
    expect(await runStep(step, surroundings)).toMatchObject({
      exitCode: 1,
      record: { outcome: 'rolled_back' },
    });
    expect(contexts).toHaveLength(1);
  });

  it('is followed by another one on restart', async () => {
    const { surroundings } = world();
    const ending = fakeStep({ run: async () => passed({ outcome: 'promoted' }) });
    await runStep(ending.step, surroundings);
    const { step, contexts } = fakeStep({ inputs: { restart: true } });
    expect((await runStep(step, surroundings)).release).toBe('birds-1a2b3c4d-2');
    expect(contexts).toHaveLength(1);
  });
});

describe('a step that breaks', () => {
  it.each<[string, unknown, string]>([
    ['an error of ours', new ReleaseError('OPERATION_FAILED', 'the job ended'), 'OPERATION_FAILED'],
    ['a stranger', new TypeError('x is undefined'), 'INTERNAL'],
  ])('is recorded, and its error told: %s', async (_, thrown, code) => {
    const { surroundings, recordOf } = world();
    const { step } = fakeStep({
      run: async ({ journal }) => {
        await journal.note('train', { job: 'customJobs/1' });
        throw thrown;
      },
    });
    await expect(runStep(step, surroundings)).rejects.toMatchObject({ code });
    expect(recordOf()).toMatchObject({
      outcome: 'failed',
      steps: { train: { state: 'failed', progress: { job: 'customJobs/1' } } },
    });
  });

  it('runs again, goes on from its notes, and leaves no failure behind', async () => {
    const { surroundings } = world();
    const breaking = fakeStep({
      run: async ({ journal }) => {
        await journal.note('train', { job: 'customJobs/1' });
        throw new ReleaseError('HOST_UNREACHABLE', 'no answer');
      },
    });
    await expect(runStep(breaking.step, surroundings)).rejects.toThrow('no answer');
    const { step, contexts } = fakeStep();
    const report = await runStep(step, surroundings);
    expect(contexts[0]?.journal.record.steps.train?.progress).toEqual({ job: 'customJobs/1' });
    expect(outputsOf(report)).toMatchObject({ verdict: 'pass', outcome: '' });
  });

  it('tells its own error although the record could not be written', async () => {
    const { surroundings, objects, host } = world();
    const { step } = fakeStep({
      run: async () => {
        const uri = `gs://releases/vertex-release/birds/${first}/record.json`;
        await objects.write(uri, 'no record any more', 'any');
        throw new ReleaseError('API_FAILED', 'what really happened');
      },
    });
    await expect(runStep(step, surroundings)).rejects.toThrow('what really happened');
    expect(host.lines.join('\n')).toContain('the record could not be written');
  });
});

describe('a dry run', () => {
  const dry = { shared: { dryRun: true } };
  const plans = { ...dry, run: async () => passed({ state: 'planned', outputs: {} }) };

  it('plans with the release that would be opened, and writes nothing', async () => {
    const { surroundings, objects, files } = world();
    const { step, contexts } = fakeStep(plans);
    const report = await runStep(step, surroundings);
    expect(report).toMatchObject({ exitCode: 0, release: first, result: { state: 'planned' } });
    expect(contexts[0]?.journal.record).toMatchObject({ releaseId: first, commit, steps: {} });
    await contexts[0]?.journal.note('train', { job: 'x' });
    expect([objects.stored.size, files.stored.size]).toEqual([0, 0]);
  });

  it('plans without a commit too', async () => {
    const { surroundings, objects } = world();
    const { ports } = surroundings;
    const host = { ...ports.host, commit: undefined };
    const report = await runStep(fakeStep(plans).step, {
      ...surroundings,
      ports: { ...ports, host },
    });
    expect(report.exitCode).toBe(0);
    expect(objects.stored.size).toBe(0);
  });

  it('changes nothing of a release that is under way', async () => {
    const { surroundings, objects } = world();
    await runStep(fakeStep({ name: 'validate' }).step, surroundings);
    const before = new Map(objects.stored);
    await runStep(fakeStep(plans).step, surroundings);
    await runStep(fakeStep({ ...plans, name: 'register' }).step, surroundings);
    expect(objects.stored).toEqual(before);
  });

  it('plans a step that is done already', async () => {
    const { surroundings } = world();
    await runStep(fakeStep().step, surroundings);
    const { step, contexts } = fakeStep(plans);
    expect((await runStep(step, surroundings)).result.state).toBe('planned');
    expect(contexts).toHaveLength(1);
  });

  it.each<[string, Partial<Surroundings>, Readonly<Record<string, unknown>>]>([
    ['training has changed', { identity: async () => ({ settings: 'b' }) }, {}],
    ['it is asked to restart', {}, { restart: true }],
  ])('of a finished release plans the next one when %s', async (_, change, inputs) => {
    const { surroundings, recordOf } = world();
    const ending = fakeStep({ run: async () => passed({ outcome: 'promoted' }) });
    await runStep(ending.step, surroundings);
    const { step } = fakeStep({ ...plans, inputs });
    const report = await runStep(step, { ...surroundings, ...change });
    expect(report).toMatchObject({ release: 'birds-1a2b3c4d-2', result: { state: 'planned' } });
    expect(recordOf('birds-1a2b3c4d-2')).toBeUndefined();
  });

  it('does not plan past a record that it cannot read', async () => {
    const { surroundings, objects } = world();
    await objects.write(`gs://releases/vertex-release/birds/commits/${commit}.json`, '{', 'any');
    await expect(runStep(fakeStep(plans).step, surroundings)).rejects.toMatchObject({
      code: 'STATE_CORRUPT',
    });
  });

  it('of a later step needs the release that it would go on with', async () => {
    const { surroundings } = world();
    const { step } = fakeStep({ ...dry, name: 'register' });
    await expect(runStep(step, surroundings)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });
});

describe('the outputs of a step', () => {
  it('are its own and those of every step', async () => {
    const { surroundings } = world({ emulated: true });
    const { step } = fakeStep({
      run: async () => passed({ verdict: 'fail', outcome: 'rejected' }),
    });
    expect(outputsOf(await runStep(step, surroundings))).toEqual({
      job: 'j',
      release: first,
      verdict: 'fail',
      state: 'done',
      outcome: 'rejected',
      emulated: true,
    });
  });
});
