import { endpointResourceType } from '../../series/metrics.ts';

/** A kind of thing that series are about, with the labels that name one. */
export interface MonitoredResourceType {
  type: string;
  displayName: string;
  labels: readonly string[];
  /** Whether series of user-defined metrics may be written against it. */
  takesUserMetrics: boolean;
}

function writable(
  type: string,
  displayName: string,
  labels: readonly string[],
): MonitoredResourceType {
  return { type, displayName, labels: ['project_id', ...labels], takesUserMetrics: true };
}

/** Not the whole of Google's list: what Vertex AI's series and common writers of metrics need. */
export const monitoredResources: readonly MonitoredResourceType[] = [
  {
    type: endpointResourceType,
    displayName: 'Vertex AI Endpoint',
    labels: ['resource_container', 'location', 'endpoint_id'],
    takesUserMetrics: false,
  },
  writable('global', 'Global', []),
  writable('generic_node', 'Generic Node', ['location', 'namespace', 'node_id']),
  writable('generic_task', 'Generic Task', ['location', 'namespace', 'job', 'task_id']),
  writable('gce_instance', 'VM Instance', ['instance_id', 'zone']),
  writable('k8s_cluster', 'Kubernetes Cluster', ['location', 'cluster_name']),
  writable('k8s_node', 'Kubernetes Node', ['location', 'cluster_name', 'node_name']),
  writable('k8s_pod', 'Kubernetes Pod', ['location', 'cluster_name', 'namespace_name', 'pod_name']),
  writable('k8s_container', 'Kubernetes Container', [
    'location',
    'cluster_name',
    'namespace_name',
    'pod_name',
    'container_name',
  ]),
];
