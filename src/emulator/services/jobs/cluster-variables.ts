import type { Environment } from '../../runtime/environment.ts';
import { idOf, locationOf } from '../../store/names.ts';
import type { CustomJob, CustomJobSpec } from '../../store/resources.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../wire/json.ts';
import { toSnakeCase } from '../../wire/type-table.ts';
import type { Replica } from './custom-job-spec.ts';

/** A replica and the `HOST:PORT` at which the others reach it. */
export interface PlacedReplica extends Replica {
  address: string;
}

/** Names that TensorFlow gives to the pools. Evaluators are a task but no part of the cluster. */
const tensorFlowTasks: Readonly<Record<string, string>> = {
  workerpool0: 'chief',
  workerpool1: 'worker',
  workerpool2: 'ps',
  workerpool3: 'evaluator',
};

/** The contract between Vertex AI and a training container: what one replica finds in its environment. */
export function trainingVariables(
  job: CustomJob,
  replicas: readonly PlacedReplica[],
  replica: Replica,
): Environment {
  const { project, location } = locationOf(job.name);
  const { baseOutputDirectory, tensorboard } = job.jobSpec;
  return {
    CLOUD_ML_JOB_ID: idOf(job.name),
    CLOUD_ML_PROJECT_ID: project,
    CLOUD_ML_REGION: location,
    CLUSTER_SPEC: JSON.stringify(clusterSpec(job, replicas, replica)),
    ...(replicas.length > 1
      ? { TF_CONFIG: JSON.stringify(tensorFlowConfig(job, replicas, replica)) }
      : {}),
    ...(tensorboard ? { AIP_TENSORBOARD_RESOURCE_NAME: tensorboard } : {}),
    ...outputVariables(baseOutputDirectory?.outputUriPrefix),
    ...experimentVariables(job.jobSpec),
  };
}

/** In the format of "Environment variables for your cluster" of the documentation of distributed training. */
function clusterSpec(
  job: CustomJob,
  replicas: readonly PlacedReplica[],
  { pool, index }: Replica,
): JsonObject {
  return {
    cluster: addressesBy(replicas, (replica) => replica.pool),
    environment: 'cloud',
    task: { type: pool, index },
    job: inSnakeCase(job.jobSpec as JsonObject),
  };
}

/** Set for jobs with more than one replica only. */
function tensorFlowConfig(
  job: CustomJob,
  replicas: readonly PlacedReplica[],
  { pool, index }: Replica,
): JsonObject {
  const trains = replicas.filter((replica) => tensorFlowTasks[replica.pool] !== 'evaluator');
  return {
    cluster: addressesBy(trains, (replica) => tensorFlowTasks[replica.pool] ?? replica.pool),
    environment: 'cloud',
    task: { type: tensorFlowTasks[pool] ?? pool, index, cloud: idOf(job.name) },
    job: inSnakeCase(job.jobSpec as JsonObject),
  };
}

function addressesBy(
  replicas: readonly PlacedReplica[],
  nameOf: (replica: PlacedReplica) => string,
): JsonObject {
  const groups = Object.groupBy(replicas, nameOf);
  const lists = Object.entries(groups).map(
    ([name, group = []]) => [name, group.map(({ address }) => address)] as const,
  );
  return Object.fromEntries(lists);
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

/** A run is the context `EXPERIMENT-RUN`. */
function experimentVariables({ experiment, experimentRun }: CustomJobSpec): Environment {
  if (!experiment) return {};
  const name = idOf(experiment);
  if (!experimentRun) return { AIP_EXPERIMENT_NAME: name };
  const run = idOf(experimentRun).replace(`${name}-`, '');
  return { AIP_EXPERIMENT_NAME: name, AIP_EXPERIMENT_RUN_NAME: run };
}

/** Specs have no maps, so every key is the name of a field. */
function inSnakeCase(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(inSnakeCase);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).flatMap(([key, item]) =>
    item === undefined ? [] : [[toSnakeCase(key), inSnakeCase(item)] as const],
  );
  return Object.fromEntries(entries);
}
