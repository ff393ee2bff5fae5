import type { Deployment } from '../ports/endpoints.ts';
import type { JsonObject } from '../release/json.ts';
import type { DeployedModel } from '../vertex/endpoint.ts';
import {
  type AutoscalingMetric,
  autoscalingMetricNames,
  type AutoscalingTargets,
  type Machine,
} from '../vertex/serving.ts';

/** `DeployedModel` of the API in JSON, as far as it is read. */
export interface ApiDeployedModel {
  id?: string;
  model?: string;
  modelVersionId?: string;
  displayName?: string;
  dedicatedResources?: ApiResources;
  sharedResources?: string;
  serviceAccount?: string;
  explanationSpec?: JsonObject;
  disableContainerLogging?: boolean;
  enableAccessLogging?: boolean;
}

interface ApiResources {
  machineSpec?: { machineType?: string; acceleratorType?: string; acceleratorCount?: number };
  minReplicaCount?: number;
  maxReplicaCount?: number;
  autoscalingMetricSpecs?: { metricName?: string; target?: number }[];
  spot?: boolean;
}

const metrics = Object.entries(autoscalingMetricNames) as [AutoscalingMetric, string][];
/** Of a metric whose target is left out. */
const defaultTarget = 60;

export function toDeployedModel(deployed: ApiDeployedModel): DeployedModel {
  const { serviceAccount = '', sharedResources = '', explanationSpec } = deployed;
  return {
    id: deployed.id ?? '',
    model: (deployed.model ?? '').replace(/@[^/]*$/, ''),
    modelVersionId: deployed.modelVersionId ?? '',
    displayName: deployed.displayName ?? '',
    ...machineOf(deployed.dedicatedResources),
    ...(sharedResources === '' ? {} : { pool: sharedResources }),
    ...(serviceAccount === '' ? {} : { serviceAccount }),
    ...(explanationSpec === undefined ? {} : { explanationSpec }),
    ...(deployed.disableContainerLogging === true ? { containerLogging: false } : {}),
    ...(deployed.enableAccessLogging === true ? { accessLogging: true } : {}),
  };
}

function machineOf(dedicated: ApiResources = {}): Partial<Machine> {
  const { machineType, acceleratorType, acceleratorCount = 0 } = dedicated.machineSpec ?? {};
  const { minReplicaCount, maxReplicaCount, autoscalingMetricSpecs = [] } = dedicated;
  return {
    ...(machineType === undefined ? {} : { machineType }),
    ...(minReplicaCount === undefined ? {} : { minReplicaCount }),
    ...(maxReplicaCount === undefined ? {} : { maxReplicaCount }),
    ...(acceleratorType === undefined || acceleratorCount === 0
      ? {}
      : { accelerator: { type: acceleratorType, count: acceleratorCount } }),
    ...(autoscalingMetricSpecs.length === 0
      ? {}
      : { autoscaling: targetsOf(autoscalingMetricSpecs) }),
    ...(dedicated.spot === true ? { spot: true } : {}),
  };
}

function targetsOf(specs: NonNullable<ApiResources['autoscalingMetricSpecs']>): AutoscalingTargets {
  return Object.fromEntries(
    specs.flatMap(({ metricName, target = defaultTarget }) =>
      metrics.filter(([, name]) => name === metricName).map(([metric]) => [metric, target]),
    ),
  );
}

/** The body of DeployModel. */
export function toDeployRequest(deployment: Deployment): object {
  const { serviceAccount, explanationSpec, containerLogging, accessLogging } = deployment;
  return {
    deployedModel: {
      id: deployment.deployedModelId,
      model: deployment.modelVersion,
      displayName: deployment.displayName,
      ...toApiResources(deployment),
      ...(serviceAccount === undefined ? {} : { serviceAccount }),
      ...(explanationSpec === undefined ? {} : { explanationSpec }),
      ...(containerLogging === false ? { disableContainerLogging: true } : {}),
      ...(accessLogging === true ? { enableAccessLogging: true } : {}),
    },
    // "0" stands for the model that is being deployed. Any other split moves by UpdateEndpoint.
    ...(deployment.traffic === 'all' ? { trafficSplit: { '0': 100 } } : {}),
  };
}

function toApiResources({ resources }: Deployment): object {
  if (resources.kind === 'shared') return { sharedResources: resources.pool };
  const { machineType, accelerator, autoscaling = {}, spot = false } = resources;
  const specs = metrics.flatMap(([metric, metricName]) => {
    const target = autoscaling[metric];
    return target === undefined ? [] : [{ metricName, target }];
  });
  const dedicatedResources: ApiResources = {
    machineSpec: {
      machineType,
      ...(accelerator === undefined
        ? {}
        : { acceleratorType: accelerator.type, acceleratorCount: accelerator.count }),
    },
    minReplicaCount: resources.minReplicaCount,
    maxReplicaCount: resources.maxReplicaCount,
    ...(specs.length === 0 ? {} : { autoscalingMetricSpecs: specs }),
    ...(spot ? { spot } : {}),
  };
  return { dedicatedResources };
}
