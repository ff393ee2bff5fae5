import { deepEqual, equal, match } from 'node:assert/strict';
import type { google } from '@google-cloud/aiplatform/build/protos/protos.js';
import type { Steps } from '../client.ts';
import { done, refused, until } from './expect.ts';
import { model, parent, trainerImage } from './names.ts';
import type { Services } from './services.ts';

type CustomJob = google.cloud.aiplatform.v1.ICustomJob;
type JobSpec = google.cloud.aiplatform.v1.ICustomJobSpec;

/** Custom jobs, batch predictions and hyperparameter tuning. */
export const jobSteps: Steps<Services> = {
  async 'run a custom job to success'({ jobs, objects }) {
    const baseOutputDirectory = { outputUriPrefix: 'gs://clients/run' };
    const job = await endOf(jobs, await start(jobs, 'success', { baseOutputDirectory }));
    equal(job.state, 'JOB_STATE_SUCCEEDED');
    equal(await objects.read('run/model/model.json'), '{"trained":true}');
    equal(Number(job.startTime?.seconds) <= Number(job.endTime?.seconds), true);
  },
  async 'run a custom job to failure'({ jobs }) {
    const job = await endOf(jobs, await start(jobs, 'failure'));
    equal(job.state, 'JOB_STATE_FAILED');
    equal(job.error?.code, 3);
    match(job.error?.message ?? '', /exited with a non-zero status of 3/);
  },
  async 'cancel a custom job'({ jobs }) {
    const name = await start(jobs, 'never');
    await until('a running job', async () => {
      const [{ state }] = await jobs.getCustomJob({ name });
      return state === 'JOB_STATE_RUNNING' ? state : undefined;
    });
    await jobs.cancelCustomJob({ name });
    const job = await endOf(jobs, name);
    equal(job.state, 'JOB_STATE_CANCELLED');
    equal(job.error?.code, 1);
  },
  async 'list custom jobs by state'({ jobs }) {
    const [failed] = await jobs.listCustomJobs({ parent, filter: 'state="JOB_STATE_FAILED"' });
    deepEqual(
      failed.map(({ displayName }) => displayName),
      ['train until failure'],
    );
    const [trained] = await jobs.listCustomJobs({ parent, filter: 'labels.kind=success' });
    deepEqual(
      trained.map(({ displayName }) => displayName),
      ['train until success'],
    );
  },
  async 'refuse to tune hyperparameters, and say why'({ jobs }) {
    const creation = jobs.createHyperparameterTuningJob({
      parent,
      hyperparameterTuningJob: {
        displayName: 'tune',
        maxTrialCount: 2,
        parallelTrialCount: 1,
        studySpec: {
          metrics: [{ metricId: 'auRoc', goal: 'MAXIMIZE' }],
          parameters: [{ parameterId: 'depth', integerValueSpec: { minValue: 1, maxValue: 4 } }],
        },
        trialJobSpec: specOf('success'),
      },
    });
    await refused(creation, 'UNIMPLEMENTED', /hyperparameter tuning/);
  },
  async 'predict in batch'({ jobs, objects }) {
    await objects.write('batch/in.jsonl', '1\n2\n3\n');
    const [created] = await jobs.createBatchPredictionJob({
      parent,
      batchPredictionJob: {
        displayName: 'batch',
        model: `${model}@2`,
        inputConfig: {
          instancesFormat: 'jsonl',
          gcsSource: { uris: ['gs://clients/batch/in.jsonl'] },
        },
        outputConfig: {
          predictionsFormat: 'jsonl',
          gcsDestination: { outputUriPrefix: 'gs://clients/batch/out' },
        },
        dedicatedResources: { machineSpec: { machineType: 'n1-standard-2' } },
      },
    });
    const name = created.name ?? '';
    const job = await until('the end of the batch', async () => {
      const [seen] = await jobs.getBatchPredictionJob({ name });
      return seen.endTime ? seen : undefined;
    });
    equal(job.state, 'JOB_STATE_SUCCEEDED');
    equal(Number(job.completionStats?.successfulCount), 3);
    const directory = job.outputInfo?.gcsOutputDirectory ?? '';
    match(directory, /^gs:\/\/clients\/batch\/out\//);
    const files = await objects.list(directory.replace('gs://clients/', ''));
    const results = files.filter((file) => file.includes('prediction.results'));
    const texts = await Promise.all(results.map((file) => objects.read(file)));
    const lines = texts.flatMap((text) => text.trim().split('\n')).map(readResult);
    deepEqual(
      new Map(lines),
      new Map([
        [1, 2],
        [2, 4],
        [3, 6],
      ]),
    );
    await done(jobs.deleteBatchPredictionJob({ name }));
  },
};

function readResult(line: string): [instance: number, doubled: number] {
  const { instance, prediction } = JSON.parse(line) as {
    instance: number;
    prediction: { doubled: number };
  };
  return [instance, prediction.doubled];
}

async function start(jobs: Services['jobs'], ending: string, more: JobSpec = {}): Promise<string> {
  const customJob = {
    displayName: `train until ${ending}`,
    labels: { kind: ending },
    jobSpec: { ...specOf(ending), ...more },
  };
  const [{ name }] = await jobs.createCustomJob({ parent, customJob });
  return name ?? '';
}

function specOf(ending: string): JobSpec {
  return {
    workerPoolSpecs: [
      {
        replicaCount: 1,
        machineSpec: { machineType: 'n1-standard-4' },
        containerSpec: { imageUri: trainerImage, args: [ending] },
      },
    ],
  };
}

async function endOf(jobs: Services['jobs'], name: string): Promise<CustomJob> {
  return await until('the end of the job', async () => {
    const [seen] = await jobs.getCustomJob({ name });
    return seen.endTime ? seen : undefined;
  });
}
