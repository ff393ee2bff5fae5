import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { JobRunner, type JobWork } from '../../src/emulator/services/jobs/job-runner.ts';
import { type Job, JobTable } from '../../src/emulator/services/jobs/job-table.ts';
import { NotedTable } from '../../src/emulator/store/table.ts';
import { Transactions } from '../../src/emulator/store/transactions.ts';
import { Bench, fixture, type Json, parent, TestClock, until } from './harness.ts';

// Programs are started; a busy machine may take its time.
jest.setTimeout(60_000);

const trainer = 'example.test/ml/cluster';
const server = 'example.test/ml/batch-server';

describe('jobs of an emulator with a data directory', () => {
  let dataDir: string;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'jobs-'));
  });

  afterEach(async () => {
    await rm(dataDir, { recursive: true });
  });

  function start(serverEnv: Record<string, string> = {}): Promise<Bench> {
    return Bench.start({
      dataDir,
      images: {
        [trainer]: { command: [process.execPath, fixture('cluster-trainer.mjs')] },
        [server]: { command: [process.execPath, fixture('batch-server.mjs')], env: serverEnv },
      },
      timing: { stopGraceMs: 500 },
    });
  }

  function when(bench: Bench, name: string, holds: (job: Json) => boolean): Promise<Json> {
    return until(async () => {
      const { body } = await bench.call('GET', `/v1/${name}`);
      return holds(body) ? body : undefined;
    });
  }

  const isOver = (job: Json): boolean => job['endTime'] !== undefined;

  it('begin again where a custom job ran, with its state, its times and its log', async () => {
    const before = await start();
    const pool = {
      machineSpec: { machineType: 'n1-standard-4' },
      containerSpec: { imageUri: trainer, args: ['--until=go'] },
    };
    const answer = await before.call('POST', `${parent}/customJobs`, {
      displayName: 'train',
      jobSpec: { workerPoolSpecs: [pool] },
    });
    const name = String(answer.body['name']);
    const running = await when(before, name, (job) => String(job['state']) === 'JOB_STATE_RUNNING');
    await until(async () => ((await started(before)) === 1 ? true : undefined));
    await before.stop();

    const after = await start();
    const resumed = await after.call('GET', `/v1/${name}`);
    expect([resumed.body['state'], resumed.body['startTime']]).toEqual([
      'JOB_STATE_RUNNING',
      running['startTime'],
    ]);
    await put(after, 'go', '');
    const job = await when(after, name, isOver);
    expect([job['state'], job['startTime']]).toEqual(['JOB_STATE_SUCCEEDED', running['startTime']]);
    expect(await started(after)).toBe(2);
    await after.stop();
  });

  it('replace what a batch prediction had written, to the same end', async () => {
    const before = await start({ HANG_AFTER: '1' });
    await put(before, 'in.jsonl', '1\n2\n3\n');
    const answer = await before.call('POST', `${parent}/batchPredictionJobs`, {
      displayName: 'batch',
      unmanagedContainerModel: { containerSpec: { imageUri: server } },
      inputConfig: { instancesFormat: 'jsonl', gcsSource: { uris: ['gs://bucket/in.jsonl'] } },
      outputConfig: {
        predictionsFormat: 'jsonl',
        gcsDestination: { outputUriPrefix: 'gs://bucket/out/' },
      },
      dedicatedResources: { machineSpec: { machineType: 'n1-standard-2' } },
      manualBatchTuningParameters: { batchSize: 1 },
    });
    const name = String(answer.body['name']);
    const running = await when(before, name, (job) => String(job['state']) === 'JOB_STATE_RUNNING');
    const uri = String(running['outputInfo']?.['gcsOutputDirectory']);
    const directory = uri.replace('gs://bucket/', '');
    await put(before, `${directory}/prediction.results-00000-of-00007`, 'of an earlier run');
    await before.stop();

    const after = await start();
    const job = await when(after, name, isOver);
    expect(job).toMatchObject({
      state: 'JOB_STATE_SUCCEEDED',
      startTime: running['startTime'],
      outputInfo: { gcsOutputDirectory: uri },
      completionStats: { successfulCount: '3' },
    });
    const listed = await after.call('GET', '/storage/v1/b/bucket/o?prefix=out/');
    expect([...(listed.body['items'] ?? [])].map((item) => String(item['name']))).toEqual([
      `${directory}/prediction.errors_stats-00000-of-00001`,
      `${directory}/prediction.results-00000-of-00001`,
    ]);
    const object = encodeURIComponent(`${directory}/prediction.results-00000-of-00001`);
    const text = await fetch(`${after.origin}/storage/v1/b/bucket/o/${object}?alt=media`);
    expect((await text.text()).split('\n')).toHaveLength(4);
    await after.stop();
  });

  async function put(bench: Bench, name: string, text: string): Promise<void> {
    const path = `/upload/storage/v1/b/bucket/o?uploadType=media&name=${encodeURIComponent(name)}`;
    await fetch(bench.origin + path, { method: 'POST', body: text });
  }

  async function started(bench: Bench): Promise<number> {
    const answer = await bench.call('POST', '/v2/entries:list', {
      resourceNames: ['projects/demo-project'],
    });
    const texts = [...(answer.body['entries'] ?? [])].map((entry) => String(entry['textPayload']));
    return texts.filter((text) => text.startsWith('started')).length;
  }
});

describe('a runner of jobs', () => {
  const clock = new TestClock();
  let jobs: JobTable<Job>;

  beforeEach(() => {
    jobs = new JobTable(new NotedTable<Job>('jobs', new Transactions()), clock);
    jobs.add('j', { displayName: 'j' });
  });

  function runner(work: JobWork<Job>, isStopping = false): JobRunner<Job> {
    return new JobRunner(jobs, work, () => isStopping);
  }

  const untilStopped: JobWork<Job> = ({ signal, running }) => {
    running();
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve());
    });
  };

  function state(): string | undefined {
    return jobs.get('j')?.state;
  }

  it('leaves a job as it is stored when it ends, and begins it again', async () => {
    const first = runner(untilStopped);
    first.start('j');
    await until(async () => (state() === 'JOB_STATE_RUNNING' ? true : undefined));
    const startTime = jobs.get('j')?.startTime;
    await first.end();
    expect(state()).toBe('JOB_STATE_RUNNING');
    clock.time += 1_000;
    runner(async ({ running }) => running()).resume();
    await until(async () => (state() === 'JOB_STATE_SUCCEEDED' ? true : undefined));
    expect(jobs.get('j')?.startTime).toBe(startTime);
  });

  // As a process leaves it that is killed between the two states.
  it('ends a job CANCELLED that was CANCELLING, without carrying it out', async () => {
    jobs.enter('j', 'JOB_STATE_CANCELLING');
    let isBegun = false;
    runner(async () => {
      isBegun = true;
    }).resume();
    await until(async () => (state() === 'JOB_STATE_CANCELLED' ? true : undefined));
    expect([isBegun, jobs.get('j')?.error?.code]).toEqual([false, 1]);
  });

  it('does not blame a job for the end of the emulator', async () => {
    const stopping = runner(() => Promise.reject(new Error('the emulator is stopping')), true);
    stopping.start('j');
    await stopping.end();
    expect(jobs.get('j')?.error).toBeUndefined();
  });

  it('leaves a job alone that is over', async () => {
    const quick = runner(async ({ running }) => running());
    quick.start('j');
    await until(async () => (state() === 'JOB_STATE_SUCCEEDED' ? true : undefined));
    const job = jobs.get('j');
    if (job !== undefined) quick.cancel(job);
    quick.resume();
    await quick.end();
    expect(jobs.get('j')).toBe(job);
  });

  it('refuses a state that may not follow', () => {
    expect(() => jobs.enter('j', 'JOB_STATE_SUCCEEDED')).toThrow('after JOB_STATE_QUEUED');
  });
});
