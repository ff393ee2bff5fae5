import type { Runtime } from '../../runtime/runtime.ts';
import type { ServedModel } from '../../runtime/serving.ts';
import { canonicalName } from '../../store/names.ts';
import type { Store } from '../../store/store.ts';
import { ApiError } from '../../wire/api-error.ts';
import { notServed } from '../../wire/not-served.ts';
import { approximateMessages, knownMessages } from '../messages.ts';
import { Attempt } from './attempt.ts';
import { type PayloadLimit, payloadLimitOf } from './payload.ts';

/** A request for an endpoint whose model is not chosen yet. */
export interface Arrival {
  /** Full name. */
  endpoint: string;
  /** `performance.now()` */
  startedAt: number;
  limit: PayloadLimit;
}

/** Chooses the deployed model that a request goes to. */
export class PredictionRouter {
  readonly #store: Store;
  readonly #runtime: Runtime;

  constructor(store: Store, runtime: Runtime) {
    this.#store = store;
    this.#runtime = runtime;
  }

  /** @throws ApiError UNIMPLEMENTED for a publisher model. */
  arrive(name: string, method: string): Arrival {
    if (name.includes('/publishers/')) {
      throw notServed(`${method} on publisher models`, 'it belongs to generative models');
    }
    const endpoint = canonicalName(name);
    const limit = payloadLimitOf(this.#store.endpoints.get(endpoint));
    return { endpoint, startedAt: performance.now(), limit };
  }

  /** By the traffic split. @throws ApiError */
  route(arrival: Arrival, instances: number): Attempt {
    return new Attempt({ ...arrival, instances, served: this.#pick(arrival.endpoint) });
  }

  #pick(endpoint: string): ServedModel {
    const served = this.#runtime.serving.pick(endpoint);
    if (served !== undefined) return served;
    if (this.#store.endpoints.get(endpoint) === undefined) {
      throw new ApiError('NOT_FOUND', approximateMessages.notFound('Endpoint', endpoint));
    }
    throw new ApiError('FAILED_PRECONDITION', knownMessages.noTrafficSplit(endpoint));
  }
}
