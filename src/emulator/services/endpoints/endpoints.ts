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
import { Redeployer } from './redeployer.ts';
import {
  type DeployModelRequest,
  Deployments,
  type UndeployModelRequest,
  type MutateRequest,
} from './deployments.ts';
import { approximateMessages, knownMessages } from '../messages.ts';
import type { Endpoint } from '../../store/resources.ts';
import {
  dedicatedDns,
  type EndpointInput,
  inferenceTimeoutMs,
  readEndpointInput,
  updatableFields,
  withConnection,
  withUpdates,
} from './endpoint-input.ts';
import { ModelServers } from './model-servers.ts';
import { withStatus } from './deployed-model-status.ts';
import { checkEndpointId, checkEtag, invalidField, readUpdateMask } from '../validation.ts';
import type { Service } from '../service.ts';

const aiplatform = 'google.cloud.aiplatform.v1';
const service = `${aiplatform}.EndpointService`;

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
  endpoint?: EndpointInput;
  endpointId?: string;
}

interface Named {
  name: string;
}

interface UpdateEndpointRequest {
  endpoint?: EndpointInput;
  updateMask?: string;
}

/** Endpoints, their traffic and what is deployed to them. */
export class EndpointService implements Service {
  readonly #store: Store;
  readonly #runtime: Runtime;
  readonly #clock: EmulatorClock;
  readonly #deployments: Deployments;
  readonly #redeployer: Redeployer;

  constructor(store: Store, runtime: Runtime, recorder: SeriesRecorder, clock: EmulatorClock) {
    this.#store = store;
    this.#runtime = runtime;
    this.#clock = clock;
    const save = (endpoint: Endpoint): Endpoint => this.#save(endpoint);
    const servers = new ModelServers(runtime, recorder, store.logs);
    const deployer = new Deployer(store, servers, clock, save);
    this.#deployments = new Deployments(store, runtime, deployer, (name) => this.#idle(name));
    this.#redeployer = new Redeployer(store, runtime, servers);
    store.operations.defineImmediate<Endpoint>('create-endpoint', (endpoint) => {
      this.#refuseTaken(endpoint.name);
      return this.#save(endpoint);
    });
    store.operations.defineImmediate<EndpointInput & Named>('update-endpoint', (input) =>
      this.#save(withConnection(this.#get(input.name), input)),
    );
    store.operations.defineImmediate<Named>('delete-endpoint', ({ name }) => this.#remove(name));
  }

  handlers(): HandlerTable {
    return {
      [`${service}.CreateEndpoint`]: (request: CreateEndpointRequest) => this.#create(request),
      [`${service}.GetEndpoint`]: ({ name }: Named) => this.#view(this.#get(name)),
      [`${service}.ListEndpoints`]: (request: ListRequest & { parent: string }) =>
        this.#list(request),
      [`${service}.UpdateEndpoint`]: (request: UpdateEndpointRequest) => this.#update(request),
      [`${service}.UpdateEndpointLongRunning`]: (request: UpdateEndpointRequest) =>
        this.#updateConnection(request),
      [`${service}.DeleteEndpoint`]: ({ name }: Named) => this.#delete(name),
      [`${service}.DeployModel`]: (request: DeployModelRequest) =>
        this.#deployments.deploy(request),
      [`${service}.UndeployModel`]: (request: UndeployModelRequest) =>
        this.#deployments.undeploy(request),
      [`${service}.MutateDeployedModel`]: (request: MutateRequest) =>
        this.#deployments.mutate(request),
    };
  }

  resume(): void {
    for (const endpoint of this.#store.endpoints.list('')) this.#redeployer.redeploy(endpoint);
  }

  #create({ parent, endpoint: input = {}, endpointId }: CreateEndpointRequest): Operation {
    const location = locationOf(parent);
    const kept = readEndpointInput(input);
    if (endpointId) checkEndpointId(endpointId);
    const name = `${location.name}/endpoints/${endpointId || generateId()}`;
    this.#refuseTaken(name);
    const now = toTimestamp(this.#clock.now());
    const endpoint: Endpoint = {
      ...kept,
      ...(input.dedicatedEndpointEnabled === true
        ? { dedicatedEndpointDns: dedicatedDns(name) }
        : {}),
      name,
      deployedModels: [],
      trafficSplit: {},
      etag: '',
      createTime: now,
      updateTime: now,
    };
    const spec = {
      parent: name,
      responseType: `${aiplatform}.Endpoint`,
      metadataType: `${aiplatform}.CreateEndpointOperationMetadata`,
    };
    return this.#store.operations.start(spec, 'create-endpoint', endpoint);
  }

  #refuseTaken(name: string): void {
    if (this.#store.endpoints.get(name) === undefined) return;
    throw new ApiError('ALREADY_EXISTS', approximateMessages.alreadyExists('Endpoint', name));
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
    return { endpoints: items.map((endpoint) => this.#view(endpoint)), ...page };
  }

  #update({ endpoint: input = {}, updateMask }: UpdateEndpointRequest): Endpoint {
    const endpoint = this.#get(input.name ?? '');
    const paths = readUpdateMask(updateMask, updatableFields);
    const nested = paths.find((path) => path.includes('.'));
    if (nested !== undefined) {
      throw invalidField('update_mask', `${nested}: only whole fields can be updated.`);
    }
    checkEtag(input.etag, endpoint.etag);
    this.#idle(endpoint.name);
    return this.#view(this.#save(withUpdates(endpoint, input, paths)));
  }

  #updateConnection({ endpoint: input = {} }: UpdateEndpointRequest): Operation {
    const endpoint = this.#idle(input.name ?? '');
    checkEtag(input.etag, endpoint.etag);
    withConnection(endpoint, input);
    const spec = {
      parent: endpoint.name,
      responseType: `${aiplatform}.Endpoint`,
      metadataType: `${aiplatform}.UpdateEndpointOperationMetadata`,
    };
    return this.#store.operations.start(spec, 'update-endpoint', { ...input, name: endpoint.name });
  }

  #delete(given: string): Operation {
    const { name } = this.#empty(given);
    const spec = {
      parent: locationOf(name).name,
      responseType: 'google.protobuf.Empty',
      metadataType: `${aiplatform}.DeleteOperationMetadata`,
    };
    return this.#store.operations.start(spec, 'delete-endpoint', { name });
  }

  #remove(given: string): object {
    const { name } = this.#empty(given);
    this.#store.endpoints.delete(name);
    this.#runtime.serving.forget(name);
    return {};
  }

  /** The endpoint, if nothing is deployed to it. @throws ApiError FAILED_PRECONDITION */
  #empty(given: string): Endpoint {
    const endpoint = this.#get(given);
    const isDeploying = this.#store.operations.running(endpoint.name).length > 0;
    if (endpoint.deployedModels.length === 0 && !isDeploying) return endpoint;
    throw new ApiError('FAILED_PRECONDITION', knownMessages.endpointNotEmpty());
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
    this.#runtime.serving.route(endpoint.name, saved.trafficSplit, inferenceTimeoutMs(saved));
    return saved;
  }

  #view(endpoint: Endpoint): Endpoint {
    return withStatus(endpoint, this.#runtime.serving);
  }
}
