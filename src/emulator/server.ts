import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiError, toApiError } from './wire/api-error.ts';
import { RestDispatcher } from './wire/dispatcher.ts';
import { refuseBrowsers, requireJson } from './wire/guard.ts';
import type {
  Exchange,
  HandlerTable,
  Interceptor,
  RawHandlerTable,
  RawRoute,
} from './wire/handler.ts';
import { sendJson } from './wire/http-body.ts';
import { Router } from './wire/router.ts';
import { deriveRoutes } from './wire/routes.ts';
import type { TypeTable } from './wire/type-table.ts';

export interface ServerParts {
  types: TypeTable;
  handlers: HandlerTable;
  /** Methods that read and write HTTP themselves, over the same routes. */
  rawHandlers: RawHandlerTable;
  /** Routes of APIs without descriptors, tried first. */
  rawRoutes: readonly RawRoute[];
  intercept: Interceptor;
  /** Told of the path of every call that is served. */
  onCall: (path: string) => void;
  /** Told of every answer, for the emulator's own log. Never of headers. */
  onAnswer: (answer: Answered) => void;
}

export interface Answered {
  method: string;
  path: string;
  http: number;
}

/** The one HTTP port of the embedded Vertex. */
export class ApiServer {
  readonly #parts: ServerParts;
  readonly #router: Router;
  readonly #dispatcher: RestDispatcher;
  readonly #http: Server;
  #port = 0;

  constructor(parts: ServerParts) {
    this.#parts = parts;
    const methods = parts.types.methods();
    const served = new Set([...Object.keys(parts.handlers), ...Object.keys(parts.rawHandlers)]);
    this.#router = new Router(deriveRoutes(methods, served), methods);
    this.#dispatcher = new RestDispatcher(parts.types, parts.handlers);
    this.#http = createServer({ noDelay: true, keepAliveTimeout: 60_000, requestTimeout: 0 });
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
    response.on('finish', () => {
      this.#parts.onAnswer({ method: request.method ?? 'GET', path, http: response.statusCode });
    });
    try {
      refuseBrowsers(request, this.#port);
      const query = new URLSearchParams(queryAt < 0 ? '' : url.slice(queryAt + 1));
      await this.#serve({ request, response, path, query, captured: {} });
    } catch (error) {
      sendError(request, response, toApiError(error));
    }
  }

  async #serve(exchange: Exchange): Promise<void> {
    const { request, path } = exchange;
    const httpMethod = request.method ?? 'GET';
    const raw = this.#matchRaw(httpMethod, exchange);
    if (raw !== undefined) {
      const { route, at } = raw;
      if (route.takesAnyContentType !== true) requireJson(request);
      const call = { method: `${httpMethod} ${path}`, path, exchange: at };
      await this.#parts.intercept(call, async () => route.handle(at));
      return;
    }
    const match = this.#router.match(httpMethod, path);
    if (match === undefined) {
      throw new ApiError('NOT_FOUND', `The requested URL ${httpMethod} ${path} was not found.`);
    }
    const method = match.method.fullName;
    this.#parts.onCall(path);
    const rawHandler = this.#parts.rawHandlers[method];
    const at = { ...exchange, captured: match.captured };
    await this.#parts.intercept({ method, path, exchange: at }, async () => {
      if (rawHandler !== undefined) return rawHandler(at);
      requireJson(request);
      return this.#dispatcher.serve(match, at);
    });
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

function sendError(request: IncomingMessage, response: ServerResponse, error: ApiError): void {
  // What is left of the body is read and dropped, so that the client gets to see the answer.
  request.resume();
  if (response.headersSent) response.destroy();
  else sendJson(response, error.http, error.toBody());
}

function decodeSafely(text: string | undefined): string {
  try {
    return decodeURIComponent(text ?? '');
  } catch {
    return text ?? '';
  }
}
