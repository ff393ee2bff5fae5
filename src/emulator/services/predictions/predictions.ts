import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type ModelResponse,
  ModelTimeout,
  ModelUnreachable,
} from '../../runtime/model-connection.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { ServedModel } from '../../runtime/serving.ts';
import { canonicalName, idOf } from '../../store/names.ts';
import type { Store } from '../../store/store.ts';
import { ApiError, statusOfHttp, toApiError } from '../../wire/api-error.ts';
import { notServed } from '../../wire/dispatcher.ts';
import { requireJson } from '../../wire/guard.ts';
import type { Exchange, RawHandlerTable } from '../../wire/handler.ts';
import { parseJson, readBody, sendJson } from '../../wire/http-body.ts';
import { isJsonObject } from '../../wire/json.ts';
import { approximateMessages, knownMessages } from '../messages.ts';
import type { Service } from '../service.ts';

const service = 'google.cloud.aiplatform.v1.PredictionService';
/** Of requests and of responses. */
const payloadLimit = 1_572_864;

/** What a request asked of its model, as far as it is known. */
interface Attempt {
  endpoint: string;
  served: ServedModel;
  instances: number;
  startedAt: number;
}

/**
 * Online prediction. Bodies are forwarded as they came; only the envelope is read, so that the
 * emulator adds little to what the model server takes.
 */
export class PredictionService implements Service {
  readonly #store: Store;
  readonly #runtime: Runtime;

  constructor(store: Store, runtime: Runtime) {
    this.#store = store;
    this.#runtime = runtime;
  }

  rawHandlers(): RawHandlerTable {
    return {
      [`${service}.Predict`]: (exchange) => this.#predict(exchange),
      [`${service}.RawPredict`]: (exchange) => this.#rawPredict(exchange),
    };
  }

  async #predict({ request, response, captured }: Exchange): Promise<void> {
    requireJson(request);
    const endpoint = endpointOf(captured, 'Predict');
    const startedAt = performance.now();
    const body = await readPayload(request);
    const instances = countInstances(body);
    const served = this.#pick(endpoint);
    const attempt = { endpoint, served, instances, startedAt };
    setModelHeaders(response, endpoint, served);
    const answer = await this.#ask(response, attempt, 'application/json', body);
    if (answer === undefined) return;
    const { http, error, predictions } = readAnswer(answer);
    recordOnFinish(response, attempt, http, answer.elapsedMs);
    if (error !== undefined) return sendJson(response, error.http, error.toBody());
    sendJson(response, 200, {
      ...predictions,
      deployedModelId: served.deployedModelId,
      model: served.model,
      modelDisplayName: served.modelDisplayName,
      modelVersionId: served.modelVersionId,
    });
  }

  async #rawPredict({ request, response, captured }: Exchange): Promise<void> {
    const endpoint = endpointOf(captured, 'RawPredict');
    const startedAt = performance.now();
    const body = await readPayload(request);
    const served = this.#pick(endpoint);
    const attempt = { endpoint, served, instances: 1, startedAt };
    setModelHeaders(response, endpoint, served);
    const contentType = request.headers['content-type'] ?? 'application/json';
    const answer = await this.#ask(response, attempt, contentType, body);
    if (answer === undefined) return;
    recordOnFinish(response, attempt, answer.http, answer.elapsedMs);
    response.writeHead(answer.http, {
      'content-type': answer.headers['content-type'] ?? 'application/octet-stream',
      'content-length': answer.body.length,
    });
    response.end(answer.body);
  }

  #pick(endpoint: string): ServedModel {
    const served = this.#runtime.serving.pick(endpoint);
    if (served !== undefined) return served;
    if (this.#store.endpoints.get(endpoint) === undefined) {
      throw new ApiError('NOT_FOUND', approximateMessages.notFound('Endpoint', endpoint));
    }
    throw new ApiError('FAILED_PRECONDITION', knownMessages.noTrafficSplit(endpoint));
  }

  /** The model server's answer; undefined when there was none and the caller has been told. */
  async #ask(
    response: ServerResponse,
    attempt: Attempt,
    contentType: string,
    body: Buffer,
  ): Promise<(ModelResponse & { elapsedMs: number }) | undefined> {
    const { served } = attempt;
    const sentAt = performance.now();
    try {
      const path = served.predictRoute;
      const answer = await served.replicas.send({ path, contentType, body });
      const elapsedMs = performance.now() - sentAt;
      if (answer.body.length > payloadLimit) throw responseTooLarge(attempt, answer.body.length);
      return { ...answer, elapsedMs };
    } catch (thrown) {
      const error = asApiError(thrown, attempt);
      recordOnFinish(response, attempt, error.http, performance.now() - sentAt);
      sendJson(response, error.http, error.toBody());
      return undefined;
    }
  }
}

function endpointOf(captured: Readonly<Record<string, string>>, method: string): string {
  const name = captured['endpoint'] ?? '';
  if (name.includes('/publishers/')) throw notServed(`${service}.${method} on publisher models`);
  return canonicalName(name);
}

function readPayload(request: IncomingMessage): Promise<Buffer> {
  return readBody(
    request,
    payloadLimit,
    () => new ApiError('INVALID_ARGUMENT', knownMessages.payloadTooLarge(payloadLimit)),
  );
}

/** @throws ApiError INVALID_ARGUMENT unless the body is `{instances: [...], parameters?}`. */
function countInstances(body: Buffer): number {
  const json = parseJson(body);
  if (!isJsonObject(json)) {
    throw new ApiError('INVALID_ARGUMENT', 'Invalid JSON payload received. Expected an object.');
  }
  for (const key of Object.keys(json)) {
    if (key !== 'instances' && key !== 'parameters' && key !== 'labels' && key !== 'endpoint') {
      throw new ApiError(
        'INVALID_ARGUMENT',
        `Invalid JSON payload received. Unknown name "${key}": Cannot find field.`,
      );
    }
  }
  const { instances } = json;
  if (!Array.isArray(instances)) {
    throw new ApiError('INVALID_ARGUMENT', approximateMessages.required('instances'));
  }
  return instances.length;
}

interface Answer {
  http: number;
  error: ApiError | undefined;
  predictions: { predictions: unknown[]; metadata?: unknown };
}

function failed(error: ApiError): Answer {
  return { http: error.http, error, predictions: { predictions: [] } };
}

/** An error status of the model server reaches the caller as Google's error with that status. */
function readAnswer(answer: ModelResponse): Answer {
  if (answer.http !== 200) {
    const text = answer.body.toString('utf8').trim();
    const http = answer.http >= 400 ? answer.http : 500;
    const message = text === '' ? `The model server answered ${answer.http}.` : text;
    return failed(new ApiError(statusOfHttp(http), message, http));
  }
  const json = parseModelJson(answer.body);
  if (json === undefined || !Array.isArray(json['predictions'])) {
    return failed(new ApiError('INTERNAL', approximateMessages.predictionsMissing()));
  }
  const { predictions, metadata } = json;
  const known = metadata === undefined ? { predictions } : { predictions, metadata };
  return { http: 200, error: undefined, predictions: known };
}

function parseModelJson(body: Buffer): { [key: string]: unknown } | undefined {
  try {
    const json: unknown = JSON.parse(body.toString('utf8'));
    return isJsonObject(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

/** Counts the request in the second in which its answer was written out. */
function recordOnFinish(
  response: ServerResponse,
  attempt: Attempt,
  http: number,
  modelMs: number,
): void {
  const { served, instances, startedAt } = attempt;
  response.once('close', () => {
    const totalMs = performance.now() - startedAt;
    served.series.record({ http, instances, totalMs, modelMs });
  });
}

function setModelHeaders(response: ServerResponse, endpoint: string, served: ServedModel): void {
  response.setHeader('X-Vertex-AI-Endpoint-Id', idOf(endpoint));
  response.setHeader('X-Vertex-AI-Deployed-Model-Id', served.deployedModelId);
  response.setHeader('X-Vertex-AI-Model', served.model);
  response.setHeader('X-Vertex-AI-Model-Version-Id', served.modelVersionId);
}

function responseTooLarge({ endpoint, served }: Attempt, size: number): ApiError {
  const ids = [idOf(endpoint), served.deployedModelId] as const;
  return new ApiError(
    'INVALID_ARGUMENT',
    knownMessages.responseTooLarge(...ids, size, payloadLimit),
  );
}

function asApiError(thrown: unknown, { served, endpoint }: Attempt): ApiError {
  const where = `endpoint_id: ${idOf(endpoint)}, deployed_model_id: ${served.deployedModelId}`;
  if (thrown instanceof ModelTimeout) {
    return new ApiError(
      'DEADLINE_EXCEEDED',
      `Failed to handle request. ${where} with error: timed out.`,
    );
  }
  if (thrown instanceof ModelUnreachable) {
    return new ApiError(
      'INTERNAL',
      `Failed to handle request. ${where} with error: ${thrown.message}`,
    );
  }
  return toApiError(thrown);
}
