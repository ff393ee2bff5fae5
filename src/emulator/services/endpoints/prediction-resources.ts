import { availableParallelism } from 'node:os';
import type { ScalingPolicy, ScalingTarget } from '../../runtime/autoscaling.ts';
import type { ReplicaCounts } from '../../runtime/replicas.ts';
import type {
  AutoscalingMetricSpec,
  DedicatedResources,
  DeployedModel,
} from '../../store/resources.ts';
import { ApiError } from '../../wire/api-error.ts';
import { approximateMessages, knownMessages } from '../messages.ts';
import { invalidField } from '../validation.ts';

const field = 'deployed_model.dedicated_resources';
const metricPrefix = 'aiplatform.googleapis.com/prediction/online/';
const cpuUtilization = `${metricPrefix}cpu/utilization`;
const requestCount = `${metricPrefix}request_count`;
/** Known, but local model servers have no accelerators. */
const dutyCycle = `${metricPrefix}accelerator/duty_cycle`;
const defaultMachineType = 'n1-standard-2';
/** Percent, of every metric that says nothing else. */
const defaultTarget = 60;

/** How many servers to start and to keep, bounded by what the machine runs. */
export interface Sizing {
  counts: ReplicaCounts;
  policy: ScalingPolicy;
}

/**
 * The resources of a deployment, with the defaults of Vertex AI.
 * @throws ApiError INVALID_ARGUMENT; UNIMPLEMENTED for shared resources
 */
export function readResources(requested: Partial<DeployedModel>): DedicatedResources {
  if (requested['sharedResources']) {
    throw new ApiError(
      'UNIMPLEMENTED',
      'The embedded Vertex has no DeploymentResourcePools: use dedicated_resources instead of shared_resources.',
    );
  }
  if (requested['automaticResources'] !== undefined) {
    throw new ApiError('INVALID_ARGUMENT', knownMessages.automaticResources(requested.model ?? ''));
  }
  if (requested.dedicatedResources === undefined)
    throw missing('deployed_model.dedicated_resources');
  return checkResources(requested.dedicatedResources);
}

/** Fills in defaults. @throws ApiError INVALID_ARGUMENT */
export function checkResources(resources: DedicatedResources): DedicatedResources {
  if (resources.machineSpec === undefined) throw missing(`${field}.machine_spec`);
  const machineType = resources.machineSpec.machineType || defaultMachineType;
  const { minReplicaCount: min = 0, requiredReplicaCount: required = 0 } = resources;
  if (min < 1) throw missing(`${field}.min_replica_count`);
  const max = resources.maxReplicaCount || min;
  if (max < min) {
    throw invalidField(`${field}.max_replica_count`, 'Must not be less than min_replica_count.');
  }
  if (required < 0 || required > min) {
    throw invalidField(
      `${field}.required_replica_count`,
      'Must not be less than 0 or greater than min_replica_count.',
    );
  }
  checkMetrics(resources.autoscalingMetricSpecs ?? []);
  const machineSpec = { ...resources.machineSpec, machineType };
  return { ...resources, machineSpec, maxReplicaCount: max };
}

function checkMetrics(specs: readonly AutoscalingMetricSpec[]): void {
  const where = `${field}.autoscaling_metric_specs`;
  const names = specs.map(({ metricName }) => metricName ?? '');
  const unknown = names.find((name) => ![cpuUtilization, requestCount, dutyCycle].includes(name));
  if (unknown !== undefined) throw invalidField(where, `Metric "${unknown}" is not supported.`);
  if (new Set(names).size < names.length) {
    throw invalidField(where, 'At most one entry is allowed per metric.');
  }
  for (const { metricName, target = defaultTarget } of specs) {
    const most = metricName === requestCount ? Infinity : 100;
    if (target < 1 || target > most) {
      throw invalidField(where, `Target ${target} of "${metricName}" is out of range.`);
    }
  }
}

/** What this machine makes of the counts: at most `limit` processes. */
export function sizeReplicas(
  resources: DedicatedResources,
  limit: number,
  windowMs: number,
): Sizing {
  const { minReplicaCount = 1, maxReplicaCount = minReplicaCount } = resources;
  const min = Math.min(minReplicaCount, limit);
  const required = Math.min(resources.requiredReplicaCount || min, min);
  const targets = targetsOf(resources.autoscalingMetricSpecs ?? []);
  const max = Math.min(maxReplicaCount, limit);
  return { counts: { initial: min, required }, policy: { min, max, targets, windowMs } };
}

/** CPU utilisation counts also when only another metric is named. */
function targetsOf(specs: readonly AutoscalingMetricSpec[]): ScalingTarget[] {
  const targetOf = (name: string): number | undefined => {
    const spec = specs.find(({ metricName }) => metricName === name);
    return spec === undefined ? undefined : spec.target || defaultTarget;
  };
  const perMinute = targetOf(requestCount);
  return [
    { metric: 'cpu_utilization', target: targetOf(cpuUtilization) ?? defaultTarget },
    ...(perMinute === undefined ? [] : [{ metric: 'request_count', target: perMinute } as const]),
  ];
}

/** CPUs of a machine type such as `n1-standard-4`, as far as this machine has them. */
export function cpusOf(
  { machineSpec }: DedicatedResources,
  here: number = availableParallelism(),
): number {
  const named = /-(\d+)$/.exec(machineSpec?.machineType ?? '')?.[1];
  return Math.min(named === undefined ? here : Number(named), here);
}

function missing(name: string): ApiError {
  return new ApiError('INVALID_ARGUMENT', approximateMessages.required(name));
}
