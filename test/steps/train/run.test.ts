import { describe, expect, it } from '@jest/globals';
import type { InputsOf } from '../../../src/contract/step.ts';
import type { Journal } from '../../../src/ports/journal.ts';
import type { Job } from '../../../src/ports/jobs.ts';
import { train } from '../../../src/steps/train/contract.ts';
import { runTrain } from '../../../src/steps/train/run.ts';
import { releaseLabels } from '../../../src/vertex/labels.ts';
import { type FakeClock, fakeClock } from '../../support/fake-clock.ts';
import { fakeFiles } from '../../support/fake-files.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { type FakeJobsOptions, fakeJobs } from '../../support/fake-jobs.ts';
import { fakeJournal } from '../../support/fake-journal.ts';
import { type FakeLogLine, fakeLogs } from '../../support/fake-logs.ts';
import { type Death, type Executioner, executioner, Killed } from '../../support/killable.ts';
import { stepContext } from '../../support/step-context.ts';
import { inputsOf } from '../../support/step-inputs.ts';

const releaseId = 'birds-1a2b3c4d-1';
const spec = 'workerPoolSpecs: [{ containerSpec: { imageUri: "trainer:1" } }]';
const jobName = 'projects/acme-ml/locations/us-central1/customJobs/1';

interface Setting {
  jobs?: FakeJobsOptions;
  log?: readonly FakeLogLine[];
  files?: Record<string, string>;
}

function world({ jobs: options, log = [], files = { '/project/job.yaml': spec } }: Setting = {}) {
  const clock = fakeClock();
  const jobs = fakeJobs(clock, options);
  const host = fakeHost();
  const journal = fakeJournal();
  const run = async (
    change: Partial<InputsOf<typeof train>> = {},
    {
      signal,
      killer = executioner(),
      ...sooner
    }: { signal?: AbortSignal; killer?: Executioner; clock?: FakeClock } = {},
  ) =>
    await runTrain(
      inputsOf(train, { job_spec: 'job.yaml' }, change),
      stepContext(
        {
          clock: sooner.clock ?? clock,
          host,
          files: killer.watch(fakeFiles(files)),
          jobs: killer.watch(jobs),
          logs: killer.watch(fakeLogs(clock, log)),
        },
        {
          journal: watchedJournal(journal, killer),
          ...(signal === undefined ? {} : { signal }),
        },
      ),
    );
  return { clock, jobs, host, journal, run };
}

/** A journal whose notes count as calls, and whose record is what it has become. */
function watchedJournal(journal: Journal, killer: Executioner): Journal {
  const watched = killer.watch({ note: journal.note });
  return {
    get record() {
      return journal.record;
    },
    note: (...args) => watched.note(...args),
  };
}

function jobOf(state: Job['state'], change: Partial<Job> = {}): Job {
  return {
    name: 'projects/acme-ml/locations/us-central1/customJobs/99',
    state,
    labels: releaseLabels(releaseId),
    createdAt: fakeClock().now(),
    ...change,
  };
}

describe('train', () => {
  it('creates one job with all it needs, sees it through and says where the model is', async () => {
    const { run, jobs, journal } = world();
    const result = await run({ labels: { team: 'aviation' }, args: ['--x'] });
    const output = `gs://releases/vertex-release/birds/${releaseId}/training`;
    expect(result).toMatchObject({
      verdict: 'pass',
      state: 'done',
      summary: 'trained in 1m 40s',
      outputs: { job: jobName, output_dir: output, model_dir: `${output}/model` },
    });
    expect(jobs.creations).toMatchObject([
      {
        location: { projectId: 'acme-ml', region: 'us-central1' },
        displayName: releaseId,
        labels: { team: 'aviation', ...releaseLabels(releaseId) },
        jobSpec: {
          baseOutputDirectory: { outputUriPrefix: output },
          workerPoolSpecs: [{ containerSpec: { imageUri: 'trainer:1', args: ['--x'] } }],
        },
      },
    ]);
    expect(journal.record.steps.train?.progress).toMatchObject({ job: jobName });
  });

  it("never lets a user's label stand in for its own", async () => {
    const { run, jobs } = world();
    await run({ labels: { 'managed-by': 'me', 'vertex-release-id': 'x' } });
    expect(jobs.creations[0]?.labels).toEqual(releaseLabels(releaseId));
  });

  it('changes nothing dry', async () => {
    const { run, jobs, host } = world();
    expect(await run({ dryRun: true })).toMatchObject({ state: 'planned', outputs: {} });
    expect(jobs.creations).toEqual([]);
    expect(host.lines.join('\n')).toContain('trainer:1');
  });

  it.each<[string, Record<string, string>, string]>([
    ['is missing', {}, 'FILE_UNREADABLE'],
    ['is no spec', { '/project/job.yaml': 'a: 1' }, 'INPUT_INVALID'],
  ])('makes no job when the spec %s', async (_, files, code) => {
    const { run, jobs } = world({ files });
    await expect(run()).rejects.toMatchObject({ code, exitCode: 2 });
    expect(jobs.creations).toEqual([]);
  });

  it.each<[Job['state'], string | undefined, string]>([
    ['FAILED', 'The replica exited with 1', 'The replica exited with 1'],
    ['CANCELLED', undefined, 'it left no message'],
    ['EXPIRED', undefined, 'EXPIRED'],
    ['PARTIALLY_SUCCEEDED', undefined, 'PARTIALLY_SUCCEEDED'],
  ])('fails with a job that ended %s, and tells its message', async (state, error, told) => {
    const end = error === undefined ? { state } : { state, error };
    await expect(world({ jobs: { ends: [end] } }).run()).rejects.toMatchObject({
      code: 'OPERATION_FAILED',
      message: expect.stringContaining(told),
    });
  });

  it('cancels the job that takes too long', async () => {
    const { run, jobs } = world({ jobs: { runMs: 10_000_000 } });
    await expect(run({ timeout: 60_000 })).rejects.toMatchObject({
      code: 'DEADLINE_EXCEEDED',
      message: expect.stringContaining('1m'),
    });
    expect(jobs.cancelled).toEqual([jobName]);
  });

  it('cancels its job when the run is cancelled, and trains anew when run again', async () => {
    const { run, jobs, clock } = world();
    const controller = new AbortController();
    const impatient: FakeClock = {
      ...clock,
      async sleep(ms, signal) {
        controller.abort();
        await clock.sleep(ms, signal);
      },
    };
    const cancelled = run({}, { signal: controller.signal, clock: impatient });
    await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED', exitCode: 130 });
    expect(jobs.cancelled).toEqual([jobName]);
    expect((await run()).outputs['job']).toBe(jobName.replace(/1$/, '2'));
  });
});

describe('the job of a release', () => {
  it.each<[Job['state']]>([['QUEUED'], ['PENDING'], ['RUNNING'], ['PAUSED'], ['UPDATING']])(
    'is found again by its label while it is %s',
    async (state) => {
      const { run, jobs } = world();
      jobs.add(jobOf(state));
      await expect(run({ timeout: 1_000 })).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
      expect(jobs.creations).toEqual([]);
    },
  );

  it('is found again when it has succeeded meanwhile', async () => {
    const { run, jobs } = world();
    jobs.add(jobOf('SUCCEEDED', { startedAt: 0, endedAt: 60_000 }));
    expect(await run()).toMatchObject({
      summary: 'trained in 1m',
      outputs: { job: jobOf('SUCCEEDED').name },
    });
    expect(jobs.creations).toEqual([]);
  });

  it.each<[Job['state']]>([
    ['FAILED'],
    ['CANCELLED'],
    ['CANCELLING'],
    ['EXPIRED'],
    ['PARTIALLY_SUCCEEDED'],
  ])('is made anew when the last one is %s', async (state) => {
    const { run, jobs } = world();
    jobs.add(jobOf(state));
    expect((await run()).outputs['job']).toBe(jobName);
    expect(jobs.creations).toHaveLength(1);
  });

  it('is not that of another release', async () => {
    const { run, jobs } = world();
    jobs.add(jobOf('RUNNING', { labels: releaseLabels('birds-1a2b3c4d-2') }));
    expect((await run()).outputs['job']).toBe(jobName);
  });
});

const at = (ms: number, text: string, id = ''): FakeLogLine => ({
  at: fakeClock().now() + ms,
  id,
  severity: 'INFO',
  text,
});
const told = (lines: readonly string[]) => lines.filter((line) => line.startsWith('| '));

describe('the log of the job', () => {
  it('is told as it comes, each line once', async () => {
    const log = [
      at(1_000, 'epoch 1'),
      at(15_000, 'epoch 2'),
      at(15_000, 'epoch 2', 'b'),
      at(119_999, 'saved'),
    ];
    const { run, host } = world({ log });
    await run();
    expect(told(host.lines)).toEqual(['| epoch 1', '| epoch 2', '| epoch 2', '| saved']);
  });

  it('is told to its end before the job is called failed', async () => {
    const log = [at(119_000, 'Traceback: out of memory')];
    const { run, host } = world({ log, jobs: { ends: [{ state: 'FAILED' }] } });
    await expect(run()).rejects.toMatchObject({ code: 'OPERATION_FAILED' });
    expect(told(host.lines)).toEqual(['| Traceback: out of memory']);
  });

  it('stays behind its mark, whatever it says: it commands no host', async () => {
    const hostile = ['::error::owned', '::set-output name=model::x', '##[group]', '\u001B[2J', '!'];
    const { run, host } = world({ log: hostile.map((text, index) => at(index, text)) });
    await run();
    for (const text of hostile) {
      expect(host.lines).toContain(`| ${text}`);
      expect(host.lines).not.toContain(text);
    }
  });
});

describe('a run that is killed while it trains', () => {
  const quick: FakeJobsOptions = { pendingMs: 5_000, runMs: 10_000 };
  const calls = 14;
  const deaths = Array.from({ length: calls }, (_, index) => index + 1).flatMap((call) =>
    (['before', 'after'] as const).map((moment): Death => ({ call, moment })),
  );

  it.each(deaths)(
    '$moment call $call has one job in the end, found again by the next',
    async (death) => {
      const { run, jobs } = world({ jobs: quick });
      const died = await run({}, { killer: executioner(death) }).catch((error: unknown) => error);
      if (died instanceof Error && !(died instanceof Killed)) throw died;
      const result = await run();
      expect(result).toMatchObject({ verdict: 'pass', state: 'done', outputs: { job: jobName } });
      expect(jobs.creations).toHaveLength(1);
      expect(jobs.cancelled).toEqual([]);
    },
  );

  it('is swept over every call that it makes', async () => {
    const { run } = world({ jobs: quick });
    const counter = executioner();
    await run({}, { killer: counter });
    expect(counter.calls).toBeLessThanOrEqual(calls);
  });
});
