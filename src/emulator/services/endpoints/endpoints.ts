import type { EmulatorClock } from '../../clock.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { SeriesRecorder } from '../../series/recorder.ts';
import { generateEtag, generateId } from '../../store/ids.ts';
import {
  listPage,
  mapField,
  textField,
  timeField,
  type ListFields,
  type ListRequest,
} from '../../store/list-page.ts';
import { canonicalName, idOf, locationOf } from '../../store/names.ts';
import type { Operation } from '../../store/operations.ts';
import type { Store } from '../../store/store.ts';
import { toTimestamp } from '../../store/time.ts';
import { ApiError } from '../../wire/api-error.ts';
import type { HandlerTable } from '../../wire/handler.ts';
import { Deployer } from './deployer.ts';
import {
  type DeployModelRequest,
  Deployments,
  type UndeployModelRequest,
  type MutateRequest,
} from './deployments.ts';
import { approximateMessages, knownMessages } from '../messages.ts';
import type { Endpoint } from '../../store/resources.ts';
import { checkSplit } from './traffic.ts';
import {
  checkEndpointId,
  checkEtag,
  checkLabels,
  invalidField,
  readUpdateMask,
  requireDisplayName,
} from '../validation.ts';
import type { Service } from '../service.ts';

const aiplatform = 'google.cloud.aiplatform.v1';
const service = `${aiplatform}.EndpointService`;
const updatable = ['displayName', 'description', 'labels', 'trafficSplit'];

const listFields: ListFields<Endpoint> = {
  endpoint: ({ name }) => textField(idOf(name)),
  name: ({ name }) => textField(name),
  display_name: ({ displayName }) => textField(displayName),
  labels: ({ labels }) => mapField(labels),
  create_time: ({ createTime }) => timeField(createTime),
  update_time: ({ updateTime }) => timeField(updateTime),
};

interface CreateEndpointRequest {
  parent: string;
  endpoint?: Partial<Endpoint>;
  endpointId?: string;
}

interface UpdateEndpointRequest {
  endpoint?: Partial<Endpoint>;
  updateMask?: string;
}

/** Endpoints, their traffic and what is deployed to them. */
export class EndpointService implements Service {
  readonly #store: Store;
  readonly #runtime: Runtime;
  readonly #clock: EmulatorClock;
  readonly #deployments: Deployments;

  constructor(store: Store, runtime: Runtime, recorder: SeriesRecorder, clock: EmulatorClock) {
    this.#store = store;
    this.#runtime = runtime;
    this.#clock = clock;
    const save = (endpoint: Endpoint): Endpoint => this.#save(endpoint);
    const deployer = new Deployer(store, runtime, recorder, clock, save);
    this.#deployments = new Deployments(store, runtime, deployer, {
      idle: (name) => this.#idle(name),
      save,
    });
  }

  handlers(): HandlerTable {
    return {
      [`${service}.CreateEndpoint`]: (request: CreateEndpointRequest) => this.#create(request),
      [`${service}.GetEndpoint`]: ({ name }: { name: string }) => this.#get(name),
      [`${service}.ListEndpoints`]: (request: ListRequest & { parent: string }) =>
        this.#list(request),
      [`${service}.UpdateEndpoint`]: (request: UpdateEndpointRequest) => this.#update(request),
      [`${service}.DeleteEndpoint`]: ({ name }: { name: string }) => this.#delete(name),
      [`${service}.DeployModel`]: (request: DeployModelRequest) =>
        this.#deployments.deploy(request),
      [`${service}.UndeployModel`]: (request: UndeployModelRequest) =>
        this.#deployments.undeploy(request),
      [`${service}.MutateDeployedModel`]: (request: MutateRequest) =>
        this.#deployments.mutate(request),
    };
  }

  #create({ parent, endpoint: input = {}, endpointId }: CreateEndpointRequest): Operation {
    const location = locationOf(parent);
    const displayName = requireDisplayName(input.displayName, 'endpoint.display_name');
    checkLabels(input.labels, 'endpoint.labels');
    if (endpointId) checkEndpointId(endpointId);
    if (Object.keys(input.trafficSplit ?? {}).length > 0) {
      checkSplit(input.trafficSplit ?? {}, []);
    }
    const name = `${location.name}/endpoints/${endpointId || generateId()}`;
    if (this.#store.endpoints.get(name) !== undefined) {
      throw new ApiError('ALREADY_EXISTS', approximateMessages.alreadyExists('Endpoint', name));
    }
    const now = toTimestamp(this.#clock.now());
    const endpoint = this.#save({
      ...input,
      name,
      displayName,
      labels: input.labels ?? {},
      deployedModels: [],
      trafficSplit: {},
      etag: '',
      createTime: now,
      updateTime: now,
    });
    return this.#store.operations.finished(
      {
        parent: name,
        responseType: `${aiplatform}.Endpoint`,
        metadataType: `${aiplatform}.CreateEndpointOperationMetadata`,
      },
      endpoint,
    );
  }

  #get(given: string): Endpoint {
    const name = canonicalName(given);
    const endpoint = this.#store.endpoints.get(name);
    if (endpoint !== undefined) return endpoint;
    throw new ApiError('NOT_FOUND', approximateMessages.notFound('Endpoint', name));
  }

  #list(request: ListRequest & { parent: string }): object {
    const prefix = `${locationOf(request.parent).name}/endpoints/`;
    const { items, ...page } = listPage(this.#store.endpoints.list(prefix), request, listFields);
    return { endpoints: items, ...page };
  }

  #update({ endpoint: input = {}, updateMask }: UpdateEndpointRequest): Endpoint {
    const endpoint = this.#get(input.name ?? '');
    const paths = readUpdateMask(updateMask, updatable);
    const nested = paths.find((path) => path.includes('.'));
    if (nested !== undefined) {
      throw invalidField('update_mask', `${nested}: only whole fields can be updated.`);
    }
    checkEtag(input.etag, endpoint.etag);
    this.#idle(endpoint.name);
    const changed: Endpoint = { ...endpoint };
    if (paths.includes('displayName')) {
      changed.displayName = requireDisplayName(input.displayName, 'endpoint.display_name');
    }
    if (paths.includes('description')) changed.description = input.description ?? '';
    if (paths.includes('labels')) {
      checkLabels(input.labels, 'endpoint.labels');
      changed.labels = input.labels ?? {};
    }
    if (paths.includes('trafficSplit')) {
      const split = input.trafficSplit ?? {};
      checkSplit(
        split,
        endpoint.deployedModels.map(({ id }) => id),
      );
      changed.trafficSplit = split;
    }
    return this.#save(changed);
  }

  #delete(given: string): Operation {
    const endpoint = this.#get(given);
    const isDeploying = this.#store.operations.running(endpoint.name).length > 0;
    if (endpoint.deployedModels.length > 0 || isDeploying) {
      throw new ApiError('FAILED_PRECONDITION', knownMessages.endpointNotEmpty());
    }
    this.#store.endpoints.delete(endpoint.name);
    this.#runtime.serving.forget(endpoint.name);
    return this.#store.operations.finished(
      {
        parent: locationOf(endpoint.name).name,
        responseType: 'google.protobuf.Empty',
        metadataType: `${aiplatform}.DeleteOperationMetadata`,
      },
      {},
    );
  }

  /** The endpoint, if no operation changes it at the moment. @throws ApiError FAILED_PRECONDITION */
  #idle(given: string): Endpoint {
    const endpoint = this.#get(given);
    const running = this.#store.operations.running(endpoint.name);
    if (running.length === 0) return endpoint;
    throw new ApiError(
      'FAILED_PRECONDITION',
      approximateMessages.operationsRunning(endpoint.name, running),
    );
  }

  /** Stores the endpoint and lets its traffic flow by it, in one step. */
  #save(endpoint: Endpoint): Endpoint {
    const updateTime = toTimestamp(this.#clock.now());
    const saved = { ...endpoint, updateTime, etag: generateEtag() };
    this.#store.endpoints.put(endpoint.name, saved);
    this.#runtime.serving.route(endpoint.name, saved.trafficSplit);
    return saved;
  }
}
