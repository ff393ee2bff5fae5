import type { DedicatedResources, ModelContainerSpec } from '../../store/resources.ts';
import type { RpcStatus } from '../../wire/api-error.ts';
import type { JsonObject, JsonValue } from '../../wire/json.ts';
import type { Job } from './job-table.ts';

/** How input becomes the instances that the model gets. */
export interface InstanceConfig {
  /** `object` or `array`; by default what the input is, and `array` for CSV. */
  instanceType?: string;
  /** Left out of the instance; its value stands for the instance in the output. */
  keyField?: string;
  includedFields?: string[];
  excludedFields?: string[];
}

export interface UnmanagedContainerModel {
  artifactUri?: string;
  predictSchemata?: JsonObject;
  /** Input only. */
  containerSpec?: ModelContainerSpec;
}

/** Counts are int64, so texts. */
export interface CompletionStats {
  successfulCount: string;
  failedCount: string;
  incompleteCount: string;
}

/** `google.cloud.aiplatform.v1.BatchPredictionJob`: what the emulator reads of it. */
export interface BatchPredictionJob extends Job {
  /** Full name without version. Either this or `unmanagedContainerModel` is there. */
  model?: string;
  modelVersionId?: string;
  unmanagedContainerModel?: UnmanagedContainerModel;
  inputConfig: { instancesFormat?: string; gcsSource?: { uris?: string[] } };
  instanceConfig?: InstanceConfig;
  modelParameters?: JsonValue;
  outputConfig: { predictionsFormat?: string; gcsDestination?: { outputUriPrefix?: string } };
  dedicatedResources?: Pick<DedicatedResources, 'machineSpec' | 'maxReplicaCount' | 'spot'> & {
    startingReplicaCount?: number;
  };
  manualBatchTuningParameters?: { batchSize?: number };
  generateExplanation?: boolean;
  explanationSpec?: JsonObject;
  serviceAccount?: string;
  encryptionSpec?: JsonObject;
  disableContainerLogging?: boolean;
  outputInfo?: { gcsOutputDirectory: string };
  partialFailures?: RpcStatus[];
  resourcesConsumed?: { replicaHours: number };
  completionStats?: CompletionStats;
}
