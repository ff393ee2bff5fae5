import aiplatform from '@google-cloud/aiplatform/build/protos/protos.json' with { type: 'json' };
import monitoring from '@google-cloud/monitoring/build/protos/protos.json' with { type: 'json' };

/** A node of the descriptor tree as protobufjs writes it: namespace, message, enum or service. */
export interface DescriptorNode {
  nested?: Readonly<Record<string, DescriptorNode>>;
  fields?: Readonly<Record<string, FieldNode>>;
  oneofs?: Readonly<Record<string, { oneof: readonly string[] }>>;
  values?: Readonly<Record<string, number>>;
  methods?: Readonly<Record<string, MethodNode>>;
}

export interface FieldNode {
  type: string;
  id: number;
  rule?: string;
  keyType?: string;
  options?: Readonly<Record<string, unknown>>;
}

/** Methods that are not served may be reduced to their name and `parsedOptions`. */
export interface MethodNode {
  requestType?: string;
  responseType?: string;
  requestStream?: boolean;
  responseStream?: boolean;
  parsedOptions?: readonly Readonly<Record<string, unknown>>[];
}

/**
 * Services with at least one handler. Pruning keeps what their methods reach: request and response types,
 * and the types that `google.longrunning.operation_info` names, which operations hold as Any.
 */
export const servedServices = [
  'google.cloud.aiplatform.v1.ModelService',
  'google.cloud.aiplatform.v1.EndpointService',
  'google.cloud.aiplatform.v1.PredictionService',
  'google.cloud.aiplatform.v1.JobService',
  'google.cloud.aiplatform.v1.MetadataService',
  'google.cloud.aiplatform.v1.TensorboardService',
  'google.longrunning.Operations',
  'google.monitoring.v3.MetricService',
  'google.monitoring.v3.AlertPolicyService',
  'google.monitoring.v3.NotificationChannelService',
] as const;

/** The official descriptors, as shipped with the Node clients. */
export function officialDescriptors(): readonly DescriptorNode[] {
  return [aiplatform as DescriptorNode, monitoring as DescriptorNode];
}
