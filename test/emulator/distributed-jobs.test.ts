import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { judgeExit } from '../../src/emulator/services/jobs/replica-exit.ts';
import { Bench, fixture, type Json, parent, until } from './harness.ts';

// Programs are started; a busy machine may take its time.
jest.setTimeout(60_000);

const image = 'example.test/ml/cluster';

interface JobRequest {
  args?: string[];
  pools?: object[];
  scheduling?: object;
  imageUri?: string;
}

/** Expected values: "Distributed training" and "Understand the custom training service" of the documentation. */
describe('a custom job with several replicas', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await Bench.start({
      images: {
        [image]: { command: [process.execPath, fixture('cluster-trainer.mjs')] },
        abort: { command: ['/bin/sh', '-c', 'echo started; kill -ABRT $$'] },
        terminate: { command: ['/bin/sh', '-c', 'echo started; kill -TERM $$'] },
        babble: { command: [process.execPath, '-e', babble] },
        stubborn: { command: ['/bin/sh', '-c', stubborn] },
      },
      timing: { stopGraceMs: 200 },
    });
  });

  afterEach(async () => {
    await bench.stop();
  });

  function pool(replicaCount: number, args: string[] = [], imageUri = image): object {
    return {
      replicaCount: String(replicaCount),
      machineSpec: { machineType: 'n1-standard-4' },
      containerSpec: { imageUri, args },
    };
  }

  async function create({ args = [], pools, scheduling, imageUri = image }: JobRequest) {
    const answer = await bench.call('POST', `${parent}/customJobs`, {
      displayName: 'distributed',
      jobSpec: {
        workerPoolSpecs: pools ?? [pool(1, args, imageUri), pool(1, args, imageUri)],
        ...(scheduling === undefined ? {} : { scheduling }),
      },
    });
    return String(answer.body['name']);
  }

  function ended(name: string): Promise<Json> {
    return until(async () => {
      const { body } = await bench.call('GET', `/v1/${name}`);
      return body['endTime'] === undefined ? undefined : body;
    });
  }

  async function run(request: JobRequest): Promise<Json> {
    return ended(await create(request));
  }

  async function lines(): Promise<{ task: string; text: string }[]> {
    const answer = await bench.call('POST', '/v2/entries:list', {
      resourceNames: ['projects/demo-project'],
      pageSize: 1000,
    });
    return [...(answer.body['entries'] ?? [])].map((entry) => ({
      task: String(entry['resource']?.['labels']?.['task_name']),
      text: String(entry['textPayload']),
    }));
  }

  async function processes(): Promise<Json[]> {
    return [...((await bench.call('GET', '/emulator/v1/state')).body['processes'] ?? [])];
  }

  it('describes the cluster to every replica, each at an address where it is reached', async () => {
    const args = ['--meet=yes'];
    const job = await run({ pools: [pool(1, args), pool(2, args), {}, pool(1, args)] });
    expect(job['state']).toBe('JOB_STATE_SUCCEEDED');
    const answer = await bench.call('GET', '/b/bucket/o/replicas.json?alt=media');
    const replicas = JSON.parse(String(answer.body)) as Record<string, string>[];
    expect(replicas.map(({ name }) => name)).toEqual([
      'workerpool0-0',
      'workerpool1-0',
      'workerpool1-1',
      'workerpool3-0',
    ]);
    const specs = replicas.map(({ CLUSTER_SPEC = '' }) => JSON.parse(CLUSTER_SPEC));
    const { cluster } = specs[0];
    expect(Object.entries(cluster).map(([name, list]) => [name, (list as []).length])).toEqual([
      ['workerpool0', 1],
      ['workerpool1', 2],
      ['workerpool3', 1],
    ]);
    expect(specs[2]).toEqual({
      cluster,
      environment: 'cloud',
      task: { type: 'workerpool1', index: 1 },
      job: { worker_pool_specs: expect.any(Array) },
    });
    expect(specs[2].job.worker_pool_specs).toHaveLength(4);
    expect(specs[0].job.worker_pool_specs[0].container_spec).toEqual({ image_uri: image, args });
    const configs = replicas.map(({ TF_CONFIG = '' }) => JSON.parse(TF_CONFIG));
    // "This dictionary never contains evaluator as a key."
    expect(configs[0].cluster).toEqual({
      chief: cluster.workerpool0,
      worker: cluster.workerpool1,
    });
    expect(configs.map(({ task }) => [task.type, task.index])).toEqual([
      ['chief', 0],
      ['worker', 0],
      ['worker', 1],
      ['evaluator', 0],
    ]);
    expect(configs[3].environment).toBe('cloud');
  });

  it('gets no TF_CONFIG with one replica', async () => {
    await run({ pools: [pool(1, ['--meet=yes'])] });
    const answer = await bench.call('GET', '/b/bucket/o/replicas.json?alt=media');
    const [replica] = JSON.parse(String(answer.body)) as Record<string, string>[];
    expect(replica?.['TF_CONFIG']).toBeUndefined();
  });

  it('ends all replicas when the primary exits with 0', async () => {
    const job = await run({ args: ['--exit=workerpool0-0:0'] });
    expect(job['state']).toBe('JOB_STATE_SUCCEEDED');
    expect(await processes()).toEqual([]);
  });

  it('goes on when another replica exits with 0', async () => {
    const name = await create({ args: ['--exit=workerpool1-0:0'] });
    await until(async () => ((await processes()).length === 1 ? true : undefined));
    expect((await bench.call('GET', `/v1/${name}`)).body['state']).toBe('JOB_STATE_RUNNING');
  });

  it('fails when any replica does, naming it, with its last output', async () => {
    const job = await run({ args: ['--exit=workerpool1-0:7'] });
    expect(job['error']).toEqual({
      code: 3,
      message: expect.stringMatching(
        /^The replica workerpool1-0 exited with a non-zero status of 7\. Termination reason: Error\.[^]*workerpool1-0 gives up$/,
      ),
    });
    expect(new Set((await lines()).map(({ task }) => task))).toEqual(
      new Set(['workerpool0-0', 'workerpool1-0']),
    );
    expect(await processes()).toEqual([]);
  });

  it('is tried again three times when a replica crashes', async () => {
    const job = await run({ pools: [pool(1, [], 'abort')] });
    expect(job['error']).toMatchObject({
      code: 3,
      message: expect.stringMatching(/status of 134\./),
    });
    expect((await lines()).filter(({ text }) => text === 'started')).toHaveLength(4);
  });

  it('is not tried again with disable_retries', async () => {
    await run({ pools: [pool(1, [], 'abort')], scheduling: { disableRetries: true } });
    expect((await lines()).filter(({ text }) => text === 'started')).toHaveLength(1);
  });

  it('starts a lost replica five times again, then the whole job three times', async () => {
    const job = await run({ pools: [pool(1, [], 'terminate')] });
    expect(job['error']).toMatchObject({
      code: 13,
      message: expect.stringMatching(/^Internal error occurred for the current attempt/),
    });
    expect((await lines()).filter(({ text }) => text === 'started')).toHaveLength(6 * 4);
  });

  it.each([
    ['alone', {}, ['workerpool0-0', 'workerpool1-0', 'workerpool1-0']],
    [
      'with the whole job',
      { restartJobOnWorkerRestart: true },
      ['workerpool0-0', 'workerpool0-0', 'workerpool1-0', 'workerpool1-0'],
    ],
  ])('starts a lost replica again %s', async (_, scheduling, started) => {
    const once = '--once=workerpool1-0:SIGTERM';
    const primary = pool(1, ['--meet=yes']);
    const job = await run({ pools: [primary, pool(1, [once])], scheduling });
    expect(job['state']).toBe('JOB_STATE_SUCCEEDED');
    const starts = (await lines()).filter(({ text }) => text.startsWith('started'));
    expect(starts.map(({ task }) => task).toSorted()).toEqual(started);
  });

  it('ends programs on cancellation that ignore SIGTERM, with their children', async () => {
    const name = await create({ pools: [pool(1, [], 'stubborn')] });
    const child = await until(async () => {
      const said = (await lines()).find(({ text }) => text.startsWith('child '));
      return said?.text.slice('child '.length);
    });
    await bench.call('POST', `/v1/${name}:cancel`, {});
    const job = await ended(name);
    expect([job['state'], job['error']]).toEqual([
      'JOB_STATE_CANCELLED',
      { code: 1, message: 'CANCELED' },
    ]);
    // Killed with its group; it is gone once the system has collected it.
    await until(async () => (isAlive(Number(child)) ? undefined : true));
    expect(await lines()).not.toEqual([]);
  });

  it('takes any amount of any output, and quotes little of it', async () => {
    const job = await run({ pools: [pool(1, [], 'babble')] });
    expect(job['error']?.['code']).toBe(3);
    expect(String(job['error']?.['message']).length).toBeLessThan(5_000);
    expect(String(job['error']?.['message'])).toMatch(/status of 9\..*[^]*the end$/);
  });

  it('keeps settings that have no meaning on one machine', async () => {
    const scheduling = { strategy: 'SPOT', maxWaitDuration: '3600s', disableRetries: true };
    const job = await run({ args: ['--exit=workerpool0-0:0'], scheduling });
    expect(job['jobSpec']?.['scheduling']).toEqual(scheduling);
  });

  it.each(['hyperparameterTuningJobs', 'dataLabelingJobs', 'nasJobs'])(
    'says why %s are not emulated',
    async (collection) => {
      const answer = await bench.call('GET', `${parent}/${collection}`);
      expect(answer.status).toBe(501);
      expect(answer.body['error']?.['message']).toMatch(/does not emulate \w+: \w+/);
    },
  );
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Prints megabytes without a line's end, then bytes that are no text, then ends with 9. */
const babble = `
const { stdout } = process;
stdout.write('x'.repeat(8 * 1024 * 1024), () =>
  stdout.write(Buffer.alloc(1024 * 1024, 0xff), () =>
    stdout.write('\\n' + 'line\\n'.repeat(100_000) + 'the end\\n', () => process.exit(9))));
`;

const stubborn = `
trap '' TERM
sh -c 'trap "" TERM; while :; do sleep 1000; done' &
echo "child $!"
while :; do sleep 1000; done
`;

describe('the exit of a replica', () => {
  const exit = { code: undefined, signal: undefined, failure: undefined };

  it.each([
    // "Successfully completing a job"
    [{ ...exit, code: 0 }, 'completed', ''],
    // "User code exception"
    [
      { ...exit, code: 1 },
      'failed',
      'The replica w-0 exited with a non-zero status of 1. Termination reason: Error.',
    ],
    // "SIGABRT: ExitCode 6, ExitCode 134; SIGSEGV: ExitCode 11, ExitCode 139"
    [{ ...exit, code: 6 }, 'crashed', /status of 6\./],
    [{ ...exit, code: 134 }, 'crashed', /status of 134\./],
    [{ ...exit, code: 11 }, 'crashed', /status of 11\./],
    [{ ...exit, code: 139 }, 'crashed', /status of 139\./],
    [{ ...exit, signal: 'SIGABRT' }, 'crashed', /status of 134\./],
    [{ ...exit, signal: 'SIGSEGV' }, 'crashed', /status of 139\./],
    // "Out-of-memory"
    [
      { ...exit, signal: 'SIGKILL' },
      'failed',
      /^The replica w-0 ran out of memory and exited with a non-zero status of 137\./,
    ],
    [{ ...exit, signal: 'SIGTERM' }, 'lost', /status of 143\./],
    // GoogleCloudPlatform/vertex-ai-samples#1898
    [
      { ...exit, failure: 'spawn nothing ENOENT' },
      'failed',
      /status of 128\. Termination reason: StartError\. Termination log message: spawn nothing ENOENT/,
    ],
  ])('%j is %s', (given, kind, message) => {
    const judged = judgeExit('w-0', given);
    expect(judged.kind).toBe(kind);
    expect(judged.message).toMatch(message);
  });
});
