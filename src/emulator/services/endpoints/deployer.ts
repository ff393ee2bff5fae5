import type { EmulatorClock } from '../../clock.ts';
import type { OperationProgress } from '../../store/operations.ts';
import type { DeployedModel, Endpoint, TrafficSplit } from '../../store/resources.ts';
import type { Store } from '../../store/store.ts';
import { toTimestamp } from '../../store/time.ts';
import { ApiError } from '../../wire/api-error.ts';
import { approximateMessages } from '../messages.ts';
import type { Deployment } from './model-launch.ts';
import type { ModelServers, StartedServers } from './model-servers.ts';
import { splitAfterDeploy, withoutDeployed } from './traffic.ts';

export interface DeployPlan extends Deployment {
  /** Fields of the DeployedModel as requested. */
  requested: Partial<DeployedModel>;
  displayName: string;
  trafficSplit: TrafficSplit;
}

export interface UndeployPlan {
  endpoint: string;
  deployedModelId: string;
  /** As requested. */
  trafficSplit: TrafficSplit;
}

export interface MutatePlan {
  endpoint: string;
  changed: DeployedModel;
}

/**
 * The work of deploying, undeploying and changing a deployed model. The endpoint changes once the
 * servers are ready. Begun again after it had ended, it changes nothing.
 */
export class Deployer {
  readonly #store: Store;
  readonly #servers: ModelServers;
  readonly #clock: EmulatorClock;
  readonly #save: (endpoint: Endpoint) => Endpoint;

  constructor(
    store: Store,
    servers: ModelServers,
    clock: EmulatorClock,
    save: (endpoint: Endpoint) => Endpoint,
  ) {
    this.#store = store;
    this.#servers = servers;
    this.#clock = clock;
    this.#save = save;
  }

  /** @throws ApiError */
  async deploy(plan: DeployPlan, progress: OperationProgress): Promise<{ deployedModel: object }> {
    const earlier = this.#deployed(plan);
    if (earlier !== undefined) return { deployedModel: earlier };
    try {
      progress.report({ deploymentStage: 'STARTING_MODEL_SERVER' });
      const started = await this.#servers.start(plan, progress.signal);
      progress.report({ deploymentStage: 'FINISHING_UP' });
      const deployedModel = await this.#commitOrDrain(plan, started);
      progress.report({ deploymentStage: 'SUCCESSFULLY_DEPLOYED' });
      return { deployedModel };
    } catch (error) {
      progress.report({ deploymentStage: 'FAILED_TO_DEPLOY' });
      if (progress.signal.aborted) throw new ApiError('CANCELLED', 'The operation was cancelled.');
      throw error;
    }
  }

  /** Routing ends at once; requests in flight get their answer before the processes stop. */
  async undeploy(plan: UndeployPlan): Promise<object> {
    const endpoint = this.#store.endpoints.get(plan.endpoint);
    if (endpoint !== undefined && this.#deployed(plan) !== undefined) {
      this.#save(withoutDeployed(endpoint, plan));
    }
    await this.#servers.remove(plan.endpoint, plan.deployedModelId);
    return {};
  }

  /** @throws ApiError */
  async mutate(
    { endpoint: name, changed }: MutatePlan,
    { signal }: OperationProgress,
  ): Promise<{ deployedModel: DeployedModel }> {
    const before = this.#deployed({ endpoint: name, deployedModelId: changed.id });
    if (before !== undefined) await this.#servers.change(name, before, changed, signal);
    const endpoint = this.#store.endpoints.get(name);
    if (endpoint === undefined || before === undefined) {
      const what = `${name}, DeployedModel ${changed.id}`;
      throw new ApiError('NOT_FOUND', approximateMessages.notFound('Endpoint', what));
    }
    const deployedModels = endpoint.deployedModels.map((each) =>
      each.id === changed.id ? changed : each,
    );
    this.#save({ ...endpoint, deployedModels });
    return { deployedModel: changed };
  }

  #deployed({
    endpoint,
    deployedModelId,
  }: Pick<UndeployPlan, 'endpoint' | 'deployedModelId'>): DeployedModel | undefined {
    const { deployedModels = [] } = this.#store.endpoints.get(endpoint) ?? {};
    return deployedModels.find(({ id }) => id === deployedModelId);
  }

  async #commitOrDrain(plan: DeployPlan, started: StartedServers): Promise<DeployedModel> {
    try {
      return this.#commit(plan, started);
    } catch (error) {
      await started.replicas.drain();
      throw error;
    }
  }

  #commit(plan: DeployPlan, started: StartedServers): DeployedModel {
    const endpoint = this.#store.endpoints.get(plan.endpoint);
    if (endpoint === undefined) {
      throw new ApiError('ABORTED', 'The Endpoint was deleted during the deployment.');
    }
    const ids = endpoint.deployedModels.map(({ id }) => id);
    const { trafficSplit: requested, deployedModelId } = plan;
    const trafficSplit = splitAfterDeploy(endpoint.trafficSplit, requested, deployedModelId, ids);
    const deployedModel: DeployedModel = {
      ...plan.requested,
      id: deployedModelId,
      model: plan.found.model.name,
      modelVersionId: plan.found.version.versionId,
      displayName: plan.displayName,
      createTime: toTimestamp(this.#clock.now()),
      dedicatedResources: plan.resources,
    };
    this.#servers.add(endpoint, plan, started);
    const deployedModels = [...endpoint.deployedModels, deployedModel];
    this.#save({ ...endpoint, deployedModels, trafficSplit });
    return deployedModel;
  }
}
