import { type Environment, type Launch, planLaunch } from '../../runtime/environment.ts';
import { findImage } from '../../runtime/image.ts';
import type { ReplicaSpec } from '../../runtime/replica.ts';
import { OutputLog } from '../../runtime/output-log.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { endpointResourceType } from '../../series/metrics.ts';
import type { LogStore } from '../../store/logs.ts';
import { idOf, locationOf } from '../../store/names.ts';
import { durationMs } from '../../store/time.ts';
import { ApiError } from '../../wire/api-error.ts';
import { readProbes } from './container-probes.ts';
import { cpusOf } from './prediction-resources.ts';
import type { FoundModel } from '../models/model-view.ts';
import type { DedicatedResources } from '../../store/resources.ts';

export interface Deployment {
  endpoint: string;
  deployedModelId: string;
  found: FoundModel;
  resources: DedicatedResources;
  /** Whether the output of its servers stays out of the log. */
  isSilent: boolean;
}

export interface ModelRoutes {
  predictRoute: string;
  healthRoute: string;
}

/** Routes default to names made of endpoint and deployed model. */
export function routesOf({ endpoint, deployedModelId, found }: Deployment): ModelRoutes {
  const base = `/v1/endpoints/${idOf(endpoint)}/deployedModels/${deployedModelId}`;
  const { predictRoute, healthRoute } = found.version.containerSpec;
  return { predictRoute: predictRoute || `${base}:predict`, healthRoute: healthRoute || base };
}

/** How to start a model server of a deployment. @throws ApiError FAILED_PRECONDITION */
export function planReplica(deployment: Deployment, runtime: Runtime, logs: LogStore): ReplicaSpec {
  const { endpoint, deployedModelId, found } = deployment;
  const { containerSpec, artifactUri, artifactCopy } = found.version;
  const imageUri = containerSpec.imageUri ?? '';
  if (artifactCopy === undefined) {
    throw new ApiError(
      'FAILED_PRECONDITION',
      `The model artifacts at "${artifactUri}" were absent when the model was uploaded. Upload the objects, then upload a new model version.`,
    );
  }
  const { project, location } = locationOf(endpoint);
  const labels = { resource_container: project, location, endpoint_id: idOf(endpoint) };
  const output = new OutputLog(logs, {
    logName: `projects/${project}/logs/aiplatform.googleapis.com%2Fprediction_container`,
    resource: { type: endpointResourceType, labels },
    labels: { deployed_model_id: deployedModelId, model_id: idOf(found.model.name) },
  });
  output.isEnabled = !deployment.isSilent;
  return {
    image: imageUri,
    resource: `${endpoint} ${deployedModelId}`,
    probes: readProbes(containerSpec, {
      healthRoute: routesOf(deployment).healthRoute,
      healthPeriodMs: runtime.timing.healthPeriodMs,
      allowCommands: runtime.allowCommands,
    }),
    cpus: cpusOf(deployment.resources),
    readyTimeoutMs: containerSpec.deploymentTimeout
      ? durationMs(containerSpec.deploymentTimeout)
      : runtime.timing.readyTimeoutMs,
    output,
    launch: (port): Launch => {
      const image = findImage(runtime.images, imageUri);
      const base = { ...runtime.baseEnvironment(project), ...servingVariables(deployment, port) };
      return planLaunch(image, { ...containerSpec, imageUri }, base);
    },
  };
}

/** The contract between Vertex AI and a serving container. */
function servingVariables(deployment: Deployment, port: number): Environment {
  const { endpoint, deployedModelId, found, resources } = deployment;
  const { predictRoute, healthRoute } = routesOf(deployment);
  const endpointId = idOf(endpoint);
  return {
    AIP_HTTP_PORT: String(port),
    AIP_PREDICT_ROUTE: predictRoute,
    AIP_HEALTH_ROUTE: healthRoute,
    AIP_STORAGE_URI: found.version.artifactCopy ?? '',
    AIP_ENDPOINT_ID: endpointId,
    AIP_DEPLOYED_MODEL_ID: deployedModelId,
    AIP_MODEL_NAME: endpointId,
    AIP_VERSION_NAME: deployedModelId,
    AIP_FRAMEWORK: 'CUSTOM_CONTAINER',
    AIP_MODE: 'PREDICTION',
    AIP_MODE_VERSION: '1.0.0',
    AIP_PROJECT_NUMBER: locationOf(endpoint).project,
    AIP_MACHINE_TYPE: resources.machineSpec?.machineType ?? '',
    AIP_ACCELERATOR_TYPE: resources.machineSpec?.acceleratorType ?? '',
  };
}
