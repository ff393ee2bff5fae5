import { refuseCommands } from '../../runtime/image.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { generateId } from '../../store/ids.ts';
import type { Operation, OperationSpec } from '../../store/operations.ts';
import type { Store } from '../../store/store.ts';
import { ApiError } from '../../wire/api-error.ts';
import { checkResources, type Deployer, type DeployPlan } from './deployer.ts';
import { approximateMessages, knownMessages } from '../messages.ts';
import { findModel } from '../models/model-view.ts';
import type {
  DedicatedResources,
  DeployedModel,
  Endpoint,
  TrafficSplit,
} from '../../store/resources.ts';
import { splitAfterDeploy, splitAfterUndeploy } from './traffic.ts';
import { checkDeployedModelId, invalidField, readUpdateMask } from '../validation.ts';

export interface DeployModelRequest {
  endpoint: string;
  deployedModel?: Partial<DeployedModel>;
  trafficSplit?: TrafficSplit;
}

export interface UndeployModelRequest {
  endpoint: string;
  deployedModelId?: string;
  trafficSplit?: TrafficSplit;
}

export interface MutateRequest {
  endpoint: string;
  deployedModel?: Partial<DeployedModel>;
  updateMask?: string;
}

interface EndpointAccess {
  /** The endpoint, if no operation runs on it. */
  idle: (name: string) => Endpoint;
  save: (endpoint: Endpoint) => Endpoint;
}

const aiplatform = 'google.cloud.aiplatform.v1';

/** The methods that deploy to an endpoint, undeploy from it and change what is deployed. */
export class Deployments {
  readonly #store: Store;
  readonly #runtime: Runtime;
  readonly #deployer: Deployer;
  readonly #endpoints: EndpointAccess;

  constructor(store: Store, runtime: Runtime, deployer: Deployer, endpoints: EndpointAccess) {
    this.#store = store;
    this.#runtime = runtime;
    this.#deployer = deployer;
    this.#endpoints = endpoints;
  }

  deploy(request: DeployModelRequest): Operation {
    const endpoint = this.#endpoints.idle(request.endpoint);
    const plan = this.#plan(endpoint, request);
    refuseCommands(
      { ...plan.found.version.containerSpec, imageUri: '' },
      this.#runtime.allowCommands,
    );
    const spec = {
      ...operationSpec(endpoint, 'DeployModel'),
      metadata: { deploymentStage: 'STARTING_DEPLOYMENT' },
    };
    return this.#store.operations.start(spec, (progress) => this.#deployer.deploy(plan, progress));
  }

  undeploy(request: UndeployModelRequest): Operation {
    const endpoint = this.#endpoints.idle(request.endpoint);
    const id = request.deployedModelId ?? '';
    if (id === '')
      throw new ApiError('INVALID_ARGUMENT', approximateMessages.required('deployed_model_id'));
    findDeployed(endpoint, id);
    const remaining = endpoint.deployedModels.filter((deployed) => deployed.id !== id);
    const trafficSplit = splitAfterUndeploy(
      endpoint.trafficSplit,
      request.trafficSplit ?? {},
      id,
      remaining.map((deployed) => deployed.id),
    );
    this.#endpoints.save({ ...endpoint, deployedModels: remaining, trafficSplit });
    return this.#store.operations.start(operationSpec(endpoint, 'UndeployModel'), async () => {
      await this.#deployer.retire(endpoint.name, id);
      return {};
    });
  }

  mutate({ endpoint: name, deployedModel: input = {}, updateMask }: MutateRequest): Operation {
    const endpoint = this.#endpoints.idle(name);
    const deployed = findDeployed(endpoint, input.id ?? '');
    const paths = readUpdateMask(updateMask, [
      'dedicatedResources',
      'automaticResources',
      'disableContainerLogging',
    ]);
    const mutable =
      /^(disableContainerLogging|dedicatedResources\.(minReplicaCount|maxReplicaCount|requiredReplicaCount|autoscalingMetricSpecs))$/;
    const wrong = paths.filter((path) => !mutable.test(path));
    if (wrong.length > 0) {
      throw invalidField(
        'update_mask',
        `${wrong.join(', ')} of a DeployedModel cannot be changed.`,
      );
    }
    const changed: DeployedModel = { ...deployed };
    if (paths.includes('disableContainerLogging')) {
      changed['disableContainerLogging'] = input['disableContainerLogging'] ?? false;
    }
    changed.dedicatedResources = checkResources(
      mergeResources(deployed.dedicatedResources, input.dedicatedResources ?? {}, paths),
    );
    const deployedModels = endpoint.deployedModels.map((each) =>
      each === deployed ? changed : each,
    );
    this.#endpoints.save({ ...endpoint, deployedModels });
    const spec = operationSpec(endpoint, 'MutateDeployedModel');
    return this.#store.operations.finished(spec, { deployedModel: changed });
  }

  #plan(endpoint: Endpoint, request: DeployModelRequest): DeployPlan {
    const { deployedModel: requested = {}, trafficSplit = {} } = request;
    if (!requested.model) {
      throw new ApiError('INVALID_ARGUMENT', approximateMessages.required('deployed_model.model'));
    }
    if (requested.id) checkDeployedModelId(requested.id);
    const deployedModelId = requested.id || generateId();
    const ids = endpoint.deployedModels.map(({ id }) => id);
    if (ids.includes(deployedModelId)) {
      throw new ApiError(
        'ALREADY_EXISTS',
        approximateMessages.duplicateDeployedModel(deployedModelId),
      );
    }
    const found = findModel(this.#store, requested.model);
    const resources = checkResources(requested.dedicatedResources);
    splitAfterDeploy(endpoint.trafficSplit, trafficSplit, deployedModelId, ids);
    return {
      endpoint: endpoint.name,
      deployedModelId,
      found,
      resources,
      requested,
      displayName: requested.displayName || found.model.displayName,
      trafficSplit,
    };
  }
}

function findDeployed(endpoint: Endpoint, id: string): DeployedModel {
  const deployed = endpoint.deployedModels.find((each) => each.id === id);
  if (deployed !== undefined) return deployed;
  throw new ApiError('INVALID_ARGUMENT', knownMessages.unknownDeployedModels([id]));
}

function mergeResources(
  current: DedicatedResources,
  input: DedicatedResources,
  paths: readonly string[],
): DedicatedResources {
  const named = paths
    .filter((path) => path.startsWith('dedicatedResources.'))
    .map((path) => path.slice('dedicatedResources.'.length));
  const given = Object.entries(input).filter(([key]) => named.includes(key));
  return { ...current, ...Object.fromEntries(given) };
}

function operationSpec(endpoint: Endpoint, method: string): OperationSpec {
  return {
    parent: endpoint.name,
    responseType: `${aiplatform}.${method}Response`,
    metadataType: `${aiplatform}.${method}OperationMetadata`,
  };
}
