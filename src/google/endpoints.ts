import type { protos } from '@google-cloud/aiplatform';
import { ReleaseError } from '../errors/error.ts';
import type { Endpoints } from '../ports/endpoints.ts';
import type { DeployedModel, Endpoint } from '../vertex/endpoint.ts';
import { formatLocation, parseResourceName } from '../vertex/resource-name.ts';
import { trafficSplit } from '../vertex/traffic-split.ts';
import type { Clients } from './clients.ts';
import type { OperationWatch } from './operations.ts';
import { type CallInfo, type Retrier, withRetries } from './retry.ts';

type ApiEndpoint = protos.google.cloud.aiplatform.v1.IEndpoint;
type ApiDeployedModel = protos.google.cloud.aiplatform.v1.IDeployedModel;

/** EndpointService behind the port. */
export function googleEndpoints(
  clients: Clients,
  { awaitOperation, checkOperation }: OperationWatch,
  retrier: Retrier,
): Endpoints {
  const clientOf = (name: string) => clients.endpoints(parseResourceName(name).region);
  const call = async <T>(
    method: string,
    resource: string,
    kind: CallInfo['class'],
    send: () => Promise<T>,
  ) =>
    await withRetries(
      { method: `EndpointService.${method}`, resource, class: kind },
      retrier,
      send,
    );

  const get = async (name: string): Promise<Endpoint | undefined> => {
    try {
      const [endpoint] = await call('GetEndpoint', name, 'read', () =>
        clientOf(name).getEndpoint({ name }),
      );
      return toEndpoint(endpoint);
    } catch (error) {
      if (error instanceof ReleaseError && error.code === 'RESOURCE_NOT_FOUND') return undefined;
      throw error;
    }
  };

  return {
    get,

    async find(location, nameOrId) {
      const parent = formatLocation(location);
      const byId = /^[a-z0-9][a-z0-9-]*$/.test(nameOrId)
        ? await get(`${parent}/endpoints/${nameOrId}`)
        : undefined;
      if (byId !== undefined) return byId;
      const filter = `display_name="${nameOrId.replaceAll(/["\\]/g, '\\$&')}"`;
      const [found] = await call('ListEndpoints', parent, 'read', () =>
        clients.endpoints(location.region).listEndpoints({ parent, filter }),
      );
      if (found.length > 1) {
        const names = found.map((endpoint) => endpoint.name).join(', ');
        throw new ReleaseError('CONFLICT', `several endpoints are called "${nameOrId}": ${names}`, {
          mend: 'Give the id of the one you mean.',
        });
      }
      return found[0] === undefined ? undefined : toEndpoint(found[0]);
    },

    async startCreate({ location, endpointId, displayName, labels }) {
      const parent = formatLocation(location);
      const [operation] = await call(
        'CreateEndpoint',
        `${parent}/endpoints/${endpointId}`,
        'once',
        () =>
          clients
            .endpoints(location.region)
            .createEndpoint({ parent, endpointId, endpoint: { displayName, labels } }),
      );
      return operationName(operation.name);
    },

    async startDeploy(endpoint, deployment) {
      const { machine } = deployment;
      const [operation] = await call('DeployModel', endpoint, 'once', () =>
        clientOf(endpoint).deployModel({
          endpoint,
          deployedModel: {
            id: deployment.deployedModelId,
            model: deployment.modelVersion,
            displayName: deployment.displayName,
            dedicatedResources: {
              machineSpec: { machineType: machine.machineType },
              minReplicaCount: machine.minReplicaCount,
              maxReplicaCount: machine.maxReplicaCount,
            },
          },
          // "0" stands for the model that is being deployed. Any other split moves by UpdateEndpoint.
          ...(deployment.traffic === 'all' ? { trafficSplit: { '0': 100 } } : {}),
        }),
      );
      return operationName(operation.name);
    },

    async startUndeploy(endpoint, deployedModelId) {
      const [operation] = await call('UndeployModel', endpoint, 'once', () =>
        clientOf(endpoint).undeployModel({ endpoint, deployedModelId }),
      );
      return operationName(operation.name);
    },

    async awaitChange(operation, watch) {
      await awaitOperation(operation, watch);
    },

    async checkChange(operation) {
      return await checkOperation(operation);
    },

    async update({ name, etag }, { split, labels }) {
      const fields: ApiEndpoint = {
        ...(split === undefined ? {} : { trafficSplit: { ...split } }),
        ...(labels === undefined ? {} : { labels: { ...labels } }),
      };
      const paths = [
        ...(split === undefined ? [] : ['traffic_split']),
        ...(labels === undefined ? [] : ['labels']),
      ];
      const [updated] = await call('UpdateEndpoint', name, 'guarded', () =>
        clientOf(name).updateEndpoint({
          endpoint: { name, etag, ...fields },
          updateMask: { paths },
        }),
      );
      return toEndpoint(updated);
    },
  };
}

function toEndpoint(endpoint: ApiEndpoint): Endpoint {
  return {
    name: endpoint.name ?? '',
    displayName: endpoint.displayName ?? '',
    labels: endpoint.labels ?? {},
    split: trafficSplit(endpoint.trafficSplit ?? {}),
    deployed: (endpoint.deployedModels ?? []).map(toDeployedModel),
    etag: endpoint.etag ?? '',
  };
}

function toDeployedModel(deployed: ApiDeployedModel): DeployedModel {
  const dedicated = deployed.dedicatedResources;
  const machineType = dedicated?.machineSpec?.machineType;
  return {
    id: deployed.id ?? '',
    model: (deployed.model ?? '').replace(/@[^/]*$/, ''),
    modelVersionId: deployed.modelVersionId ?? '',
    displayName: deployed.displayName ?? '',
    ...(machineType == null ? {} : { machineType }),
    ...(dedicated?.minReplicaCount == null ? {} : { minReplicaCount: dedicated.minReplicaCount }),
    ...(dedicated?.maxReplicaCount == null ? {} : { maxReplicaCount: dedicated.maxReplicaCount }),
  };
}

export function operationName(name: string | null | undefined): string {
  if (name == null || name === '') throw new ReleaseError('API_FAILED', 'an operation has no name');
  return name;
}
