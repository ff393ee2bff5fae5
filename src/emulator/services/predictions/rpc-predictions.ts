import type { ModelResponseHead } from '../../runtime/model-connection.ts';
import { toApiError } from '../../wire/api-error.ts';
import type { CallContext } from '../../wire/handler.ts';
import type { JsonObject, JsonValue } from '../../wire/json.ts';
import type { Attempt } from './attempt.ts';
import { modelIn, typeOf } from './http-predictions.ts';
import { isSuccess, readPredictions, requireSuccess } from './model-answer.ts';
import { type PayloadLimit, requireFitting } from './payload.ts';
import type { PredictionRouter } from './prediction-router.ts';
import { Relay } from './relay.ts';

export interface PredictRequest {
  endpoint: string;
  instances?: JsonValue[];
  parameters?: JsonValue;
}

export interface RawPredictRequest {
  endpoint: string;
  /** `data` in base64. */
  httpBody?: { contentType?: string; data?: string };
}

/** Online prediction by messages: what they say becomes the body that the model server reads. */
export class RpcPredictions {
  readonly #router: PredictionRouter;

  constructor(router: PredictionRouter) {
    this.#router = router;
  }

  async predict(request: PredictRequest, call: CallContext, method: string): Promise<JsonObject> {
    const { instances = [], parameters } = request;
    const arrival = this.#router.arrive(request.endpoint, method);
    const json = parameters === undefined ? { instances } : { instances, parameters };
    const body = requireFitting(Buffer.from(JSON.stringify(json)), arrival.limit);
    const attempt = this.#router.route(arrival, instances.length);
    return answer(call, attempt, async () => {
      const answered = await attempt.ask({ contentType: 'application/json', body });
      return { ...readPredictions(answered), ...modelIn(attempt) };
    });
  }

  async rawPredict(
    request: RawPredictRequest,
    call: CallContext,
    method: string,
  ): Promise<JsonObject> {
    const arrival = this.#router.arrive(request.endpoint, method);
    const message = bodyOf(request, arrival.limit);
    const attempt = this.#router.route(arrival, 1);
    return answer(call, attempt, async () => {
      const answered = await attempt.ask(message);
      requireSuccess(answered);
      return httpBody(answered, answered.body);
    });
  }

  /** One HttpBody for each piece that the model server sends. */
  async *streamRawPredict(
    request: RawPredictRequest,
    call: CallContext,
    method: string,
  ): AsyncGenerator<JsonObject> {
    const arrival = this.#router.arrive(request.endpoint, method);
    const message = bodyOf(request, arrival.limit);
    const attempt = this.#router.route(arrival, 1);
    const relay = new Relay<JsonObject>();
    const refusal: Buffer[] = [];
    const answered = answer(call, attempt, async () => {
      const head = await attempt.ask({
        ...message,
        signal: call.signal,
        relay: async (chunk, begun) => {
          if (isSuccess(begun)) await relay.put(httpBody(begun, chunk));
          else refusal.push(chunk);
        },
      });
      requireSuccess({ ...head, body: Buffer.concat(refusal) });
    });
    yield* relay.until(answered);
  }
}

function bodyOf({ httpBody: given }: RawPredictRequest, limit: PayloadLimit) {
  const body = requireFitting(Buffer.from(given?.data ?? '', 'base64'), limit);
  return { contentType: given?.contentType ?? 'application/json', body };
}

function httpBody(head: ModelResponseHead, data: Buffer): JsonObject {
  return { contentType: typeOf(head), data: data.toString('base64') };
}

/** Runs `ask` below the headers of the model, and counts how it ends unless the caller went away. */
async function answer<Result>(
  call: CallContext,
  attempt: Attempt,
  ask: () => Promise<Result>,
): Promise<Result> {
  for (const [name, value] of attempt.headers) call.setHeader(name, value);
  try {
    const result = await ask();
    if (!call.signal.aborted) attempt.record(200);
    return result;
  } catch (thrown) {
    const error = toApiError(thrown);
    if (!call.signal.aborted) attempt.record(error.http);
    throw error;
  }
}
