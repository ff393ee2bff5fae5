import { refuseCommands } from '../../runtime/image.ts';
import type { CustomJobSpec, WorkerPoolSpec } from '../../store/resources.ts';
import { durationMs } from '../../store/time.ts';
import { ApiError } from '../../wire/api-error.ts';
import { approximateMessages } from '../messages.ts';
import { checkEnvironment, invalidField } from '../validation.ts';

/** Primary, workers, parameter servers and evaluators. */
const maxPools = 4;
/** Each replica is a process of this machine. */
const maxReplicas = 16;
const specField = 'custom_job.job_spec';

/** One program of a job. */
export interface Replica {
  /** As in CLUSTER_SPEC: `workerpool0`. */
  pool: string;
  index: number;
  /** As in log entries and error messages: `workerpool0-0`. */
  task: string;
  spec: WorkerPoolSpec;
}

/** Every replica of a job, the primary first. Pools that are empty values are skipped. */
export function replicasOf(jobSpec: CustomJobSpec): Replica[] {
  return (jobSpec.workerPoolSpecs ?? []).flatMap((spec, position) => {
    const pool = `workerpool${position}`;
    const indices = isSkipped(spec, position) ? [] : [...Array(countOf(spec)).keys()];
    return indices.map((index) => ({ pool, index, task: `${pool}-${index}`, spec }));
  });
}

/** @throws ApiError INVALID_ARGUMENT, UNIMPLEMENTED, RESOURCE_EXHAUSTED, FAILED_PRECONDITION */
export function checkCustomJobSpec(jobSpec: CustomJobSpec, allowCommands: boolean): void {
  const pools = jobSpec.workerPoolSpecs ?? [];
  if (pools.length === 0) throw required('worker_pool_specs');
  if (pools.length > maxPools) {
    throw invalidField(`${specField}.worker_pool_specs`, `At most ${maxPools} pools are allowed.`);
  }
  for (const [position, pool] of pools.entries()) {
    if (isSkipped(pool, position)) continue;
    checkPool(pool, `worker_pool_specs[${position}]`);
    refuseCommands({ ...pool.containerSpec, imageUri: '' }, allowCommands);
  }
  checkReplicas(pools);
  checkOutput(jobSpec.baseOutputDirectory?.outputUriPrefix);
  checkScheduling(jobSpec.scheduling ?? {});
}

function checkPool(pool: WorkerPoolSpec, field: string): void {
  if (pool.pythonPackageSpec !== undefined) {
    throw new ApiError(
      'UNIMPLEMENTED',
      'The embedded Vertex runs containers mapped in `images:` only: python_package_spec is not emulated.',
    );
  }
  if (!pool.containerSpec?.imageUri) throw required(`${field}.container_spec.image_uri`);
  if (!pool.machineSpec?.machineType) throw required(`${field}.machine_spec.machine_type`);
  if (Number(pool.replicaCount ?? '0') < 0) {
    throw invalidField(`${specField}.${field}.replica_count`, 'Must not be negative.');
  }
  checkEnvironment(pool.containerSpec.env, `${specField}.${field}.container_spec.env`);
}

/** The first pool is the primary replica alone. */
function checkReplicas([primary = {}, ...others]: readonly WorkerPoolSpec[]): void {
  if (countOf(primary) > 1) {
    throw invalidField(
      `${specField}.worker_pool_specs[0].replica_count`,
      'The first worker pool is the primary replica: its replica count must be 1.',
    );
  }
  const wanted = others.reduce(
    (sum, pool, position) => sum + (isSkipped(pool, position + 1) ? 0 : countOf(pool)),
    1,
  );
  if (wanted <= maxReplicas) return;
  throw new ApiError(
    'RESOURCE_EXHAUSTED',
    `The embedded Vertex runs each replica as a process of this machine, at most ${maxReplicas} of one job; worker_pool_specs ask for ${wanted}.`,
  );
}

function checkOutput(prefix: string | undefined): void {
  if (prefix === undefined || prefix.startsWith('gs://')) return;
  throw invalidField(`${specField}.base_output_directory`, `"${prefix}" must begin with gs://.`);
}

function checkScheduling({ timeout }: NonNullable<CustomJobSpec['scheduling']>): void {
  if (timeout !== undefined && durationMs(timeout) < 0) {
    throw invalidField(`${specField}.scheduling.timeout`, 'Must not be negative.');
  }
}

function isSkipped(pool: WorkerPoolSpec, position: number): boolean {
  return position > 0 && Object.keys(pool).length === 0;
}

function countOf({ replicaCount }: WorkerPoolSpec): number {
  return Math.max(Number(replicaCount ?? '1'), 1);
}

function required(field: string): ApiError {
  return new ApiError('INVALID_ARGUMENT', approximateMessages.required(`${specField}.${field}`));
}
