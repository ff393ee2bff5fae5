import type { InputsOf } from '../../contract/step.ts';
import { ReleaseError } from '../../errors/error.ts';
import type { Job } from '../../ports/jobs.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { JsonObject } from '../../release/json.ts';
import type { StepResult } from '../../release/step-result.ts';
import { formatDuration } from '../../units/duration.ts';
import { releaseLabel, releaseLabels, toLabelValue } from '../../vertex/labels.ts';
import type { train } from './contract.ts';
import { JobLog } from './job-log.ts';
import { completeJobSpec, imageOf, parseJobSpec } from './job-spec.ts';

type TrainInputs = InputsOf<typeof train>;

interface TrainingPlan {
  location: { projectId: string; region: string };
  displayName: string;
  outputDirectory: string;
  jobSpec: JsonObject;
  labels: Record<string, string>;
}

/** Trains the candidate in a custom job: the release's own job if there is one, else a new one. */
export async function runTrain(inputs: TrainInputs, context: StepContext): Promise<StepResult> {
  const { host } = context.ports;
  host.phase('Train');
  const plan = await planTraining(inputs, context);
  host.say(`job ${plan.displayName} with image ${imageOf(plan.jobSpec)}`);
  host.say(`output goes to ${plan.outputDirectory}`);
  if (inputs.dryRun) {
    const summary = `would train ${imageOf(plan.jobSpec)}`;
    return { verdict: 'pass', state: 'planned', summary, outputs: {} };
  }
  const job = await findOrCreate(plan, context);
  const ended = await follow(job, inputs, context);
  if (ended.state !== 'SUCCEEDED') {
    const why = ended.error ?? 'it left no message';
    throw new ReleaseError('OPERATION_FAILED', `${ended.name} ended ${ended.state}: ${why}`);
  }
  const took = formatDuration((ended.endedAt ?? 0) - (ended.startedAt ?? 0));
  return {
    verdict: 'pass',
    state: 'done',
    summary: `trained in ${took}`,
    outputs: {
      job: ended.name,
      output_dir: plan.outputDirectory,
      model_dir: `${plan.outputDirectory}/model`,
    },
    evidence: { image: imageOf(plan.jobSpec), job: ended.name },
  };
}

async function planTraining(
  inputs: TrainInputs,
  { ports, journal }: StepContext,
): Promise<TrainingPlan> {
  const text = await ports.files.read(inputs.jobSpec);
  if (text === undefined) {
    throw new ReleaseError('FILE_UNREADABLE', `train.job_spec: ${inputs.jobSpec} does not exist`);
  }
  const { releaseId, model } = journal.record;
  const outputDirectory = `gs://${inputs.bucket}/vertex-release/${model}/${releaseId}/training`;
  return {
    location: { projectId: inputs.projectId, region: inputs.region },
    displayName: releaseId,
    outputDirectory,
    jobSpec: completeJobSpec(parseJobSpec(text, inputs.jobSpec), {
      trainingImage: inputs.trainingImage,
      args: inputs.args,
      env: inputs.env,
      serviceAccount: inputs.serviceAccount,
      outputDirectory,
      timeoutMs: inputs.timeout,
    }),
    labels: { ...inputs.labels, ...releaseLabels(releaseId) },
  };
}

/** Vertex chooses a job's id, so the label is looked for before anything is created. */
async function findOrCreate(plan: TrainingPlan, { ports, journal }: StepContext): Promise<Job> {
  const value = toLabelValue(journal.record.releaseId);
  const [newest] = await ports.jobs.findByLabel(plan.location, releaseLabel, value);
  if (newest !== undefined && !isLost(newest)) {
    ports.host.say(`found this release's job again: ${newest.name} is ${newest.state}`);
    return newest;
  }
  const job = await ports.jobs.create(plan);
  await journal.note('train', { job: job.name });
  ports.host.say(`created ${job.name}`);
  return job;
}

async function follow(job: Job, inputs: TrainInputs, context: StepContext): Promise<Job> {
  const { ports, signal } = context;
  const { host, clock } = ports;
  const log = new JobLog(ports.logs, job.name, job.createdAt);
  const deadline = clock.now() + inputs.timeout;
  let known = job;
  let state: Job['state'] | undefined;
  try {
    for (;;) {
      for (const line of await log.next()) host.say(`| ${line.text}`);
      if (known.state !== state) {
        state = known.state;
        host.say(`job is ${state}`);
      }
      if (isOver(known)) return known;
      if (clock.now() > deadline) {
        await ports.jobs.cancel(job.name);
        const waited = formatDuration(inputs.timeout);
        throw new ReleaseError('DEADLINE_EXCEEDED', `${job.name} did not end within ${waited}`, {
          mend: 'It was cancelled. Raise train.timeout, or find out why it takes so long.',
        });
      }
      host.progress(`${state}, ${formatDuration(clock.now() - job.createdAt)}`);
      await clock.sleep(inputs.pollInterval, signal);
      known = await ports.jobs.get(job.name);
    }
  } catch (error) {
    if (error instanceof ReleaseError && error.code === 'CANCELLED') {
      await ports.jobs.cancel(job.name);
      throw new ReleaseError('CANCELLED', `${job.name} was cancelled with this run`, {
        cause: error,
      });
    }
    throw error;
  }
}

function isOver({ state }: Job): boolean {
  return ['SUCCEEDED', 'FAILED', 'CANCELLED', 'EXPIRED', 'PARTIALLY_SUCCEEDED'].includes(state);
}

/** Ended without a model: another attempt needs a new job. */
function isLost({ state }: Job): boolean {
  return ['FAILED', 'CANCELLED', 'CANCELLING', 'EXPIRED', 'PARTIALLY_SUCCEEDED'].includes(state);
}
