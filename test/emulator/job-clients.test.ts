import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { JobServiceClient } from '@google-cloud/aiplatform/build/src/v1/job_service_client.js';
import { googleAuthLibrary } from 'google-gax';
import { Bench, fixture, trainerImage, until } from './harness.ts';

// Programs are started; a busy machine may take its time.
jest.setTimeout(60_000);

const parent = 'projects/demo-project/locations/us-central1';
const image = 'example.test/ml/batch-server';

describe('the official Node client of JobService in REST mode', () => {
  let bench: Bench;
  let jobs: JobServiceClient;

  beforeAll(async () => {
    bench = await Bench.start({
      images: {
        [trainerImage]: { command: [process.execPath, fixture('trainer.mjs')] },
        [image]: { command: [process.execPath, fixture('batch-server.mjs')] },
      },
    });
    const [apiEndpoint = '', port = ''] = bench.emulator.http.split(':');
    const authClient = new googleAuthLibrary.PassThroughClient({
      transporterOptions: { validateStatus: () => true },
    });
    jobs = new JobServiceClient({
      fallback: true,
      protocol: 'http',
      apiEndpoint,
      port: Number(port),
      authClient,
    });
  });

  afterAll(async () => {
    await bench.stop();
  });

  it('creates, gets, lists, cancels and deletes custom jobs', async () => {
    const [created] = await jobs.createCustomJob({
      parent,
      customJob: {
        displayName: 'long',
        labels: { team: 'ml' },
        jobSpec: {
          workerPoolSpecs: [1, 2].map((replicaCount) => ({
            replicaCount,
            machineSpec: { machineType: 'n1-standard-4' },
            containerSpec: { imageUri: trainerImage, args: ['--sleep=100000'] },
          })),
          scheduling: { timeout: { seconds: 3600 }, disableRetries: true },
        },
      },
    });
    const name = created.name ?? '';
    await until(async () => {
      const [job] = await jobs.getCustomJob({ name });
      return job.state === 'JOB_STATE_RUNNING' ? job : undefined;
    });
    await jobs.cancelCustomJob({ name });
    const cancelled = await until(async () => {
      const [job] = await jobs.getCustomJob({ name });
      return job.endTime ? job : undefined;
    });
    expect([cancelled.state, cancelled.error?.code]).toEqual(['JOB_STATE_CANCELLED', 1]);
    expect(cancelled.jobSpec?.scheduling).toMatchObject({
      timeout: { seconds: '3600' },
      disableRetries: true,
    });
    const [listed] = await jobs.listCustomJobs({ parent, filter: 'labels.team=ml' });
    expect(listed.map((job) => job.name)).toEqual([name]);
    const [deletion] = await jobs.deleteCustomJob({ name });
    await deletion.promise();
    await expect(jobs.getCustomJob({ name })).rejects.toMatchObject({ code: 5 });
  });

  it('creates, gets, lists, cancels and deletes batch prediction jobs', async () => {
    const upload = '/upload/storage/v1/b/bucket/o?uploadType=media&name=in.jsonl';
    await fetch(bench.origin + upload, { method: 'POST', body: '{"x":1}\n' });
    const batchPredictionJob = {
      displayName: 'batch',
      model: await bench.upload({ model: { containerSpec: { imageUri: image } } }),
      inputConfig: { instancesFormat: 'jsonl', gcsSource: { uris: ['gs://bucket/in.jsonl'] } },
      outputConfig: {
        predictionsFormat: 'jsonl',
        gcsDestination: { outputUriPrefix: 'gs://bucket/out/' },
      },
      dedicatedResources: {
        machineSpec: { machineType: 'n1-standard-2' },
        startingReplicaCount: 1,
      },
    };
    const ended = (name: string) =>
      until(async () => {
        const [job] = await jobs.getBatchPredictionJob({ name });
        return job.endTime ? job : undefined;
      });
    const [created] = await jobs.createBatchPredictionJob({ parent, batchPredictionJob });
    const name = created.name ?? '';
    const job = await ended(name);
    expect(job).toMatchObject({
      state: 'JOB_STATE_SUCCEEDED',
      completionStats: { successfulCount: '1' },
    });
    expect(job.outputInfo?.gcsOutputDirectory).toMatch(/^gs:\/\/bucket\/out\/prediction-model-/);

    const hang = { structValue: { fields: { hang: { boolValue: true } } } };
    const [hanging] = await jobs.createBatchPredictionJob({
      parent,
      batchPredictionJob: { ...batchPredictionJob, modelParameters: hang },
    });
    await jobs.cancelBatchPredictionJob({ name: hanging.name ?? '' });
    expect((await ended(hanging.name ?? '')).state).toBe('JOB_STATE_CANCELLED');

    const filter = 'state="JOB_STATE_SUCCEEDED"';
    const [listed] = await jobs.listBatchPredictionJobs({ parent, filter });
    expect(listed.map((each) => each.name)).toEqual([name]);
    const [deletion] = await jobs.deleteBatchPredictionJob({ name });
    await deletion.promise();
    await expect(jobs.getBatchPredictionJob({ name })).rejects.toMatchObject({ code: 5 });
  });
});
