import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiError, toApiError } from './wire/api-error.ts';
import { inVersion } from './wire/api-version.ts';
import { RestDispatcher } from './wire/rest/dispatcher.ts';
import { refuseBrowsers, requireJson } from './wire/rest/guard.ts';
import type { Call, Exchange, Interceptor, RawHandler, RawRoute } from './wire/handler.ts';
import { answerClientError } from './wire/rest/client-error.ts';
import { KeptExchange, sendHeld } from './wire/rest/kept-exchange.ts';
import { sendError } from './wire/rest/send-error.ts';
import { Router } from './wire/rest/router.ts';
import { deriveRoutes } from './wire/rest/routes.ts';
import type { ServerParts } from './wire/server-parts.ts';

/** How long a request may take to come, in ms. Answers may take as long as they take. */
export interface Patience {
  headersMs: number;
  requestMs: number;
  /** How often connections are looked at. */
  checkMs: number;
}

const patience: Patience = { headersMs: 60_000, requestMs: 300_000, checkMs: 30_000 };

/** The one HTTP port of the embedded Vertex. */
export class ApiServer {
  readonly #parts: ServerParts;
  readonly #router: Router;
  readonly #dispatcher: RestDispatcher;
  readonly #http: Server;
  #port = 0;

  constructor(parts: ServerParts, { headersMs, requestMs, checkMs } = patience) {
    this.#parts = parts;
    const methods = parts.types.methods();
    const tables = [parts.handlers, parts.streamHandlers, parts.rawHandlers];
    const served = new Set(tables.flatMap((table) => Object.keys(table)));
    this.#router = new Router(deriveRoutes(methods, served), methods);
    this.#dispatcher = new RestDispatcher(parts);
    this.#http = createServer({
      noDelay: true,
      keepAliveTimeout: 60_000,
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      connectionsCheckingInterval: checkMs,
    });
    this.#http.on('clientError', answerClientError);
    this.#http.on('request', (request, response) => void this.#answer(request, response));
  }

  /** Listens on the loopback interface only. @returns the port. */
  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#http.once('error', reject);
      this.#http.listen(port, '127.0.0.1', () => resolve());
    });
    this.#port = (this.#http.address() as AddressInfo).port;
    return this.#port;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#http.close(() => resolve()));
    this.#http.closeAllConnections();
    await closed;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? '/';
    const queryAt = url.indexOf('?');
    const path = queryAt < 0 ? url : url.slice(0, queryAt);
    response.setHeader('x-vertex-release-emulated', 'true');
    // Stored objects and answers of model servers are anybody's: opened in a browser they stay inert.
    response.setHeader('content-security-policy', "default-src 'none'; sandbox");
    response.setHeader('x-content-type-options', 'nosniff');
    response.on('finish', () => {
      const { method = 'GET' } = request;
      const isRoutine = method === 'GET' || /predict$/i.test(path);
      this.#parts.onAnswer({ call: `${method} ${path}`, http: response.statusCode, isRoutine });
    });
    try {
      refuseBrowsers(request, this.#port);
      const query = new URLSearchParams(queryAt < 0 ? '' : url.slice(queryAt + 1));
      const target = this.#find({ request, response, path, query, captured: {} });
      const interceptor = this.#parts.intercept(target.call);
      if (interceptor === undefined) await target.handle(target.exchange);
      else await intercept(interceptor, target);
    } catch (error) {
      // What is left of the body is read and dropped, so that the client gets to see the answer.
      request.resume();
      sendError(response, toApiError(error));
    }
  }

  /** @throws ApiError NOT_FOUND, or that of a write that is not JSON */
  #find(exchange: Exchange): Target {
    const { request, path } = exchange;
    const httpMethod = request.method ?? 'GET';
    const raw = this.#matchRaw(httpMethod, exchange);
    if (raw !== undefined) {
      const { route, at } = raw;
      if (route.takesAnyContentType !== true) requireJson(request);
      return {
        call: { method: `${httpMethod} ${path}`, path },
        exchange: at,
        handle: route.handle,
      };
    }
    const match = this.#router.match(httpMethod, path);
    if (match === undefined) {
      throw new ApiError('NOT_FOUND', `The requested URL ${httpMethod} ${path} was not found.`);
    }
    const method = inVersion(match.method.fullName, 'v1');
    this.#parts.onCall(path);
    const rawHandler = this.#parts.rawHandlers[method];
    if (rawHandler === undefined) requireJson(request);
    return {
      call: { method, path },
      exchange: { ...exchange, captured: match.captured },
      handle: rawHandler ?? ((at) => this.#dispatcher.serve(match, at)),
    };
  }

  #matchRaw(httpMethod: string, exchange: Exchange): { route: RawRoute; at: Exchange } | undefined {
    for (const route of this.#parts.rawRoutes) {
      if (route.httpMethod !== httpMethod) continue;
      const groups = route.pattern.exec(exchange.path);
      if (groups === null) continue;
      const captured = Object.fromEntries(
        Object.entries(groups.groups ?? {}).map(([key, value]) => [key, decodeSafely(value)]),
      );
      return { route, at: { ...exchange, captured } };
    }
    return undefined;
  }
}

/** What a request asks for. */
interface Target {
  call: Call;
  exchange: Exchange;
  handle: RawHandler;
}

async function intercept(interceptor: Interceptor, target: Target): Promise<void> {
  const { call, exchange, handle } = target;
  const kept = new KeptExchange(exchange);
  const answer = await interceptor(call, () => kept.serve(handle));
  if (answer === 'lost') exchange.response.destroy();
  else if (answer.transport === 'http') sendHeld(exchange.response, answer);
  else throw new Error(`the answer to ${call.method} was held on another transport`);
}

function decodeSafely(text: string | undefined): string {
  try {
    return decodeURIComponent(text ?? '');
  } catch {
    return text ?? '';
  }
}
