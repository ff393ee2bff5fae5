import { type ContainerRequest, findImage, type ImageCommand } from '../../runtime/image.ts';
import { planLaunch } from '../../runtime/environment.ts';
import { OutputLog } from '../../runtime/output-log.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { LogStore } from '../../store/logs.ts';
import { idOf, locationOf } from '../../store/names.ts';
import type { CustomJob } from '../../store/resources.ts';
import { durationMs } from '../../store/time.ts';
import { ApiError, type CanonicalStatus } from '../../wire/api-error.ts';
import { Cluster, type ClusterEnd, type ReplicaProgram } from './cluster.ts';
import { type PlacedReplica, trainingVariables } from './cluster-variables.ts';
import { replicasOf } from './custom-job-spec.ts';
import type { JobRun } from './job-runner.ts';

const defaultTimeoutMs = 7 * 24 * 3600 * 1000;
/** Timers of Node hold 31 bits, which is 24 days. */
const longestTimerMs = 2 ** 31 - 1;
/** How often a whole job is tried again, as documented. */
const maxRetries = 3;

/** Runs every replica of a custom job as a local process until the primary is done. @throws ApiError */
export async function runCustomJob(
  { job, signal, running }: JobRun<CustomJob>,
  runtime: Runtime,
  logs: LogStore,
): Promise<void> {
  const programs = await planReplicas(job, runtime, logs);
  const timeoutMs = timeoutOf(job);
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), Math.min(timeoutMs, longestTimerMs));
  const stop = AbortSignal.any([signal, limit.signal]);
  try {
    const end = await runAttempts(job, programs, runtime, stop, running);
    if (end.kind === 'completed' || signal.aborted) return;
    if (end.kind === 'stopped') {
      const text = `The custom job has exceeded its timeout of ${timeoutMs / 1000} s.`;
      programs[0]?.output.note('ERROR', text);
      throw new ApiError('DEADLINE_EXCEEDED', text);
    }
    throw failureOf(end);
  } finally {
    clearTimeout(timer);
  }
}

/** Programs that crash, and replicas that get lost, may give a job more than one attempt. */
async function runAttempts(
  job: CustomJob,
  programs: readonly ReplicaProgram[],
  runtime: Runtime,
  signal: AbortSignal,
  onStarted: () => void,
): Promise<ClusterEnd> {
  const { disableRetries = false, restartJobOnWorkerRestart = false } =
    job.jobSpec.scheduling ?? {};
  const options = {
    resource: job.name,
    processes: runtime.processes,
    graceMs: runtime.timing.stopGraceMs,
    restartsReplicas: !disableRetries && !restartJobOnWorkerRestart,
  };
  for (let retries = 0; ; retries += 1) {
    const end = await new Cluster(programs, options).run(signal, onStarted);
    const mayRetry = end.kind === 'crashed' || end.kind === 'lost';
    if (!mayRetry || disableRetries || retries === maxRetries) return end;
    end.program.output.note('WARNING', `${end.message} The job is tried again.`);
  }
}

/** How to run each replica; every one has a port of its own. @throws ApiError FAILED_PRECONDITION */
async function planReplicas(
  job: CustomJob,
  runtime: Runtime,
  logs: LogStore,
): Promise<ReplicaProgram[]> {
  const placed: PlacedReplica[] = [];
  for (const replica of replicasOf(job.jobSpec)) {
    placed.push({ ...replica, address: `127.0.0.1:${await runtime.processes.ports.take()}` });
  }
  const { project } = locationOf(job.name);
  const base = runtime.baseEnvironment(project);
  return placed.map((replica) => {
    const { containerSpec } = replica.spec;
    const container = { ...containerSpec, imageUri: containerSpec?.imageUri ?? '' };
    const env = { ...base, ...trainingVariables(job, placed, replica) };
    return {
      task: replica.task,
      image: container.imageUri,
      launch: planLaunch(programOf(container, runtime), container, env),
      output: outputOf(job, replica.task, logs),
    };
  });
}

/** A command from the request may run without a mapping; it was checked when the job was created. */
function programOf({ imageUri, command = [] }: ContainerRequest, runtime: Runtime): ImageCommand {
  try {
    return findImage(runtime.images, imageUri);
  } catch (error) {
    if (command.length > 0) return { command };
    throw error;
  }
}

function outputOf({ name }: CustomJob, task: string, logs: LogStore): OutputLog {
  const { project } = locationOf(name);
  const labels = { job_id: idOf(name), project_id: project, task_name: task };
  const logName = `projects/${project}/logs/${task}`;
  return new OutputLog(logs, { logName, resource: { type: 'ml_job', labels } });
}

type Failure = Extract<ClusterEnd, { message: string }>;

/** What its last output was says more than its status. */
function failureOf({ kind, program, message }: Failure): ApiError {
  program.output.note('ERROR', message);
  const tail = program.output.tail();
  const text =
    kind === 'lost' ? `Internal error occurred for the current attempt. ${message}` : message;
  const status: CanonicalStatus = kind === 'lost' ? 'INTERNAL' : 'INVALID_ARGUMENT';
  return new ApiError(status, tail === '' ? text : `${text}\n${tail}`);
}

function timeoutOf(job: CustomJob): number {
  const { timeout } = job.jobSpec.scheduling ?? {};
  const ms = timeout === undefined ? 0 : durationMs(timeout);
  return ms > 0 ? ms : defaultTimeoutMs;
}
