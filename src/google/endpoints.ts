import { ReleaseError } from '../errors/error.ts';
import type { EndpointChange, Endpoints } from '../ports/endpoints.ts';
import type { JsonObject } from '../release/json.ts';
import type { Endpoint } from '../vertex/endpoint.ts';
import { formatLocation, type Location, parseResourceName } from '../vertex/resource-name.ts';
import { type ApiEndpoint, toApiEndpoint, toApiRequestLog, toEndpoint } from './api-endpoint.ts';
import type { Clients } from './clients.ts';
import { toDeployRequest } from './deployed-model.ts';
import type { OperationWatch } from './operations.ts';
import { type CallInfo, type Retrier, withRetries } from './retry.ts';
import { textOf, type VertexRoutes } from './vertex-routes.ts';

/**
 * EndpointService behind the port. What holds a message of the user's own (the explanation spec of a
 * deployed model) comes and goes by its JSON route, as it was given.
 */
export function googleEndpoints(
  clients: Clients,
  { awaitOperation, checkOperation }: OperationWatch,
  retrier: Retrier,
  routes: VertexRoutes,
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
    const found = await routes.find({
      method: 'EndpointService.GetEndpoint',
      resource: name,
      class: 'read',
      path: name,
    });
    return found === undefined ? undefined : toEndpoint(found as ApiEndpoint);
  };
  /** Lists name endpoints; what runs on them is read one by one. */
  const list = async (location: Location, filter: string): Promise<string[]> => {
    const parent = formatLocation(location);
    const [found] = await call('ListEndpoints', parent, 'read', () =>
      clients.endpoints(location.region).listEndpoints({ parent, filter }),
    );
    return found.map(({ name }) => name ?? '');
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
      const found = await list(location, filter);
      if (found.length > 1) {
        const names = found.join(', ');
        throw new ReleaseError('CONFLICT', `several endpoints are called "${nameOrId}": ${names}`, {
          mend: 'Give the id of the one you mean.',
        });
      }
      return found[0] === undefined ? undefined : await get(found[0]);
    },

    async findByLabel(location, key, value) {
      const names = await list(location, `labels.${key}=${value}`);
      const found: Endpoint[] = [];
      for (const name of names) {
        const endpoint = await get(name);
        if (endpoint !== undefined) found.push(endpoint);
      }
      return found;
    },

    async startCreate(creation) {
      const { location, endpointId } = creation;
      const parent = formatLocation(location);
      const [operation] = await call(
        'CreateEndpoint',
        `${parent}/endpoints/${endpointId}`,
        'once',
        () =>
          clients
            .endpoints(location.region)
            .createEndpoint({ parent, endpointId, endpoint: toApiEndpoint(creation) }),
      );
      return operationName(operation.name);
    },

    async startDeploy(endpoint, deployment) {
      const operation = await routes.send({
        method: 'EndpointService.DeployModel',
        resource: endpoint,
        class: 'once',
        verb: 'POST',
        path: `${endpoint}:deployModel`,
        body: toDeployRequest(deployment),
      });
      return operationName(textOf(operation['name']));
    },

    async startUndeploy(endpoint, deployedModelId) {
      const [operation] = await call('UndeployModel', endpoint, 'once', () =>
        clientOf(endpoint).undeployModel({ endpoint, deployedModelId }),
      );
      return operationName(operation.name);
    },

    async startDelete(endpoint) {
      const operation = await routes.send({
        method: 'EndpointService.DeleteEndpoint',
        resource: endpoint,
        class: 'once',
        verb: 'DELETE',
        path: endpoint,
      });
      return operationName(textOf(operation['name']));
    },

    async findRunning(endpoint) {
      const listing = {
        method: 'Operations.ListOperations',
        resource: endpoint,
        class: 'read',
        path: `${endpoint}/operations`,
      } as const;
      const operations = await routes.list(listing, 'operations').catch(noneWhenGone);
      const running = operations.find(({ done }) => done !== true);
      return running === undefined ? undefined : textOf(running['name']);
    },

    async awaitChange(operation, watch) {
      await awaitOperation(operation, watch);
    },

    async checkChange(operation) {
      return await checkOperation(operation);
    },

    async update({ name, etag }, change) {
      const updated = await routes.send({
        method: 'EndpointService.UpdateEndpoint',
        resource: name,
        class: 'guarded',
        verb: 'PATCH',
        path: `${name}?updateMask=${pathsOf(change).join(',')}`,
        body: { name, etag, ...fieldsOf(change) },
      });
      return toEndpoint(updated as ApiEndpoint);
    },
  };
}

function noneWhenGone(error: unknown): readonly JsonObject[] {
  if (error instanceof ReleaseError && error.code === 'RESOURCE_NOT_FOUND') return [];
  throw error;
}

function fieldsOf({ split, labels, requestLog }: EndpointChange) {
  return {
    ...(split === undefined ? {} : { trafficSplit: { ...split } }),
    ...(labels === undefined ? {} : { labels: { ...labels } }),
    ...(requestLog === undefined ? {} : toApiRequestLog(requestLog)),
  };
}

function pathsOf({ split, labels, requestLog }: EndpointChange): string[] {
  return [
    ...(split === undefined ? [] : ['traffic_split']),
    ...(labels === undefined ? [] : ['labels']),
    ...(requestLog === undefined ? [] : ['predict_request_response_logging_config']),
  ];
}

export function operationName(name: string | null | undefined): string {
  if (name == null || name === '') throw new ReleaseError('API_FAILED', 'an operation has no name');
  return name;
}
