import type { Runtime } from '../../runtime/runtime.ts';
import type { DeployedModel, Endpoint } from '../../store/resources.ts';
import type { Store } from '../../store/store.ts';
import { toApiError } from '../../wire/api-error.ts';
import { findModel } from '../models/model-view.ts';
import { inferenceTimeoutMs } from './endpoint-input.ts';
import type { Deployment } from './model-launch.ts';
import type { ModelServers } from './model-servers.ts';

/**
 * Serves again what an earlier process had deployed. Routing begins at once; until the first server is
 * ready a request fails as it does when no replica is healthy.
 */
export class Redeployer {
  readonly #store: Store;
  readonly #runtime: Runtime;
  readonly #servers: ModelServers;

  constructor(store: Store, runtime: Runtime, servers: ModelServers) {
    this.#store = store;
    this.#runtime = runtime;
    this.#servers = servers;
  }

  redeploy(endpoint: Endpoint): void {
    for (const deployed of endpoint.deployedModels) {
      void this.#redeploy(endpoint.name, deployed).catch((error: unknown) =>
        this.#note(endpoint.name, deployed, toApiError(error).message),
      );
    }
  }

  async #redeploy(name: string, deployed: DeployedModel): Promise<void> {
    const deployment = this.#deploymentOf(name, deployed);
    const started = await this.#servers.restart(deployment);
    const endpoint = this.#store.endpoints.get(name);
    const isDeployed = endpoint?.deployedModels.some(({ id }) => id === deployed.id);
    // An undeploy that was under way goes on meanwhile.
    if (endpoint === undefined || isDeployed !== true) return started.replicas.drain(0);
    this.#servers.add(endpoint, deployment, started);
    this.#runtime.serving.route(name, endpoint.trafficSplit, inferenceTimeoutMs(endpoint));
  }

  #deploymentOf(endpoint: string, deployed: DeployedModel): Deployment {
    return {
      endpoint,
      deployedModelId: deployed.id,
      found: findModel(this.#store, `${deployed.model}@${deployed.modelVersionId}`),
      resources: deployed.dedicatedResources,
      isSilent: deployed['disableContainerLogging'] === true,
    };
  }

  #note(endpoint: string, { id }: DeployedModel, why: string): void {
    const [, project = ''] = endpoint.split('/');
    this.#store.logs.append({
      logName: `projects/${project}/logs/vertex-release-emulator`,
      resource: { type: 'global', labels: { project_id: project } },
      severity: 'ERROR',
      textPayload: `DeployedModel ${id} of ${endpoint} could not be served again: ${why}`,
    });
  }
}
