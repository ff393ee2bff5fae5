import type { Replicas } from '../../runtime/replicas.ts';
import type { ReplicaSpec } from '../../runtime/replica.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { SeriesRecorder } from '../../series/recorder.ts';
import type { LogStore } from '../../store/logs.ts';
import { idOf, locationOf } from '../../store/names.ts';
import type { DedicatedResources, DeployedModel, Endpoint } from '../../store/resources.ts';
import { ApiError } from '../../wire/api-error.ts';
import { type Deployment, planReplica, routesOf } from './model-launch.ts';
import { sizeReplicas, type Sizing } from './prediction-resources.ts';

/** Servers of a deployment that take no requests yet. */
export interface StartedServers {
  spec: ReplicaSpec;
  replicas: Replicas;
}

/** Starts, changes and stops the model servers of deployed models. */
export class ModelServers {
  readonly #runtime: Runtime;
  readonly #recorder: SeriesRecorder;
  readonly #logs: LogStore;

  constructor(runtime: Runtime, recorder: SeriesRecorder, logs: LogStore) {
    this.#runtime = runtime;
    this.#recorder = recorder;
    this.#logs = logs;
  }

  /** Settles when as many servers as required are ready. @throws ApiError */
  start(deployment: Deployment, signal: AbortSignal): Promise<StartedServers> {
    return this.#start(deployment, this.#size(deployment.resources), signal);
  }

  /** Waits for none of them: those that fail are started again until they run. @throws ApiError */
  restart(deployment: Deployment): Promise<StartedServers> {
    const { counts, policy } = this.#size(deployment.resources);
    const sizing = { counts: { ...counts, required: 0 }, policy };
    return this.#start(deployment, sizing, new AbortController().signal);
  }

  async #start(
    deployment: Deployment,
    { counts, policy }: Sizing,
    signal: AbortSignal,
  ): Promise<StartedServers> {
    const spec = planReplica(deployment, this.#runtime, this.#logs);
    const bounds = this.#describeBounds(deployment.resources);
    if (bounds !== '') spec.output.note('WARNING', bounds);
    const replicas = await this.#runtime.startReplicas(spec, counts, signal);
    replicas.scale(policy);
    return { spec, replicas };
  }

  /** From now on they take the requests that the split of the endpoint gives them. */
  add(endpoint: Endpoint, deployment: Deployment, { spec, replicas }: StartedServers): void {
    const { deployedModelId, found, resources } = deployment;
    const { project, location } = locationOf(endpoint.name);
    const series = this.#recorder.open({
      deployedModelId,
      modelDisplayName: found.model.displayName,
      endpointDisplayName: endpoint.displayName,
      isSpot: resources.spot ?? false,
      projectNumber: project,
      location,
      endpointId: idOf(endpoint.name),
    });
    series.sample(replicas.readyCount, replicas.targetCount);
    this.#runtime.serving.add(endpoint.name, {
      deployedModelId,
      model: found.model.name,
      modelVersionId: found.version.versionId,
      modelDisplayName: found.model.displayName,
      predictRoute: routesOf(deployment).predictRoute,
      replicas,
      output: spec.output,
      series,
    });
  }

  /**
   * Settles when as many servers as the changed model requires are ready; else it is as it was.
   * @throws ApiError
   */
  async change(
    endpoint: string,
    { dedicatedResources: before }: DeployedModel,
    changed: DeployedModel,
    signal: AbortSignal,
  ): Promise<void> {
    const served = this.#runtime.serving.get(endpoint, changed.id);
    if (served === undefined) return;
    const { output, replicas } = served;
    const { counts, policy } = this.#size(changed.dedicatedResources);
    const bounds = this.#describeBounds(changed.dedicatedResources);
    if (bounds !== '') output.note('WARNING', bounds);
    replicas.scale(policy);
    const limit = AbortSignal.timeout(this.#runtime.timing.readyTimeoutMs);
    const isReady = await replicas.hasReady(counts.required, AbortSignal.any([signal, limit]));
    if (!isReady) {
      replicas.scale(this.#size(before).policy);
      throw new ApiError(
        'FAILED_PRECONDITION',
        `${counts.required} replicas of DeployedModel ${changed.id} are required and ${replicas.readyCount} became ready. ${replicas.availability.message}`,
      );
    }
    output.isEnabled = changed['disableContainerLogging'] !== true;
  }

  /** Nothing routes to it any more; requests in flight get their answer before the processes stop. */
  async remove(endpoint: string, deployedModelId: string): Promise<void> {
    await this.#runtime.serving.remove(endpoint, deployedModelId)?.replicas.drain();
  }

  #size(resources: DedicatedResources): Sizing {
    const { maxReplicas, timing } = this.#runtime;
    return sizeReplicas(resources, maxReplicas, timing.scaleWindowMs);
  }

  /** Empty when this machine runs all that was asked for. */
  #describeBounds({ minReplicaCount = 1, maxReplicaCount = 0 }: DedicatedResources): string {
    const { maxReplicas } = this.#runtime;
    const asked = Math.max(minReplicaCount, maxReplicaCount);
    if (asked <= maxReplicas) return '';
    return `This machine runs at most ${maxReplicas} replicas of a DeployedModel; ${minReplicaCount} to ${asked} were asked for.`;
  }
}
