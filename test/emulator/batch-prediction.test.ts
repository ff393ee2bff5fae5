import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Bench, fixture, type Json, parent, until } from './harness.ts';

// Programs are started; a busy machine may take its time.
jest.setTimeout(60_000);

const image = 'example.test/ml/batch-server';

/** Expected values: comments of batch_prediction_job.proto and "Get batch inferences from a custom trained model". */
describe('a batch prediction job', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await Bench.start({
      images: {
        [image]: { command: [process.execPath, fixture('batch-server.mjs')] },
        broken: { command: ['/bin/sh', '-c', 'echo no weights >&2; exit 4'] },
      },
      timing: { stopGraceMs: 500, batchRetryMs: 1 },
      maxReplicas: 2,
    });
  });

  afterEach(async () => {
    await bench.stop();
  });

  async function put(name: string, text: string): Promise<void> {
    const path = `/upload/storage/v1/b/bucket/o?uploadType=media&name=${encodeURIComponent(name)}`;
    const response = await fetch(bench.origin + path, { method: 'POST', body: text });
    expect(response.status).toBe(200);
  }

  async function read(name: string): Promise<string> {
    const path = `/storage/v1/b/bucket/o/${encodeURIComponent(name)}?alt=media`;
    return (await fetch(bench.origin + path)).text();
  }

  async function names(prefix: string): Promise<string[]> {
    const path = `/storage/v1/b/bucket/o?prefix=${encodeURIComponent(prefix)}`;
    const answer = await bench.call('GET', path);
    return [...(answer.body['items'] ?? [])].map(({ name }) => String(name));
  }

  function upload(env: Record<string, string> = {}, imageUri = image): Promise<string> {
    const list = Object.entries(env).map(([name, value]) => ({ name, value }));
    return bench.upload({ model: { containerSpec: { imageUri, env: list } } });
  }

  const inputConfig = { instancesFormat: 'jsonl', gcsSource: { uris: ['gs://bucket/in.jsonl'] } };
  const outputConfig = {
    predictionsFormat: 'jsonl',
    gcsDestination: { outputUriPrefix: 'gs://bucket/out' },
  };
  const dedicatedResources = { machineSpec: { machineType: 'n1-standard-2' } };

  async function create(job: object): Promise<Json> {
    const body = { displayName: 'batch', inputConfig, outputConfig, dedicatedResources, ...job };
    const answer = await bench.call('POST', `${parent}/batchPredictionJobs`, body);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  }

  function when(job: Json, holds: (job: Json) => boolean): Promise<Json> {
    return until(async () => {
      const { body } = await bench.call('GET', `/v1/${String(job['name'])}`);
      return holds(body) ? body : undefined;
    });
  }

  async function run(job: object): Promise<Json> {
    return when(await create(job), (seen) => seen['endTime'] !== undefined);
  }

  /** What a finished job wrote, by kind, in one piece. */
  async function written(job: Json): Promise<{ results: string; errors: string }> {
    const directory = String(job['outputInfo']?.['gcsOutputDirectory']).replace('gs://bucket/', '');
    const text = async (kind: string): Promise<string> => {
      const parts = (await names(`${directory}/${kind}`)).map(read);
      return (await Promise.all(parts)).join('');
    };
    return {
      results: await text('prediction.results-'),
      errors: await text('prediction.errors_stats-'),
    };
  }

  function parsed(lines: string): Json[] {
    return lines
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Json);
  }

  it('writes each instance with its prediction, in a folder named after model and time', async () => {
    await put('in.jsonl', '[1, 2, 3, 4]\n{"values": [5, 6], "key": 1}\n');
    const created = await create({ model: await upload(), labels: { team: 'ml' } });
    expect(created).toMatchObject({ state: 'JOB_STATE_QUEUED', modelVersionId: '1' });
    const job = await when(created, (seen) => seen['endTime'] !== undefined);
    expect(job).toMatchObject({
      state: 'JOB_STATE_SUCCEEDED',
      outputInfo: {
        gcsOutputDirectory: `gs://bucket/out/prediction-model-${String(job['createTime'])}`,
      },
      completionStats: { successfulCount: '2' },
      labels: { team: 'ml' },
    });
    expect(Number(job['resourcesConsumed']?.['replicaHours'])).toBeGreaterThan(0);
    expect(await names('out/')).toEqual([
      `out/prediction-model-${String(job['createTime'])}/prediction.errors_stats-00000-of-00001`,
      `out/prediction-model-${String(job['createTime'])}/prediction.results-00000-of-00001`,
    ]);
    expect(await written(job)).toEqual({
      results: [
        '{"instance":[1,2,3,4],"prediction":{"got":[1,2,3,4]}}\n',
        '{"instance":{"values":[5,6],"key":1},"prediction":{"got":{"values":[5,6],"key":1}}}\n',
      ].join(''),
      errors: '',
    });
    expect((await bench.call('GET', '/emulator/v1/state')).body['processes']).toEqual([]);
  });

  it('reads and writes CSV', async () => {
    await put('in.csv', '"input1","input2","input3"\r\n0.1,1.2,"cat1"\r\n4.0,5.0,"cat2"\r\n');
    const job = await run({
      model: await upload(),
      inputConfig: { instancesFormat: 'csv', gcsSource: { uris: ['gs://bucket/in.csv'] } },
      outputConfig: { ...outputConfig, predictionsFormat: 'csv' },
    });
    expect((await written(job)).results).toBe(
      [
        '"input1","input2","input3","prediction"\n',
        '0.1,1.2,"cat1","{""got"":[0.1,1.2,""cat1""]}"\n',
        '4,5,"cat2","{""got"":[4,5,""cat2""]}"\n',
      ].join(''),
    );
  });

  it('has a key in place of the instance', async () => {
    await put('in.jsonl', '{"id":"a","x":1}\n');
    const job = await run({ model: await upload(), instanceConfig: { keyField: 'id' } });
    expect(parsed((await written(job)).results)).toEqual([
      { key: 'a', prediction: { got: { x: 1 } } },
    ]);
  });

  it('reads every file that its patterns match once, and tells of those it cannot', async () => {
    await put('in/b.jsonl', '3\n');
    await put('in/a.jsonl', '1\n\n2');
    await put('in/deep/c.jsonl', '4\n');
    const uris = ['gs://bucket/in/*.jsonl', 'gs://bucket/in/**', 'gs://bucket/none.jsonl'];
    const job = await run({
      model: await upload(),
      inputConfig: { instancesFormat: 'jsonl', gcsSource: { uris } },
    });
    expect(parsed((await written(job)).results).map(({ instance }) => instance)).toEqual([
      1, 2, 3, 4,
    ]);
    expect(job['partialFailures']).toEqual([
      { code: 3, message: 'No object matches "gs://bucket/none.jsonl".' },
    ]);
  });

  it('sends batches of 64, or as many as it is told, to all replicas', async () => {
    const count = 130;
    await put('in.jsonl', [...Array(count).keys()].join('\n'));
    const model = await upload();
    const sizes = async (more: object): Promise<unknown[]> => {
      const job = await run({ model, modelParameters: { sizes: true }, ...more });
      const lines = parsed((await written(job)).results);
      // In the order of the input, whichever batch was answered first.
      expect(lines.map(({ instance }) => instance)).toEqual([...Array(count).keys()]);
      return lines.map(({ prediction }) => prediction);
    };
    const filled = (...batches: number[]): number[] =>
      batches.flatMap((size) => Array<number>(size).fill(size));
    expect(await sizes({})).toEqual(filled(64, 64, 2));
    const manualBatchTuningParameters = { batchSize: 50 };
    expect(await sizes({ manualBatchTuningParameters })).toEqual(filled(50, 50, 30));
    const job = await run({
      model,
      modelParameters: { pid: true },
      manualBatchTuningParameters: { batchSize: 10 },
      dedicatedResources: { ...dedicatedResources, startingReplicaCount: 2 },
    });
    const pids = parsed((await written(job)).results).map(({ prediction }) => prediction);
    expect(new Set(pids).size).toBe(2);
  });

  it('keeps the instances that failed apart, with the reason, and succeeds with the rest', async () => {
    await put('in.jsonl', '1\n{"no json\n"bad"\n4\n');
    const job = await run({
      model: await upload(),
      manualBatchTuningParameters: { batchSize: 1 },
    });
    expect(job).toMatchObject({
      state: 'JOB_STATE_SUCCEEDED',
      completionStats: { successfulCount: '2', failedCount: '2' },
    });
    expect(job['error']).toBeUndefined();
    const { results, errors } = await written(job);
    expect(parsed(results).map(({ instance }) => instance)).toEqual([1, 4]);
    expect(parsed(errors)).toEqual([
      {
        instance: '{"no json',
        error: { code: 3, message: expect.stringMatching(/^The instance cannot be read: /) },
      },
      {
        instance: 'bad',
        error: {
          code: 13,
          message:
            'Post request fails. Cannot get predictions. Error: Exceeded retries: Non-OK result 500 (cannot predict) from server, retry=3.',
        },
      },
    ]);
  });

  it('fails when not one prediction was made', async () => {
    await put('in.jsonl', '1\n2\n');
    const job = await run({ model: await upload(), modelParameters: { short: true } });
    expect(job).toMatchObject({
      state: 'JOB_STATE_FAILED',
      error: {
        code: 13,
        message: expect.stringMatching(/^Predictions failed for 2 of 2 instances.*a list of 1\.$/),
      },
      completionStats: { failedCount: '2' },
    });
  });

  it('gives up when most predictions fail', async () => {
    await put('in.jsonl', '"bad"\n'.repeat(100));
    const job = await run({
      model: await upload(),
      manualBatchTuningParameters: { batchSize: 1 },
    });
    expect(job['state']).toBe('JOB_STATE_FAILED');
    expect(Number(job['completionStats']?.['incompleteCount'])).toBeGreaterThan(50);
  });

  it.each([
    ['its input is absent', {}, 3, /^No object matches "gs:\/\/bucket\/in\.jsonl"\.$/],
    [
      'its bucket is absent',
      {
        outputConfig: {
          predictionsFormat: 'jsonl',
          gcsDestination: { outputUriPrefix: 'gs://elsewhere/' },
        },
      },
      5,
      /"elsewhere" does not exist/,
    ],
  ])('fails when %s', async (_, more, code, message) => {
    const job = await run({ model: await upload(), ...more });
    expect(job['error']).toEqual({ code, message: expect.stringMatching(message) });
  });

  it('fails with the last output of a model server that does not start', async () => {
    await put('in.jsonl', '1\n');
    const job = await run({ model: await upload({}, 'broken') });
    expect(job['error']).toEqual({
      code: 9,
      message: expect.stringMatching(/^Model server exited unexpectedly\.[^]*no weights/),
    });
    expect(job['startTime']).toBeUndefined();
  });

  it('uses the version that its alias named when it was created', async () => {
    await put('in.jsonl', '1\n');
    const first = await upload({ MODEL_VERSION: 'one' });
    const model = first.split('@')[0] ?? '';
    const created = await create({ model: `${model}@default`, modelParameters: { version: true } });
    await bench.upload({
      request: { parentModel: model },
      model: { versionAliases: ['default'], containerSpec: { imageUri: image } },
    });
    const job = await when(created, (seen) => seen['endTime'] !== undefined);
    expect([job['model'], job['modelVersionId']]).toEqual([model, '1']);
    expect(parsed((await written(job)).results)).toEqual([{ instance: 1, prediction: 'one' }]);
  });

  it('runs a container that is no registered model, which it does not show', async () => {
    await put('in.jsonl', '1\n');
    await put('weights/w.bin', 'x');
    const job = await run({
      unmanagedContainerModel: {
        artifactUri: 'gs://bucket/weights',
        containerSpec: { imageUri: image, env: [{ name: 'MODEL_VERSION', value: 'mine' }] },
      },
      modelParameters: { version: true },
    });
    expect(parsed((await written(job)).results)).toEqual([{ instance: 1, prediction: 'mine' }]);
    expect(job['unmanagedContainerModel']).toEqual({ artifactUri: 'gs://bucket/weights' });
  });

  it('logs what its model servers say, unless it is told not to', async () => {
    await put('in.jsonl', '1\n');
    const model = await upload();
    const texts = async (job: Json): Promise<unknown[]> => {
      const id = String(job['name']).split('/').at(-1);
      const answer = await bench.call('POST', '/v2/entries:list', {
        resourceNames: ['projects/demo-project'],
        filter: `resource.type="ml_job" AND resource.labels.job_id="${id}"`,
      });
      return [...(answer.body['entries'] ?? [])].map(({ textPayload }) => textPayload);
    };
    expect(await texts(await run({ model }))).toContain('model ready');
    expect(await texts(await run({ model, disableContainerLogging: true }))).toEqual([]);
  });

  it('is cancelled while a prediction is under way', async () => {
    await put('in.jsonl', '1\n');
    const created = await create({ model: await upload(), modelParameters: { hang: true } });
    await when(created, (job) => String(job['state']) === 'JOB_STATE_RUNNING');
    const path = `/v1/${String(created['name'])}`;
    expect((await bench.call('DELETE', path)).body['error']?.['status']).toBe(
      'FAILED_PRECONDITION',
    );
    expect((await bench.call('POST', `${path}:cancel`, {})).body).toEqual({});
    const job = await when(created, (seen) => seen['endTime'] !== undefined);
    expect([job['state'], job['error']?.['code']]).toEqual(['JOB_STATE_CANCELLED', 1]);
    expect((await bench.call('GET', '/emulator/v1/state')).body['processes']).toEqual([]);
    expect((await bench.call('DELETE', path)).body['done']).toBe(true);
    expect((await bench.call('GET', path)).status).toBe(404);
  });

  it('is listed by name, model, state and time', async () => {
    await put('in.jsonl', '1\n');
    const model = await upload();
    await run({ model, displayName: 'nightly_1' });
    await run({ model, displayName: 'nightly_2', modelParameters: { short: true } });
    const list = async (filter: string): Promise<string[]> => {
      const query = `?filter=${encodeURIComponent(filter)}`;
      const answer = await bench.call('GET', `${parent}/batchPredictionJobs${query}`);
      return [...(answer.body['batchPredictionJobs'] ?? [])].map((job) =>
        String(job['displayName']),
      );
    };
    expect(await list('')).toEqual(['nightly_2', 'nightly_1']);
    expect(await list('model_display_name="model" AND state="JOB_STATE_FAILED"')).toEqual([
      'nightly_2',
    ]);
    expect(await list('display_name:"nightly_*" AND NOT has_error=true')).toEqual(['nightly_1']);
    expect(await list('model_display_name!="model"')).toEqual([]);
    expect(await list('create_time>"2999-01-01T00:00:00Z"')).toEqual([]);
  });
});
