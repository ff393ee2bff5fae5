import { refuseCommands } from '../../runtime/image.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { generateId } from '../../store/ids.ts';
import type { Operation, OperationSpec } from '../../store/operations.ts';
import type { Store } from '../../store/store.ts';
import { ApiError } from '../../wire/api-error.ts';
import { readProbes } from './container-probes.ts';
import type { Deployer, DeployPlan, MutatePlan, UndeployPlan } from './deployer.ts';
import { checkResources, readResources } from './prediction-resources.ts';
import { approximateMessages, knownMessages } from '../messages.ts';
import { findModel } from '../models/model-view.ts';
import type {
  DedicatedResources,
  DeployedModel,
  Endpoint,
  TrafficSplit,
} from '../../store/resources.ts';
import { splitAfterDeploy, withoutDeployed } from './traffic.ts';
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

const aiplatform = 'google.cloud.aiplatform.v1';

/** Fields of a DeployedModel that requests do not set. */
const outputOnly: ReadonlySet<string> = new Set([
  'createTime',
  'modelVersionId',
  'privateEndpoints',
  'status',
]);

/** What MutateDeployedModel may change. */
const mutable: ReadonlySet<string> = new Set([
  'disableContainerLogging',
  'dedicatedResources.minReplicaCount',
  'dedicatedResources.maxReplicaCount',
  'dedicatedResources.requiredReplicaCount',
  'dedicatedResources.autoscalingMetricSpecs',
]);

/** The methods that deploy to an endpoint, undeploy from it and change what is deployed. */
export class Deployments {
  readonly #store: Store;
  readonly #runtime: Runtime;
  readonly #idle: (name: string) => Endpoint;

  /** `idle` gives the endpoint, if no operation runs on it. */
  constructor(
    store: Store,
    runtime: Runtime,
    deployer: Deployer,
    idle: (name: string) => Endpoint,
  ) {
    this.#store = store;
    this.#runtime = runtime;
    this.#idle = idle;
    const { operations } = store;
    operations.define<DeployPlan>('deploy-model', (plan, progress) =>
      deployer.deploy(plan, progress),
    );
    operations.define<UndeployPlan>('undeploy-model', (plan) => deployer.undeploy(plan));
    operations.define<MutatePlan>('mutate-deployed-model', (plan, progress) =>
      deployer.mutate(plan, progress),
    );
  }

  deploy(request: DeployModelRequest): Operation {
    const endpoint = this.#idle(request.endpoint);
    const plan = this.#plan(endpoint, request);
    this.#refuseCommands(plan);
    const spec = {
      ...operationSpec(endpoint, 'DeployModel'),
      metadata: { deploymentStage: 'STARTING_DEPLOYMENT' },
    };
    return this.#store.operations.start(spec, 'deploy-model', plan);
  }

  undeploy(request: UndeployModelRequest): Operation {
    const endpoint = this.#idle(request.endpoint);
    const id = request.deployedModelId ?? '';
    if (id === '')
      throw new ApiError('INVALID_ARGUMENT', approximateMessages.required('deployed_model_id'));
    findDeployed(endpoint, id);
    const { trafficSplit = {} } = request;
    const plan = { endpoint: endpoint.name, deployedModelId: id, trafficSplit };
    withoutDeployed(endpoint, plan);
    const spec = operationSpec(endpoint, 'UndeployModel');
    return this.#store.operations.start(spec, 'undeploy-model', plan);
  }

  mutate({ endpoint: name, deployedModel: input = {}, updateMask }: MutateRequest): Operation {
    const endpoint = this.#idle(name);
    const deployed = findDeployed(endpoint, input.id ?? '');
    const paths = readUpdateMask(updateMask, [
      'dedicatedResources',
      'automaticResources',
      'disableContainerLogging',
    ]);
    const wrong = paths.filter((path) => !mutable.has(path));
    if (wrong.length > 0) {
      throw invalidField(
        'update_mask',
        `${wrong.join(', ')} of a DeployedModel cannot be changed.`,
      );
    }
    const { dedicatedResources = {}, disableContainerLogging = false } = input;
    const changed: DeployedModel = {
      ...deployed,
      ...(paths.includes('disableContainerLogging') ? { disableContainerLogging } : {}),
      dedicatedResources: checkResources(
        mergeResources(deployed.dedicatedResources, dedicatedResources, paths),
      ),
    };
    const spec = operationSpec(endpoint, 'MutateDeployedModel');
    const plan = { endpoint: endpoint.name, changed };
    return this.#store.operations.start(spec, 'mutate-deployed-model', plan);
  }

  /** What would fail once it runs is refused at once. */
  #refuseCommands({ found: { version } }: DeployPlan): void {
    const { allowCommands, timing } = this.#runtime;
    refuseCommands({ ...version.containerSpec, imageUri: '' }, allowCommands);
    const { healthPeriodMs } = timing;
    readProbes(version.containerSpec, { healthRoute: '', healthPeriodMs, allowCommands });
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
    const resources = readResources(requested);
    const kept = Object.entries(requested).filter(([name]) => !outputOnly.has(name));
    splitAfterDeploy(endpoint.trafficSplit, trafficSplit, deployedModelId, ids);
    return {
      endpoint: endpoint.name,
      deployedModelId,
      found,
      resources,
      isSilent: requested['disableContainerLogging'] === true,
      requested: Object.fromEntries(kept),
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

/** A field of the mask that the input leaves out gets its default. */
function mergeResources(
  current: DedicatedResources,
  input: DedicatedResources,
  paths: readonly string[],
): DedicatedResources {
  const isNamed = ([key]: [string, unknown]): boolean =>
    paths.includes(`dedicatedResources.${key}`);
  const kept = Object.entries(current).filter((entry) => !isNamed(entry));
  return Object.fromEntries([...kept, ...Object.entries(input).filter(isNamed)]);
}

function operationSpec(endpoint: Endpoint, method: string): OperationSpec {
  return {
    parent: endpoint.name,
    responseType: `${aiplatform}.${method}Response`,
    metadataType: `${aiplatform}.${method}OperationMetadata`,
  };
}
