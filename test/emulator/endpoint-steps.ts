import { deepEqual, equal } from 'node:assert/strict';
import type * as fc from 'fast-check';
import type { Operation } from '../../src/emulator/store/operations.ts';
import type { Endpoint } from '../../src/emulator/store/resources.ts';
import { ApiError } from '../../src/emulator/wire/api-error.ts';
import { endpointName, location, type StubbedEndpoints } from './stubbed-endpoints.ts';

export type Split = Readonly<Record<string, number>>;

/**
 * What the comments of endpoint_service.proto and endpoint.proto say an endpoint does, written down
 * without a look at the implementation.
 */
export interface Model {
  endpoint: { split: Split; replicas: Record<string, number> } | undefined;
  /** A deployment that has not ended. */
  pending: { id: string; split: Split; operation: string } | undefined;
  etags: Set<string>;
}

function isSplit(split: Split, ids: readonly string[]): boolean {
  const entries = Object.entries(split);
  const sum = entries.reduce((total, [, share]) => total + share, 0);
  return (
    entries.length === 0 ||
    (sum === 100 && entries.every(([id, share]) => ids.includes(id) && share >= 0))
  );
}

/** Every step is compared with the model, and so is the state after it. */
abstract class Step implements fc.AsyncCommand<Model, StubbedEndpoints> {
  check(): boolean {
    return true;
  }

  async run(model: Model, real: StubbedEndpoints): Promise<void> {
    const before = await real.endpoint();
    const expected = this.expect(model);
    const isRefused = expected !== undefined;
    equal(await this.attempt(model, real), expected);
    const after = await real.endpoint();
    if (isRefused) deepEqual(after, before);
    else this.note(model, before, after);
    compare(model, after, real);
  }

  /** Every change has an etag that was never there before. */
  protected note(model: Model, before: Endpoint | undefined, after: Endpoint | undefined): void {
    if (after === undefined || after.etag === before?.etag) return;
    equal(model.etags.has(after.etag), false);
    model.etags.add(after.etag);
  }

  /** Changes the model; answers the code of the refusal that the rules ask for. */
  abstract expect(model: Model): string | undefined;
  abstract attempt(model: Model, real: StubbedEndpoints): Promise<string | undefined>;
  abstract toString(): string;
}

function compare({ endpoint }: Model, seen: Endpoint | undefined, real: StubbedEndpoints): void {
  equal(seen === undefined, endpoint === undefined);
  const { trafficSplit = {}, deployedModels = [] } = seen ?? {};
  const { split = {}, replicas = {} } = endpoint ?? {};
  const ids = Object.keys(replicas);
  const counts = deployedModels.map(({ id, dedicatedResources }) => [
    id,
    dedicatedResources.minReplicaCount,
  ]);
  deepEqual({ ...trafficSplit }, { ...split });
  deepEqual(Object.fromEntries(counts), replicas);
  equal(isSplit(trafficSplit, ids), true);
  deepEqual(real.servedIds.toSorted(), ids.toSorted());
  equal(real.started.filter(({ isDrained }) => !isDrained).length, ids.length);
}

/** Undefined for an answer that is no refusal. */
function refusal(answer: string | object): string | undefined {
  return typeof answer === 'string' ? answer : undefined;
}

export class Create extends Step {
  expect(model: Model): string | undefined {
    if (model.endpoint !== undefined) return 'ALREADY_EXISTS';
    model.endpoint = { split: {}, replicas: {} };
    return undefined;
  }

  async attempt(_model: Model, real: StubbedEndpoints): Promise<string | undefined> {
    const request = { parent: location, endpoint: { displayName: 'e' }, endpointId: 'e' };
    return refusal(await real.call('EndpointService.CreateEndpoint', request));
  }

  toString(): string {
    return 'create';
  }
}

export class Delete extends Step {
  expect(model: Model): string | undefined {
    const { endpoint, pending } = model;
    if (endpoint === undefined) return 'NOT_FOUND';
    if (pending !== undefined || Object.keys(endpoint.replicas).length > 0) {
      return 'FAILED_PRECONDITION';
    }
    model.endpoint = undefined;
    return undefined;
  }

  async attempt(_model: Model, real: StubbedEndpoints): Promise<string | undefined> {
    return refusal(await real.call('EndpointService.DeleteEndpoint', { name: endpointName }));
  }

  toString(): string {
    return 'delete';
  }
}

export class BeginDeploy extends Step {
  readonly #id: string;
  readonly #split: Split;

  constructor(id: string, split: Split) {
    super();
    this.#id = id;
    this.#split = split;
  }

  expect(model: Model): string | undefined {
    const { endpoint, pending } = model;
    if (endpoint === undefined) return 'NOT_FOUND';
    if (pending !== undefined) return 'FAILED_PRECONDITION';
    const ids = Object.keys(endpoint.replicas);
    if (ids.includes(this.#id)) return 'ALREADY_EXISTS';
    if (!isSplit(this.#split, [...ids, '0'])) return 'INVALID_ARGUMENT';
    model.pending = { id: this.#id, split: this.#split, operation: '' };
    return undefined;
  }

  async attempt(model: Model, real: StubbedEndpoints): Promise<string | undefined> {
    const answer = await real.call('EndpointService.DeployModel', {
      endpoint: endpointName,
      deployedModel: {
        id: this.#id,
        model: real.model,
        dedicatedResources: { machineSpec: {}, minReplicaCount: 1 },
      },
      trafficSplit: this.#split,
    });
    const refused = refusal(answer);
    if (refused === undefined && model.pending !== undefined) {
      model.pending.operation = (answer as Operation).name;
    }
    return refused;
  }

  toString(): string {
    return `beginDeploy(${this.#id}, ${JSON.stringify(this.#split)})`;
  }
}

export class EndDeploy extends Step {
  readonly #how: 'succeed' | 'fail' | 'cancel';
  #operation = '';

  constructor(how: 'succeed' | 'fail' | 'cancel') {
    super();
    this.#how = how;
  }

  override check(model?: Model): boolean {
    return model?.pending !== undefined;
  }

  expect(model: Model): string | undefined {
    const { endpoint, pending } = model;
    if (endpoint === undefined || pending === undefined) return undefined;
    this.#operation = pending.operation;
    model.pending = undefined;
    if (this.#how === 'fail') return 'FAILED_PRECONDITION';
    if (this.#how === 'cancel') return 'CANCELLED';
    const { id, split } = pending;
    endpoint.replicas = { ...endpoint.replicas, [id]: 1 };
    if (Object.keys(split).length > 0) {
      const { 0: share, ...others } = split;
      endpoint.split = share === undefined ? others : { ...others, [id]: share };
    }
    return undefined;
  }

  async attempt(_model: Model, real: StubbedEndpoints): Promise<string | undefined> {
    if (this.#how === 'cancel') real.cancel(this.#operation);
    else if (this.#how === 'succeed') real.settle();
    else real.settle(new ApiError('FAILED_PRECONDITION', 'it does not start'));
    const codes: Readonly<Record<number, string>> = { 1: 'CANCELLED', 9: 'FAILED_PRECONDITION' };
    const { error } = await real.wait(this.#operation);
    return error === undefined ? undefined : codes[error.code];
  }

  toString(): string {
    return `endDeploy(${this.#how})`;
  }
}

export class Undeploy extends Step {
  readonly #id: string;
  readonly #split: Split;

  constructor(id: string, split: Split) {
    super();
    this.#id = id;
    this.#split = split;
  }

  expect(model: Model): string | undefined {
    const { endpoint, pending } = model;
    if (endpoint === undefined) return 'NOT_FOUND';
    if (pending !== undefined) return 'FAILED_PRECONDITION';
    if (!(this.#id in endpoint.replicas)) return 'INVALID_ARGUMENT';
    const { [this.#id]: _gone, ...replicas } = endpoint.replicas;
    const isGiven = Object.keys(this.#split).length > 0;
    const { [this.#id]: share = 0, ...split } = isGiven ? this.#split : endpoint.split;
    const isLast = Object.keys(replicas).length === 0;
    if (!isLast && share > 0) return 'FAILED_PRECONDITION';
    if (!isLast && !isSplit(split, Object.keys(replicas))) return 'INVALID_ARGUMENT';
    endpoint.replicas = replicas;
    endpoint.split = isLast ? {} : split;
    return undefined;
  }

  async attempt(_model: Model, real: StubbedEndpoints): Promise<string | undefined> {
    const answer = await real.call('EndpointService.UndeployModel', {
      endpoint: endpointName,
      deployedModelId: this.#id,
      trafficSplit: this.#split,
    });
    if (typeof answer === 'string') return answer;
    const { error } = await real.wait((answer as Operation).name);
    return error?.message;
  }

  toString(): string {
    return `undeploy(${this.#id}, ${JSON.stringify(this.#split)})`;
  }
}

export class UpdateSplit extends Step {
  readonly #split: Split;
  readonly #etag: 'none' | 'current' | 'stale';

  constructor(split: Split, etag: 'none' | 'current' | 'stale') {
    super();
    this.#split = split;
    this.#etag = etag;
  }

  expect({ endpoint, pending }: Model): string | undefined {
    if (endpoint === undefined) return 'NOT_FOUND';
    if (this.#etag === 'stale') return 'ABORTED';
    if (pending !== undefined) return 'FAILED_PRECONDITION';
    if (!isSplit(this.#split, Object.keys(endpoint.replicas))) return 'INVALID_ARGUMENT';
    endpoint.split = this.#split;
    return undefined;
  }

  async attempt(_model: Model, real: StubbedEndpoints): Promise<string | undefined> {
    const etags = { none: '', current: (await real.endpoint())?.etag ?? '', stale: 'AMEw9yStale' };
    const answer = await real.call('EndpointService.UpdateEndpoint', {
      endpoint: { name: endpointName, trafficSplit: this.#split, etag: etags[this.#etag] },
      updateMask: 'trafficSplit',
    });
    return refusal(answer);
  }

  toString(): string {
    return `update(${JSON.stringify(this.#split)}, ${this.#etag})`;
  }
}

export class Mutate extends Step {
  readonly #id: string;
  readonly #min: number;

  constructor(id: string, min: number) {
    super();
    this.#id = id;
    this.#min = min;
  }

  expect({ endpoint, pending }: Model): string | undefined {
    if (endpoint === undefined) return 'NOT_FOUND';
    if (pending !== undefined) return 'FAILED_PRECONDITION';
    if (!(this.#id in endpoint.replicas) || this.#min < 1) return 'INVALID_ARGUMENT';
    endpoint.replicas = { ...endpoint.replicas, [this.#id]: this.#min };
    return undefined;
  }

  async attempt(_model: Model, real: StubbedEndpoints): Promise<string | undefined> {
    const counts = { minReplicaCount: this.#min, maxReplicaCount: this.#min };
    const answer = await real.call('EndpointService.MutateDeployedModel', {
      endpoint: endpointName,
      deployedModel: { id: this.#id, dedicatedResources: counts },
      updateMask: 'dedicatedResources.minReplicaCount,dedicatedResources.maxReplicaCount',
    });
    if (typeof answer === 'string') return answer;
    const { error, response } = await real.wait((answer as Operation).name);
    equal((response?.['deployedModel'] as { id: string } | undefined)?.id, this.#id);
    return error?.message;
  }

  toString(): string {
    return `mutate(${this.#id}, ${this.#min})`;
  }
}
