import { isUnanswered, ReleaseError } from '../../../src/errors/error.ts';
import type { AuthorisedFetch } from '../../../src/google/authorised-fetch.ts';
import { operationWatch } from '../../../src/google/operations.ts';
import type { Origins } from '../../../src/google/origin.ts';
import { type CallClass, type Retrier, withRetries } from '../../../src/google/retry.ts';
import type { Endpoints } from '../../../src/ports/endpoints.ts';
import type { Metrics } from '../../../src/ports/metrics.ts';
import type { Models } from '../../../src/ports/models.ts';
import type { Objects } from '../../../src/ports/objects.ts';
import type { Ports } from '../../../src/ports/ports.ts';

/** The cloud behind a network: each function sends one call there. */
export interface Servers {
  endpoints: Endpoints;
  models: Models;
  objects: Objects;
  metrics: Metrics;
  /** Endpoints as somebody sees them who is behind the times. */
  past: Pick<Endpoints, 'get'>;
}

export type Send = <T>(call: () => Promise<T>) => Promise<T>;

/** Ports to the cloud with the retries that the adapters of Google Cloud have. */
export function cloudPorts(
  { endpoints, models, objects, metrics, past }: Servers,
  send: Send,
  isStale: () => boolean,
  retrier: Retrier,
): Pick<Ports, 'endpoints' | 'models' | 'objects' | 'metrics'> {
  const call = async <T>(method: string, kind: CallClass, make: () => Promise<T>): Promise<T> => {
    return await withRetries({ method, resource: 'simulated', class: kind }, retrier, () =>
      send(make),
    );
  };
  const readMetrics = async <T>(make: () => Promise<T>): Promise<T> =>
    await call('ListTimeSeries', 'read', make).catch(asUnreadable);
  const operations = operationWatch(pollsOf(endpoints, call), anyOrigin, retrier.clock);

  return {
    endpoints: {
      get: async (name) =>
        await call('GetEndpoint', 'read', () => (isStale() ? past : endpoints).get(name)),
      find: async (...args) => await call('ListEndpoints', 'read', () => endpoints.find(...args)),
      findByLabel: async (...args) =>
        await call('ListEndpoints', 'read', () => endpoints.findByLabel(...args)),
      startCreate: async (creation) =>
        await call('CreateEndpoint', 'once', () => endpoints.startCreate(creation)),
      startDeploy: async (...args) =>
        await call('DeployModel', 'once', () => endpoints.startDeploy(...args)),
      startUndeploy: async (...args) =>
        await call('UndeployModel', 'once', () => endpoints.startUndeploy(...args)),
      startDelete: async (name) =>
        await call('DeleteEndpoint', 'once', () => endpoints.startDelete(name)),
      findRunning: async (name) =>
        await call('ListOperations', 'read', () => endpoints.findRunning(name)),
      update: async (...args) =>
        await call('UpdateEndpoint', 'guarded', () => endpoints.update(...args)),
      async awaitChange(name, watch) {
        await operations.awaitOperation(name, watch);
      },
      checkChange: async (name) => await operations.checkOperation(name),
    },
    models: {
      ...models,
      find: async (name) => await call('GetModel', 'read', () => models.find(name)),
      changeAliases: async (...args) =>
        await call('MergeVersionAliases', 'repeatable', () => models.changeAliases(...args)),
    },
    objects: {
      ...objects,
      read: async (uri) => await call('objects.get', 'read', () => objects.read(uri)),
      generationOf: async (uri) =>
        await call('objects.get', 'read', () => objects.generationOf(uri)),
      write: async (uri, text, condition) =>
        await call('objects.insert', condition === 'any' ? 'repeatable' : 'guarded', () =>
          objects.write(uri, text, condition),
        ),
      list: async (prefix) => await call('objects.list', 'read', () => objects.list(prefix)),
    },
    metrics: {
      ...metrics,
      responses: async (...args) => await readMetrics(() => metrics.responses(...args)),
      latencies: async (...args) => await readMetrics(() => metrics.latencies(...args)),
    },
  };
}

const anyOrigin = {
  vertex: () => ({ protocol: 'https', host: 'simulated', port: 443 }),
} as unknown as Origins;

/** `operations.get` over the simulated endpoints. */
function pollsOf(
  endpoints: Endpoints,
  call: <T>(method: string, kind: CallClass, make: () => Promise<T>) => Promise<T>,
): AuthorisedFetch {
  const poll = async ({ resource }: { resource: string }) => {
    const state = await call('GetOperation', 'read', () => endpoints.checkChange(resource));
    return { json: async () => ({ done: state === 'done' }) } as Response;
  };
  return { once: poll, send: poll, find: poll };
}

/** As the adapter of Cloud Monitoring tells it. */
function asUnreadable(error: unknown): never {
  const isOutage =
    isUnanswered(error) || (error instanceof ReleaseError && error.code === 'API_FAILED');
  throw isOutage ? new ReleaseError('EVIDENCE_UNREADABLE', error.message) : error;
}
