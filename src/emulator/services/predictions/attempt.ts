import {
  type ModelRequest,
  type ModelResponse,
  ModelTimeout,
  ModelUnreachable,
} from '../../runtime/model-connection.ts';
import type { ServedModel } from '../../runtime/serving.ts';
import { idOf } from '../../store/names.ts';
import { ApiError, toApiError } from '../../wire/api-error.ts';
import { knownMessages } from '../messages.ts';
import type { PayloadLimit } from './payload.ts';

export interface AttemptOptions {
  /** Full name. */
  endpoint: string;
  served: ServedModel;
  /** Instances in the request. */
  instances: number;
  /** `performance.now()` when the request came in. */
  startedAt: number;
  limit: PayloadLimit;
}

/** One request to a deployed model, from its arrival until it is counted. */
export class Attempt {
  readonly served: ServedModel;
  readonly #options: AttemptOptions;
  #modelMs = 0;

  constructor(options: AttemptOptions) {
    this.#options = options;
    this.served = options.served;
  }

  /** Headers that say which model answers. */
  get headers(): readonly (readonly [name: string, value: string])[] {
    const { deployedModelId, model, modelVersionId } = this.served;
    return [
      ['X-Vertex-AI-Endpoint-Id', idOf(this.#options.endpoint)],
      ['X-Vertex-AI-Deployed-Model-Id', deployedModelId],
      ['X-Vertex-AI-Model', model],
      ['X-Vertex-AI-Model-Version-Id', modelVersionId],
    ];
  }

  /** The model server's answer, of any HTTP status. @throws ApiError when there is none or it is too large. */
  async ask(request: Omit<ModelRequest, 'path'>): Promise<ModelResponse> {
    const { replicas, predictRoute: path } = this.served;
    const { limit } = this.#options;
    const sentAt = performance.now();
    try {
      const answer = await replicas.send({ ...request, path, limit });
      this.#requireFitting(answer);
      return answer;
    } catch (thrown) {
      throw this.#asApiError(thrown);
    } finally {
      this.#modelMs = performance.now() - sentAt;
    }
  }

  /** Counts the request in the second in which its answer was written out: call it then. */
  record(http: number): void {
    const { instances, startedAt } = this.#options;
    const totalMs = performance.now() - startedAt;
    this.served.series.record({ http, instances, totalMs, modelMs: this.#modelMs });
  }

  #requireFitting({ body }: ModelResponse): void {
    const { limit, endpoint } = this.#options;
    if (body.length <= limit) return;
    const ids = [idOf(endpoint), this.served.deployedModelId] as const;
    throw new ApiError(
      'INVALID_ARGUMENT',
      knownMessages.responseTooLarge(...ids, body.length, limit),
    );
  }

  #asApiError(thrown: unknown): ApiError {
    const where = `endpoint_id: ${idOf(this.#options.endpoint)}, deployed_model_id: ${this.served.deployedModelId}`;
    if (thrown instanceof ModelTimeout) {
      const message = `Failed to handle request. ${where} with error: timed out.`;
      return new ApiError('DEADLINE_EXCEEDED', message);
    }
    if (thrown instanceof ModelUnreachable) {
      const message = `Failed to handle request. ${where} with error: ${thrown.message}`;
      return new ApiError('INTERNAL', message);
    }
    return toApiError(thrown);
  }
}
