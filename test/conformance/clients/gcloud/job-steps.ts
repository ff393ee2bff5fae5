import { equal, match } from 'node:assert/strict';
import type { Steps } from '../client.ts';
import type { Gcloud } from './command.ts';

interface CustomJob {
  name: string;
  state: string;
  error?: { code: number; message: string };
}

const jobs = ['ai', 'custom-jobs'];
const study = `
studySpec:
  metrics: [{ metricId: auRoc, goal: MAXIMIZE }]
  parameters: [{ parameterId: depth, integerValueSpec: { minValue: 1, maxValue: 4 } }]
trialJobSpec:
  workerPoolSpecs:
    - machineSpec: { machineType: n1-standard-4 }
      replicaCount: 1
      containerSpec: { imageUri: clients.test/trainer, args: [success] }
`;

/** Custom jobs and their logs by `gcloud ai`. */
export const jobSteps: Steps<Gcloud> = {
  async 'run a custom job to success'(gcloud) {
    const { state } = await run(gcloud, 'success');
    equal(state, 'JOB_STATE_SUCCEEDED');
  },
  async 'run a custom job to failure'(gcloud) {
    const { state, error } = await run(gcloud, 'failure');
    equal(state, 'JOB_STATE_FAILED');
    equal(error?.code, 3);
    match(error?.message ?? '', /exited with a non-zero status of 3/);
  },
  async 'cancel a custom job'(gcloud) {
    const name = await create(gcloud, 'never');
    await gcloud.run(...jobs, 'cancel', name);
    const { state, error } = await endOf(gcloud, name);
    equal(state, 'JOB_STATE_CANCELLED');
    equal(error?.code, 1);
  },
  async 'read the logs of a job'(gcloud) {
    const name = await create(gcloud, 'success');
    const text = await gcloud.run(...jobs, 'stream-logs', name, '--polling-interval=1');
    match(text, /INFO.*workerpool0-0.*training until success/);
    match(text, /ERROR.*a warning/);
    match(text, /NOTICE.*epoch done/);
    const filter = `resource.type="ml_job" AND resource.labels.job_id="${name.split('/').at(-1)}"`;
    const entries = await gcloud.json<readonly unknown[]>('logging', 'read', filter);
    equal(entries.length >= 2, true);
  },
  async 'refuse to tune hyperparameters, and say why'({ refused, file }) {
    const flags = ['--display-name=tune', `--config=${file(study)}`];
    await refused(/hyperparameter tuning/, 'ai', 'hp-tuning-jobs', 'create', ...flags);
  },
};

async function run(gcloud: Gcloud, ending: string): Promise<CustomJob> {
  return await endOf(gcloud, await create(gcloud, ending));
}

async function create({ json }: Gcloud, ending: string): Promise<string> {
  const pool =
    'machine-type=n1-standard-4,replica-count=1,container-image-uri=clients.test/trainer';
  const flags = [`--display-name=${ending}`, `--worker-pool-spec=${pool}`, `--args=${ending}`];
  const { name } = await json<CustomJob>(...jobs, 'create', ...flags);
  return name;
}

/** A command takes about a second; a job of the scenario is over before a few of them are. */
async function endOf({ json }: Gcloud, name: string): Promise<CustomJob> {
  for (let asked = 0; asked < 20; asked += 1) {
    const job = await json<CustomJob & { endTime?: string }>(...jobs, 'describe', name);
    if (job.endTime !== undefined) return job;
  }
  throw new Error(`${name} has not ended`);
}
