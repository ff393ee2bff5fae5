import type { RpcStatus } from '../wire/api-error.ts';
import type { ContentReference } from './contents.ts';
import type { ObjectAttributes } from './objects.ts';
import type { JsonObject } from '../wire/json.ts';

/** Shapes of the parts of resources that the services read. The rest is kept as it came. */
export interface EnvVar {
  name?: string;
  value?: string;
}

export interface ModelContainerSpec {
  imageUri?: string;
  command?: string[];
  args?: string[];
  env?: EnvVar[];
  ports?: { containerPort?: number }[];
  predictRoute?: string;
  healthRoute?: string;
  deploymentTimeout?: string;
  startupProbe?: ProbeSpec;
  healthProbe?: ProbeSpec;
  livenessProbe?: ProbeSpec;
}

/** `google.cloud.aiplatform.v1.Probe` */
export interface ProbeSpec {
  exec?: { command?: string[] };
  httpGet?: {
    path?: string;
    port?: number;
    host?: string;
    scheme?: string;
    httpHeaders?: { name?: string; value?: string }[];
  };
  grpc?: { port?: number; service?: string };
  tcpSocket?: { port?: number; host?: string };
  periodSeconds?: number;
  timeoutSeconds?: number;
  failureThreshold?: number;
  successThreshold?: number;
  initialDelaySeconds?: number;
}

/** A Model as a request carries it. */
export interface ModelInput {
  name?: string;
  displayName?: string;
  description?: string;
  versionDescription?: string;
  versionAliases?: string[];
  labels?: Record<string, string>;
  containerSpec?: ModelContainerSpec;
  artifactUri?: string;
  etag?: string;
}

export interface ModelVersion {
  versionId: string;
  aliases: readonly string[];
  description: string;
  labels: Readonly<Record<string, string>>;
  createTime: string;
  updateTime: string;
  containerSpec: ModelContainerSpec;
  artifactUri: string;
  /** The immutable copy that model servers read; empty without artifacts, undefined when they are absent. */
  artifactCopy: string | undefined;
  /** Other input fields, returned as they came. */
  rest: JsonObject;
}

export interface ModelRecord {
  name: string;
  displayName: string;
  description: string;
  labels: Readonly<Record<string, string>>;
  createTime: string;
  updateTime: string;
  etag: string;
  /** Oldest first. */
  versions: readonly ModelVersion[];
  /** Ids are not used twice. */
  nextVersion: number;
}

export interface AutoscalingMetricSpec {
  metricName?: string;
  target?: number;
}

export interface DedicatedResources {
  machineSpec?: { machineType?: string; acceleratorType?: string };
  minReplicaCount?: number;
  maxReplicaCount?: number;
  requiredReplicaCount?: number;
  autoscalingMetricSpecs?: AutoscalingMetricSpec[];
  spot?: boolean;
}

export interface DeployedModel {
  id: string;
  model: string;
  modelVersionId: string;
  displayName: string;
  createTime: string;
  dedicatedResources: DedicatedResources;
  [key: string]: unknown;
}

export type TrafficSplit = Readonly<Record<string, number>>;

export interface Endpoint {
  name: string;
  displayName: string;
  description?: string;
  labels?: Readonly<Record<string, string>>;
  deployedModels: readonly DeployedModel[];
  trafficSplit: TrafficSplit;
  predictRequestResponseLoggingConfig?: { enabled?: boolean; samplingRate?: number };
  clientConnectionConfig?: { inferenceTimeout?: string };
  dedicatedEndpointEnabled?: boolean;
  dedicatedEndpointDns?: string;
  etag: string;
  createTime: string;
  updateTime: string;
}

export interface WorkerPoolSpec {
  containerSpec?: { imageUri?: string; command?: string[]; args?: string[]; env?: EnvVar[] };
  pythonPackageSpec?: JsonObject;
  machineSpec?: { machineType?: string };
  replicaCount?: string;
}

export interface CustomJobSpec {
  workerPoolSpecs?: WorkerPoolSpec[];
  scheduling?: {
    timeout?: string;
    restartJobOnWorkerRestart?: boolean;
    disableRetries?: boolean;
  };
  baseOutputDirectory?: { outputUriPrefix?: string };
  tensorboard?: string;
  experiment?: string;
  experimentRun?: string;
}

export type JobState =
  | 'JOB_STATE_QUEUED'
  | 'JOB_STATE_PENDING'
  | 'JOB_STATE_RUNNING'
  | 'JOB_STATE_SUCCEEDED'
  | 'JOB_STATE_FAILED'
  | 'JOB_STATE_CANCELLING'
  | 'JOB_STATE_CANCELLED';

export interface CustomJob {
  name: string;
  displayName: string;
  jobSpec: CustomJobSpec;
  labels?: Readonly<Record<string, string>>;
  encryptionSpec?: JsonObject;
  state: JobState;
  createTime: string;
  updateTime: string;
  startTime?: string;
  endTime?: string;
  error?: RpcStatus;
}

/** A ModelEvaluation or slice, with the version it belongs to. */
export interface StoredEvaluation {
  resource: JsonObject & { name: string };
  versionId: string;
}

/** A resumable upload of an object. */
export interface UploadSession {
  id: string;
  bucket: string;
  name: string;
  attributes: ObjectAttributes;
  /** Hashes that the content must have, base64. */
  expected: { md5Hash?: string; crc32c?: string };
  /** As in the query that began it. */
  conditions: Readonly<Record<string, string>>;
  /** Ms since the epoch. */
  begun: number;
  /** What has arrived; absent before the first byte and after the last. */
  content?: ContentReference;
  /** Generation of the object that it became. */
  generation?: string;
}
