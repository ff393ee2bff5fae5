import { once } from 'node:events';
import type { ModelResponseHead } from '../../runtime/model-connection.ts';
import { toApiError } from '../../wire/api-error.ts';
import type { Exchange, HttpResponse } from '../../wire/handler.ts';
import { sendJson } from '../../wire/http-body.ts';
import { requireJson } from '../../wire/rest/guard.ts';
import { sendError } from '../../wire/rest/send-error.ts';
import type { Attempt } from './attempt.ts';
import { readPredictions } from './model-answer.ts';
import { countInstances, readPayload } from './payload.ts';
import type { PredictionRouter } from './prediction-router.ts';

/**
 * Online prediction over HTTP. Bodies are forwarded as they came; only the envelope is read, so that the
 * emulator adds little to what the model server takes.
 */
export class HttpPredictions {
  readonly #router: PredictionRouter;

  constructor(router: PredictionRouter) {
    this.#router = router;
  }

  async predict({ request, response, captured }: Exchange, method: string): Promise<void> {
    requireJson(request);
    const arrival = this.#router.arrive(captured['endpoint'] ?? '', method);
    const body = await readPayload(request, arrival.limit);
    const attempt = this.#router.route(arrival, countInstances(body));
    await answer(response, attempt, async () => {
      const answered = await attempt.ask({ contentType: 'application/json', body });
      const predictions = readPredictions(answered);
      recordOnClose(response, attempt, 200);
      sendJson(response, 200, { ...predictions, ...modelIn(attempt) });
    });
  }

  async rawPredict({ request, response, captured }: Exchange, method: string): Promise<void> {
    const arrival = this.#router.arrive(captured['endpoint'] ?? '', method);
    const body = await readPayload(request, arrival.limit);
    const attempt = this.#router.route(arrival, 1);
    const contentType = request.headers['content-type'] ?? 'application/json';
    await answer(response, attempt, async () => {
      const answered = await attempt.ask({ contentType, body });
      recordOnClose(response, attempt, answered.http);
      response.writeHead(answered.http, {
        'content-type': typeOf(answered),
        'content-length': answered.body.length,
      });
      response.end(answered.body);
    });
  }

  /** The bytes reach the caller as the model server sends them. */
  async streamRawPredict({ request, response, captured }: Exchange, method: string): Promise<void> {
    const arrival = this.#router.arrive(captured['endpoint'] ?? '', method);
    const body = await readPayload(request, arrival.limit);
    const attempt = this.#router.route(arrival, 1);
    const contentType = request.headers['content-type'] ?? 'application/json';
    const left = new AbortController();
    response.once('close', () => left.abort());
    await answer(response, attempt, async () => {
      const begin = (answered: ModelResponseHead): void => {
        if (response.headersSent) return;
        recordOnClose(response, attempt, answered.http);
        response.writeHead(answered.http, { 'content-type': typeOf(answered) });
      };
      const relay = async (chunk: Buffer, head: ModelResponseHead): Promise<void> => {
        begin(head);
        await written(response, chunk, left.signal);
      };
      begin(await attempt.ask({ contentType, body, relay, signal: left.signal }));
      response.end();
    });
  }
}

/** Which model answered, as the answer to a prediction says it. */
export function modelIn({ served }: Attempt): Record<string, string> {
  const { deployedModelId, model, modelDisplayName, modelVersionId } = served;
  return { deployedModelId, model, modelDisplayName, modelVersionId };
}

export function typeOf({ headers }: ModelResponseHead): string {
  return headers['content-type'] ?? 'application/octet-stream';
}

/** Runs `ask` below the headers of the model; what fails is counted as what the caller sees. */
async function answer(
  response: HttpResponse,
  attempt: Attempt,
  ask: () => Promise<void>,
): Promise<void> {
  for (const [name, value] of attempt.headers) response.setHeader(name, value);
  try {
    await ask();
  } catch (thrown) {
    const error = toApiError(thrown);
    if (!response.headersSent) recordOnClose(response, attempt, error.http);
    sendError(response, error);
  }
}

function recordOnClose(response: HttpResponse, attempt: Attempt, http: number): void {
  response.once('close', () => attempt.record(http));
}

/** Resolves when more may be written. @throws when the caller goes away. */
async function written(response: HttpResponse, chunk: Buffer, left: AbortSignal): Promise<void> {
  left.throwIfAborted();
  if (response.write(chunk)) return;
  await once(response, 'drain', { signal: left });
}
