import type { EmulatorClock } from '../../clock.ts';
import { ReplicaSet } from '../../runtime/replica-set.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { ServedModel } from '../../runtime/serving.ts';
import type { SeriesRecorder } from '../../series/recorder.ts';
import { idOf, locationOf } from '../../store/names.ts';
import type { OperationProgress } from '../../store/operations.ts';
import type { Store } from '../../store/store.ts';
import { toTimestamp } from '../../store/time.ts';
import { ApiError } from '../../wire/api-error.ts';
import { approximateMessages } from '../messages.ts';
import { type Deployment, planReplica, routesOf } from './model-launch.ts';
import type {
  DedicatedResources,
  DeployedModel,
  Endpoint,
  TrafficSplit,
} from '../../store/resources.ts';
import { splitAfterDeploy } from './traffic.ts';
import { invalidField } from '../validation.ts';

/** More would only cost memory: the processes share one machine. */
const maxReplicas = 2;

export interface DeployPlan extends Deployment {
  /** Fields of the DeployedModel as requested. */
  requested: Partial<DeployedModel>;
  displayName: string;
  trafficSplit: TrafficSplit;
}

/** Starts and stops the model servers behind an endpoint, and changes the endpoint once they are ready. */
export class Deployer {
  readonly #store: Store;
  readonly #runtime: Runtime;
  readonly #recorder: SeriesRecorder;
  readonly #clock: EmulatorClock;
  readonly #save: (endpoint: Endpoint) => Endpoint;

  constructor(
    store: Store,
    runtime: Runtime,
    recorder: SeriesRecorder,
    clock: EmulatorClock,
    save: (endpoint: Endpoint) => Endpoint,
  ) {
    this.#store = store;
    this.#runtime = runtime;
    this.#recorder = recorder;
    this.#clock = clock;
    this.#save = save;
  }

  /** The endpoint changes only after every replica is healthy. @throws ApiError */
  async deploy(plan: DeployPlan, progress: OperationProgress): Promise<{ deployedModel: object }> {
    try {
      progress.report({ deploymentStage: 'STARTING_DEPLOYMENT' });
      const spec = planReplica(plan, this.#runtime, this.#store.logs);
      progress.report({ deploymentStage: 'STARTING_MODEL_SERVER' });
      const count = Math.min(Math.max(plan.resources.minReplicaCount ?? 1, 1), maxReplicas);
      const { processes, timing } = this.#runtime;
      const replicas = await ReplicaSet.start(spec, count, processes, timing, progress.signal);
      progress.report({ deploymentStage: 'FINISHING_UP' });
      const deployedModel = await this.#commitOrDrain(plan, replicas);
      progress.report({ deploymentStage: 'SUCCESSFULLY_DEPLOYED' });
      return { deployedModel };
    } catch (error) {
      progress.report({ deploymentStage: 'FAILED_TO_DEPLOY' });
      if (progress.signal.aborted) throw new ApiError('CANCELLED', 'The operation was cancelled.');
      throw error;
    }
  }

  /** Routing has ended; requests in flight get their answer before the processes stop. */
  async retire(endpoint: string, deployedModelId: string): Promise<void> {
    const served = this.#runtime.serving.remove(endpoint, deployedModelId);
    await served?.replicas.drain();
  }

  async #commitOrDrain(plan: DeployPlan, replicas: ReplicaSet): Promise<DeployedModel> {
    try {
      return this.#commit(plan, replicas);
    } catch (error) {
      await replicas.drain();
      throw error;
    }
  }

  #commit(plan: DeployPlan, replicas: ReplicaSet): DeployedModel {
    const endpoint = this.#store.endpoints.get(plan.endpoint);
    if (endpoint === undefined) {
      throw new ApiError('ABORTED', 'The Endpoint was deleted during the deployment.');
    }
    const ids = endpoint.deployedModels.map(({ id }) => id);
    const trafficSplit = splitAfterDeploy(
      endpoint.trafficSplit,
      plan.trafficSplit,
      plan.deployedModelId,
      ids,
    );
    const deployedModel: DeployedModel = {
      ...plan.requested,
      id: plan.deployedModelId,
      model: plan.found.model.name,
      modelVersionId: plan.found.version.versionId,
      displayName: plan.displayName,
      createTime: toTimestamp(this.#clock.now()),
      dedicatedResources: plan.resources,
    };
    const served = this.#served(plan, endpoint, replicas);
    served.series.sample(replicas.readyCount, replicas.targetCount);
    this.#runtime.serving.add(endpoint.name, served);
    const deployedModels = [...endpoint.deployedModels, deployedModel];
    this.#save({ ...endpoint, deployedModels, trafficSplit });
    return deployedModel;
  }

  #served(plan: DeployPlan, endpoint: Endpoint, replicas: ReplicaSet): ServedModel {
    const { project, location } = locationOf(endpoint.name);
    const series = this.#recorder.open({
      deployedModelId: plan.deployedModelId,
      modelDisplayName: plan.found.model.displayName,
      endpointDisplayName: endpoint.displayName,
      isSpot: plan.resources.spot ?? false,
      projectNumber: project,
      location,
      endpointId: idOf(endpoint.name),
    });
    return {
      deployedModelId: plan.deployedModelId,
      model: plan.found.model.name,
      modelVersionId: plan.found.version.versionId,
      modelDisplayName: plan.found.model.displayName,
      predictRoute: routesOf(plan).predictRoute,
      replicas,
      series,
    };
  }
}

function missing(field: string): ApiError {
  return new ApiError('INVALID_ARGUMENT', approximateMessages.required(`deployed_model.${field}`));
}

/** @throws ApiError INVALID_ARGUMENT */
export function checkResources(resources: DedicatedResources | undefined): DedicatedResources {
  if (resources === undefined) throw missing('dedicated_resources');
  if (!resources.machineSpec?.machineType) {
    throw missing('dedicated_resources.machine_spec.machine_type');
  }
  const { minReplicaCount = 0, maxReplicaCount = minReplicaCount } = resources;
  if (minReplicaCount < 1) throw missing('dedicated_resources.min_replica_count');
  if (maxReplicaCount !== 0 && maxReplicaCount < minReplicaCount) {
    throw invalidField(
      'deployed_model.dedicated_resources.max_replica_count',
      'Must not be less than min_replica_count.',
    );
  }
  return resources;
}
