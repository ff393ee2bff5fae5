import { type Environment, type Launch, planLaunch } from '../../runtime/environment.ts';
import { findImage } from '../../runtime/image.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { idOf, locationOf } from '../../store/names.ts';
import type { CustomJob } from '../../store/resources.ts';

/** Name of the only task, as in log entries and in CLUSTER_SPEC. */
export const taskName = 'workerpool0-0';

/** How to run the program of a custom job. @throws ApiError FAILED_PRECONDITION */
export function planJob(job: CustomJob, runtime: Runtime): Launch & { imageUri: string } {
  const container = job.jobSpec.workerPoolSpecs?.[0]?.containerSpec ?? {};
  const imageUri = container.imageUri ?? '';
  const image = findImageOf(imageUri, container.command ?? [], runtime);
  const { project } = locationOf(job.name);
  const base = { ...runtime.baseEnvironment(project), ...trainingVariables(job) };
  return { ...planLaunch(image, { ...container, imageUri }, base), imageUri };
}

/** A command from the request may run without a mapping; it was checked when the job was created. */
function findImageOf(
  imageUri: string,
  command: readonly string[],
  runtime: Runtime,
): ReturnType<typeof findImage> {
  try {
    return findImage(runtime.images, imageUri);
  } catch (error) {
    if (command.length > 0) return { command };
    throw error;
  }
}

/** The contract between Vertex AI and a training container. */
function trainingVariables(job: CustomJob): Environment {
  const { project, location } = locationOf(job.name);
  const task = { type: 'workerpool0', index: 0 };
  const cluster = { workerpool0: ['127.0.0.1:2222'] };
  return {
    CLOUD_ML_JOB_ID: idOf(job.name),
    CLOUD_ML_PROJECT_ID: project,
    CLOUD_ML_REGION: location,
    CLUSTER_SPEC: JSON.stringify({ cluster, environment: 'cloud', task }),
    ...outputVariables(job.jobSpec.baseOutputDirectory?.outputUriPrefix),
  };
}

function outputVariables(prefix: string | undefined): Environment {
  if (!prefix) return {};
  const base = prefix.endsWith('/') ? prefix : `${prefix}/`;
  return {
    AIP_MODEL_DIR: `${base}model/`,
    AIP_CHECKPOINT_DIR: `${base}checkpoints/`,
    AIP_TENSORBOARD_LOG_DIR: `${base}logs/`,
  };
}
