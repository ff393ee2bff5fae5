import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Bench, type Answer, type Json, parent, trainerImage, until } from './harness.ts';

// Programs are started; a busy machine may take its time.
jest.setTimeout(60_000);

const ended = /SUCCEEDED|FAILED|CANCELLED/;

describe('a custom job', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await Bench.start();
  });

  afterEach(async () => {
    await bench.stop();
  });

  function create(container: object, more: object = {}): Promise<Answer> {
    return bench.call('POST', `${parent}/customJobs`, {
      displayName: 'train',
      jobSpec: {
        workerPoolSpecs: [
          {
            replicaCount: '1',
            machineSpec: { machineType: 'n1-standard-4' },
            containerSpec: { imageUri: trainerImage, ...container },
          },
        ],
        ...more,
      },
    });
  }

  async function run(container: object, more: object = {}): Promise<Json> {
    return untilState(await create(container, more), ended);
  }

  function untilState(created: Answer, state: RegExp): Promise<Json> {
    return until(async () => {
      const job = await bench.call('GET', `/v1/${String(created.body['name'])}`);
      return state.test(String(job.body['state'])) ? job.body : undefined;
    });
  }

  async function logOf(job: Json): Promise<Json[]> {
    const id = String(job['name']).split('/').at(-1);
    const answer = await bench.call('POST', '/v2/entries:list', {
      resourceNames: ['projects/demo-project'],
      filter: `resource.type="ml_job" AND resource.labels.job_id="${id}" AND timestamp>="2000-01-01T00:00:00Z" AND timestamp<"2999-01-01T00:00:00.000000001Z"`,
      orderBy: 'timestamp asc',
      pageSize: 1000,
    });
    return [...(answer.body['entries'] ?? [])];
  }

  it('goes from QUEUED to SUCCEEDED with its times', async () => {
    const created = await create({ args: ['--depth=3'] });
    expect(created.body['state']).toBe('JOB_STATE_QUEUED');
    const job = await untilState(created, ended);
    expect(job['state']).toBe('JOB_STATE_SUCCEEDED');
    expect(job['error']).toBeUndefined();
    const [at, startedAt, endedAt] = [job['createTime'], job['startTime'], job['endTime']].map(
      String,
    );
    expect([at, startedAt, endedAt].toSorted()).toEqual([at, startedAt, endedAt]);
  });

  it('has its output in the log, in order, with severities and structure', async () => {
    const entries = await logOf(await run({ args: ['--depth=3', '--fail=2'] }));
    expect(
      entries.map((entry) => [
        entry['severity'],
        entry['textPayload'] ?? entry['jsonPayload']?.['message'],
        entry['resource']?.['labels']?.['task_name'],
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['INFO', 'training with depth fail', 'workerpool0-0'],
        ['ERROR', 'a warning', 'workerpool0-0'],
        ['NOTICE', 'epoch done', 'workerpool0-0'],
      ]),
    );
    const times = entries.map((entry) => String(entry['timestamp']));
    expect(new Set(times).size).toBe(times.length);
    expect(times.toSorted()).toEqual(times);
  });

  it('fails with code 3 and the exit status when its program does', async () => {
    const job = await run({ args: ['--fail=7'] });
    expect(job['state']).toBe('JOB_STATE_FAILED');
    expect(job['error']?.['code']).toBe(3);
    expect(job['error']?.['message']).toMatch(
      /^The replica workerpool0-0 exited with a non-zero status of 7\.[\s\S]*a warning/,
    );
    expect(job['endTime']).toBeDefined();
  });

  it('fails naming the image and the key when the image is unknown', async () => {
    const job = await run({ imageUri: 'example.test/other:2' });
    expect(job['error']).toMatchObject({
      code: 9,
      message: expect.stringMatching(/"example\.test\/other:2".*images:/),
    });
    expect(job['startTime']).toBeUndefined();
  });

  it('is cancelled at once and ends CANCELLED with code 1', async () => {
    const created = await create({ args: ['--sleep=100000'] });
    await untilState(created, /RUNNING/);
    const answer = await bench.call('POST', `/v1/${String(created.body['name'])}:cancel`, {});
    expect([answer.status, answer.body]).toEqual([200, {}]);
    const job = await untilState(created, ended);
    expect([job['state'], job['error']?.['code']]).toEqual(['JOB_STATE_CANCELLED', 1]);
    const again = await bench.call('POST', `/v1/${String(created.body['name'])}:cancel`, {});
    expect(again.status).toBe(200);
    expect((await untilState(created, ended))['state']).toBe('JOB_STATE_CANCELLED');
  });

  it('ends when its timeout is over', async () => {
    const job = await run({ args: ['--sleep=100000'] }, { scheduling: { timeout: '0.2s' } });
    expect([job['state'], job['error']?.['code']]).toEqual(['JOB_STATE_FAILED', 4]);
  });

  it('gets the training part of the container contract', async () => {
    const job = await run(
      { args: ['--id=$(CLOUD_ML_JOB_ID)'], env: [{ name: 'COLOUR', value: 'red' }] },
      { baseOutputDirectory: { outputUriPrefix: 'gs://bucket/out' } },
    );
    const answer = await bench.call('GET', '/b/bucket/o/out%2Fmodel%2Fmodel.json?alt=media');
    const id = String(job['name']).split('/').at(-1);
    expect(answer.body['args']).toEqual([['id', id]]);
    expect(answer.body['env']).toMatchObject({
      COLOUR: 'red',
      GOOGLE_CLOUD_PROJECT: 'demo-project',
      AIP_MODEL_DIR: 'gs://bucket/out/model/',
      AIP_CHECKPOINT_DIR: 'gs://bucket/out/checkpoints/',
      AIP_TENSORBOARD_LOG_DIR: 'gs://bucket/out/logs/',
      CLOUD_ML_JOB_ID: id,
    });
    expect(JSON.parse(String(answer.body['env']?.['CLUSTER_SPEC']))).toMatchObject({
      task: { type: 'workerpool0', index: 0 },
    });
  });

  async function states(filter: string): Promise<string[]> {
    const answer = await bench.call(
      'GET',
      `${parent}/customJobs?filter=${encodeURIComponent(filter)}`,
    );
    return [...(answer.body['customJobs'] ?? [])].map((job) => String(job['state']));
  }

  it('is listed newest first, filtered by state and labels', async () => {
    await run({});
    await run({ args: ['--fail=1'] });
    expect(await states('')).toEqual(['JOB_STATE_FAILED', 'JOB_STATE_SUCCEEDED']);
    expect(await states('state="JOB_STATE_FAILED"')).toEqual(['JOB_STATE_FAILED']);
    expect(await states('NOT state="JOB_STATE_FAILED" AND display_name:"tr*"')).toEqual([
      'JOB_STATE_SUCCEEDED',
    ]);
    expect(await states('create_time > "2999-01-01T00:00:00Z"')).toEqual([]);
    expect(await states('labels.a=b')).toEqual([]);
    expect(await states('has_error=true')).toEqual(['JOB_STATE_FAILED']);
  });

  it('keeps nothing of the output fields that a request carries', async () => {
    const created = await bench.call('POST', `${parent}/customJobs`, {
      displayName: 'j',
      jobSpec: { workerPoolSpecs: [pool] },
      state: 'JOB_STATE_SUCCEEDED',
      error: { code: 3 },
      endTime: '2020-01-01T00:00:00Z',
      webAccessUris: { 'workerpool0-0': 'https://shell.test' },
    });
    expect(Object.keys(created.body as object).toSorted()).toEqual([
      'createTime',
      'displayName',
      'jobSpec',
      'name',
      'state',
      'updateTime',
    ]);
  });

  it('is deleted only when it is over', async () => {
    const created = await create({ args: ['--sleep=100000'] });
    const path = `/v1/${String(created.body['name'])}`;
    expect((await bench.call('DELETE', path)).status).toBe(400);
    await bench.call('POST', `${path}:cancel`, {});
    await untilState(created, ended);
    expect((await bench.call('DELETE', path)).body['done']).toBe(true);
    expect((await bench.call('GET', path)).status).toBe(404);
  });

  const pool = {
    machineSpec: { machineType: 'n1-standard-4' },
    replicaCount: '1',
    containerSpec: { imageUri: trainerImage },
  };
  const refusals: { what: string; job: object; status: string }[] = [
    {
      what: 'no display name',
      job: { jobSpec: { workerPoolSpecs: [pool] } },
      status: 'INVALID_ARGUMENT',
    },
    { what: 'no pool', job: { displayName: 'j', jobSpec: {} }, status: 'INVALID_ARGUMENT' },
    {
      // "Use the first worker pool specification only for your primary replica, and set its replicaCount to 1."
      what: 'two primary replicas',
      job: { displayName: 'j', jobSpec: { workerPoolSpecs: [{ ...pool, replicaCount: 2 }] } },
      status: 'INVALID_ARGUMENT',
    },
    {
      what: 'more pools than there are tasks',
      job: { displayName: 'j', jobSpec: { workerPoolSpecs: [pool, pool, pool, pool, pool] } },
      status: 'INVALID_ARGUMENT',
    },
    {
      what: 'an empty primary pool',
      job: { displayName: 'j', jobSpec: { workerPoolSpecs: [{}, pool] } },
      status: 'INVALID_ARGUMENT',
    },
    {
      what: 'more replicas than the machine runs',
      job: {
        displayName: 'j',
        jobSpec: { workerPoolSpecs: [pool, { ...pool, replicaCount: 16 }] },
      },
      status: 'RESOURCE_EXHAUSTED',
    },
    {
      what: 'a negative timeout',
      job: {
        displayName: 'j',
        jobSpec: { workerPoolSpecs: [pool], scheduling: { timeout: '-1s' } },
      },
      status: 'INVALID_ARGUMENT',
    },
    {
      what: 'no machine type',
      job: { displayName: 'j', jobSpec: { workerPoolSpecs: [{ ...pool, machineSpec: {} }] } },
      status: 'INVALID_ARGUMENT',
    },
    {
      what: 'a python package',
      job: { displayName: 'j', jobSpec: { workerPoolSpecs: [{ ...pool, pythonPackageSpec: {} }] } },
      status: 'UNIMPLEMENTED',
    },
    {
      what: 'a command',
      job: {
        displayName: 'j',
        jobSpec: {
          workerPoolSpecs: [
            { ...pool, containerSpec: { imageUri: trainerImage, command: ['/bin/true'] } },
          ],
        },
      },
      status: 'FAILED_PRECONDITION',
    },
    {
      what: 'a variable that loads code',
      job: {
        displayName: 'j',
        jobSpec: {
          workerPoolSpecs: [
            {
              ...pool,
              containerSpec: {
                imageUri: trainerImage,
                env: [{ name: 'NODE_OPTIONS', value: '--import=x' }],
              },
            },
          ],
        },
      },
      status: 'FAILED_PRECONDITION',
    },
  ];

  it.each(refusals)('is refused with $what', async ({ job, status }) => {
    const answer = await bench.call('POST', `${parent}/customJobs`, job);
    expect(answer.body['error']?.['status']).toBe(status);
    expect((await bench.call('GET', `${parent}/customJobs`)).body['customJobs']).toBeUndefined();
  });

  it('runs a command from the request where that is allowed', async () => {
    const open = await Bench.start({ allowCommands: true });
    const answer = await open.call('POST', `${parent}/customJobs`, {
      displayName: 'j',
      jobSpec: {
        workerPoolSpecs: [
          {
            ...pool,
            containerSpec: {
              imageUri: 'none',
              command: [process.execPath, '-e'],
              args: ['process.exit(5)'],
            },
          },
        ],
      },
    });
    const job = await until(async () => {
      const seen = await open.call('GET', `/v1/${String(answer.body['name'])}`);
      return ended.test(String(seen.body['state'])) ? seen.body : undefined;
    });
    expect(job['error']?.['message']).toMatch(/non-zero status of 5/);
    await open.stop();
  });
});
