import { ReleaseError } from '../../src/errors/error.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Endpoints } from '../../src/ports/endpoints.ts';
import type { DeployedModel, Endpoint } from '../../src/vertex/endpoint.ts';
import type { Resources } from '../../src/vertex/serving.ts';
import { atVersion, formatLocation, parseResourceName } from '../../src/vertex/resource-name.ts';
import { shareOf, type TrafficSplit, trafficSplit } from '../../src/vertex/traffic-split.ts';

/** Endpoints in memory: etags, operations that take time, Vertex's rules of traffic. */
export interface FakeEndpoints extends Endpoints {
  /** As it is now, without a call. */
  peek(name: string): Endpoint | undefined;
  /** What somebody else does, etag and all. */
  meddle(name: string, change: Partial<Pick<Endpoint, 'split' | 'deployed' | 'labels'>>): void;
  /** Every split that was in force, in order of time, with the moment it began. */
  readonly splits: readonly { at: number; split: TrafficSplit }[];
  /** Ids of the models that were ever deployed by a call, one entry for each. */
  readonly deployments: readonly string[];
  /** Makes deployments of this model version end in an error. */
  failDeploymentsOf(modelVersion: string, message?: string): void;
}

interface Operation {
  doneAt: number;
  error?: string;
  effect(): void;
  state: 'running' | 'done';
}

export interface FakeEndpointsOptions {
  endpoints?: readonly Endpoint[];
  /** How long each operation takes. */
  operationMs?: number;
  /** What Vertex AI makes of each deployment, whatever was asked for. */
  skew?: Partial<DeployedModel>;
}

export function fakeEndpoints(
  clock: Clock,
  { endpoints = [], operationMs = 30_000, skew = {} }: FakeEndpointsOptions = {},
): FakeEndpoints {
  const byName = new Map(endpoints.map((endpoint) => [endpoint.name, endpoint]));
  const operations = new Map<string, Operation>();
  // What serves already has served for long.
  const splits = endpoints.map(({ split }) => ({ at: 0, split }));
  const deployments: string[] = [];
  const failing = new Map<string, string>();
  let version = 0;

  const put = (endpoint: Endpoint) => {
    version += 1;
    const before = byName.get(endpoint.name)?.split;
    if (JSON.stringify(before) !== JSON.stringify(endpoint.split)) {
      splits.push({ at: clock.now(), split: endpoint.split });
    }
    byName.set(endpoint.name, { ...endpoint, etag: `etag-${version}` });
  };
  const settle = () => {
    for (const operation of operations.values()) {
      if (operation.state === 'done' || operation.doneAt > clock.now()) continue;
      operation.state = 'done';
      if (operation.error === undefined) operation.effect();
    }
  };
  const start = (parent: string, effect: () => void, error?: string) => {
    const name = `${parent}/operations/${operations.size + 1}`;
    const doneAt = clock.now() + operationMs;
    operations.set(name, {
      doneAt,
      effect,
      state: 'running',
      ...(error === undefined ? {} : { error }),
    });
    return name;
  };
  const present = (name: string): Endpoint => {
    settle();
    const endpoint = byName.get(name);
    if (endpoint === undefined) throw new ReleaseError('RESOURCE_NOT_FOUND', `no ${name}`);
    return endpoint;
  };
  const running = (name: string) =>
    [...operations].some(([key, { state }]) => key.startsWith(name) && state === 'running');
  const refuseBusy = (name: string) => {
    if (running(name)) throw new ReleaseError('API_FAILED', `other operations run on ${name}`);
  };
  const guard = (endpoint: Endpoint) => {
    const stored = present(endpoint.name);
    if (stored.etag !== endpoint.etag) throw new ReleaseError('CONFLICT', 'the etag is stale');
    return stored;
  };

  return {
    splits,
    deployments,
    peek(name) {
      settle();
      return byName.get(name);
    },
    meddle: (name, change) => put({ ...present(name), ...change }),
    failDeploymentsOf(modelVersion, message = 'Model server exited unexpectedly') {
      failing.set(modelVersion, message);
    },

    async get(name) {
      settle();
      return byName.get(name);
    },
    async find(location, nameOrId) {
      settle();
      const byId = byName.get(`${formatLocation(location)}/endpoints/${nameOrId}`);
      return byId ?? [...byName.values()].find(({ displayName }) => displayName === nameOrId);
    },
    async startCreate({ location, endpointId, displayName, labels, ...how }) {
      settle();
      const name = `${formatLocation(location)}/endpoints/${endpointId}`;
      if (byName.has(name) || running(name)) {
        throw new ReleaseError('CONFLICT', `${name} already exists`);
      }
      const dns = `${endpointId}.us-central1-1.prediction.vertexai.goog`;
      const access = how.access?.kind === 'dedicated' ? { ...how.access, dns } : how.access;
      return start(name, () =>
        put({
          name,
          displayName,
          labels,
          split: {},
          deployed: [],
          etag: '',
          ...how,
          ...(access === undefined ? {} : { access }),
        }),
      );
    },
    async findByLabel(location, key, value) {
      settle();
      const prefix = `${formatLocation(location)}/endpoints/`;
      return [...byName.values()].filter(
        ({ name, labels }) => name.startsWith(prefix) && labels[key] === value,
      );
    },
    async startDelete(name) {
      const { deployed } = present(name);
      refuseBusy(name);
      if (deployed.length > 0) {
        throw new ReleaseError('API_FAILED', 'Endpoint has deployed or being-deployed models');
      }
      return start(name, () => byName.delete(name));
    },
    async findRunning(name) {
      settle();
      return [...operations].find(
        ([key, { state }]) => key.startsWith(`${name}/operations/`) && state === 'running',
      )?.[0];
    },
    async startDeploy(name, deployment) {
      const { deployed } = present(name);
      refuseBusy(name);
      const {
        deployedModelId: id,
        modelVersion,
        displayName,
        resources,
        traffic,
        ...options
      } = deployment;
      if (deployed.some((model) => model.id === id)) {
        throw new ReleaseError('CONFLICT', `${id} already exists`);
      }
      const { version: modelVersionId = '1' } = parseResourceName(modelVersion);
      const model: DeployedModel = {
        id,
        model: atVersion(modelVersion, '').slice(0, -1),
        modelVersionId,
        displayName,
        ...options,
        ...servedBy(resources),
        ...skew,
      };
      const error = failing.get(modelVersion);
      return start(
        name,
        () => {
          deployments.push(id);
          const endpoint = present(name);
          const split = traffic === 'all' ? { [id]: 100 } : endpoint.split;
          put({ ...endpoint, deployed: [...endpoint.deployed, model], split });
        },
        error,
      );
    },
    async startUndeploy(name, id) {
      const endpoint = present(name);
      refuseBusy(name);
      if (!endpoint.deployed.some((model) => model.id === id)) {
        throw new ReleaseError('RESOURCE_NOT_FOUND', `${id} does not exist`);
      }
      if (shareOf(endpoint.split, id) > 0 && endpoint.deployed.length > 1) {
        throw new ReleaseError('API_FAILED', `${id} still has traffic`);
      }
      return start(name, () => {
        const now = present(name);
        put({ ...now, deployed: now.deployed.filter((model) => model.id !== id) });
      });
    },
    async awaitChange(name, { timeoutMs, signal, onPoll }) {
      const operation = operations.get(name);
      if (operation === undefined) throw new ReleaseError('RESOURCE_NOT_FOUND', `no ${name}`);
      const deadline = clock.now() + timeoutMs;
      while (clock.now() < operation.doneAt) {
        if (clock.now() >= deadline) {
          throw new ReleaseError('DEADLINE_EXCEEDED', `${name} did not end`);
        }
        await onPoll?.();
        const next = Math.min(operation.doneAt, deadline, clock.now() + 20_000);
        await clock.sleep(next - clock.now(), signal);
      }
      settle();
      if (operation.error !== undefined)
        throw new ReleaseError('OPERATION_FAILED', operation.error);
    },
    async checkChange(name) {
      settle();
      const operation = operations.get(name);
      if (operation === undefined) throw new ReleaseError('RESOURCE_NOT_FOUND', `no ${name}`);
      if (operation.state === 'running') return 'running';
      if (operation.error === undefined) return 'done';
      throw new ReleaseError('OPERATION_FAILED', operation.error);
    },
    async update(endpoint, { split, labels, requestLog }) {
      const stored = guard(endpoint);
      const wanted = split ?? stored.split;
      const unknown = Object.keys(wanted).find(
        (id) => !stored.deployed.some((model) => model.id === id),
      );
      if (unknown !== undefined) throw new ReleaseError('API_FAILED', `${unknown} does not exist`);
      const { requestLog: stays, ...rest } = stored;
      const log = requestLog === undefined ? stays : requestLog === 'off' ? undefined : requestLog;
      put({
        ...rest,
        split: trafficSplit(wanted),
        labels: labels ?? stored.labels,
        ...(log === undefined ? {} : { requestLog: log }),
      });
      return present(endpoint.name);
    },
  };
}

/** As Vertex AI tells it of a deployed model. */
function servedBy(resources: Resources): Partial<DeployedModel> {
  if (resources.kind === 'shared') return { pool: resources.pool };
  const { kind: _, ...machine } = resources;
  return machine;
}
