/** What autoscaling may go by: percent of use, and requests a minute for each replica. */
export type AutoscalingMetric = 'cpu' | 'accelerator' | 'requests';

/** Where each metric should be; Vertex AI holds use at 60 % where nothing is said. */
export type AutoscalingTargets = Readonly<Partial<Record<AutoscalingMetric, number>>>;

/** Names of `AutoscalingMetricSpec` in google/cloud/aiplatform/v1/machine_resources.proto. */
export const autoscalingMetricNames: Readonly<Record<AutoscalingMetric, string>> = {
  cpu: 'aiplatform.googleapis.com/prediction/online/cpu/utilization',
  accelerator: 'aiplatform.googleapis.com/prediction/online/accelerator/duty_cycle',
  requests: 'aiplatform.googleapis.com/prediction/online/request_count',
};

export interface Accelerator {
  /** `NVIDIA_TESLA_T4`. */
  type: string;
  /** Of each replica. */
  count: number;
}

/** Machines of its own for a deployed model. */
export interface Machine {
  machineType: string;
  minReplicaCount: number;
  maxReplicaCount: number;
  accelerator?: Accelerator;
  autoscaling?: AutoscalingTargets;
  /** Cheaper machines that Google may take back. */
  spot?: boolean;
}

/** Where a deployed model runs: on machines of its own, or on those that a pool shares. */
export type Resources =
  | ({ kind: 'dedicated' } & Machine)
  /** `projects/P/locations/L/deploymentResourcePools/D`. */
  | { kind: 'shared'; pool: string };

/** A message of the API in its own JSON. */
export type ApiJson = Readonly<Record<string, unknown>>;

/** How a deployed model runs. What is absent is left to Vertex AI. */
export interface ServingOptions {
  serviceAccount?: string;
  explanationSpec?: ApiJson;
  /** Whether what the container writes goes to Cloud Logging; it does when absent. */
  containerLogging?: boolean;
  /** Whether each request is logged; it is not when absent. */
  accessLogging?: boolean;
}

/** `NVIDIA_…` of `AcceleratorType` in google/cloud/aiplatform/v1/accelerator_type.proto. */
export const acceleratorTypes = [
  'NVIDIA_TESLA_K80',
  'NVIDIA_TESLA_P100',
  'NVIDIA_TESLA_V100',
  'NVIDIA_TESLA_P4',
  'NVIDIA_TESLA_T4',
  'NVIDIA_TESLA_A100',
  'NVIDIA_A100_80GB',
  'NVIDIA_L4',
  'NVIDIA_H100_80GB',
  'NVIDIA_H100_MEGA_80GB',
  'NVIDIA_H200_141GB',
  'NVIDIA_B200',
  'NVIDIA_GB200',
  'NVIDIA_RTX_PRO_6000',
] as const;

/** `1 to 2 × n1-standard-4 with 1 × NVIDIA_TESLA_T4 (spot)`. */
export function describeMachine(machine: Machine): string {
  const { machineType, minReplicaCount, maxReplicaCount, accelerator, spot = false } = machine;
  const gpus = accelerator === undefined ? '' : ` with ${accelerator.count} × ${accelerator.type}`;
  return `${minReplicaCount} to ${maxReplicaCount} × ${machineType}${gpus}${spot ? ' (spot)' : ''}`;
}

export function describeResources(resources: Resources): string {
  return resources.kind === 'shared' ? `pool ${resources.pool}` : describeMachine(resources);
}
