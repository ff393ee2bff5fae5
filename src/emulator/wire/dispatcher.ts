import { ApiError } from './api-error.ts';
import { JsonDecoder } from './decode.ts';
import { JsonEncoder } from './encode.ts';
import type { Exchange, HandlerTable } from './handler.ts';
import { jsonBodyLimit, parseJson, readBody, sendJson } from './http-body.ts';
import { isJsonObject, type JsonObject } from './json.ts';
import { asksNumericEnums, readQuery } from './query.ts';
import type { Match } from './router.ts';
import { toCamelCase, type TypeTable } from './type-table.ts';

/** Serves the handler table over REST: decodes the request by its type, encodes the result by its. */
export class RestDispatcher {
  readonly #types: TypeTable;
  readonly #decoder: JsonDecoder;
  readonly #encoder: JsonEncoder;
  readonly #handlers: HandlerTable;

  constructor(types: TypeTable, handlers: HandlerTable) {
    this.#types = types;
    this.#decoder = new JsonDecoder(types);
    this.#encoder = new JsonEncoder(types);
    this.#handlers = handlers;
  }

  async serve(match: Match, exchange: Exchange): Promise<void> {
    const { method } = match;
    const handler = this.#handlers[method.fullName];
    const { requestType, responseType } = method;
    if (handler === undefined || requestType === undefined || responseType === undefined) {
      throw notServed(method.fullName);
    }
    const request = await this.#request(requestType, match, exchange);
    const left = new AbortController();
    exchange.response.once('close', () => left.abort());
    const result = await handler(request as never, { signal: left.signal });
    const numericEnums = asksNumericEnums(exchange.query);
    const body = this.#encoder.encode(responseType, result as JsonObject, { numericEnums });
    sendJson(exchange.response, 200, body);
  }

  async #request(typeName: string, match: Match, exchange: Exchange): Promise<JsonObject> {
    const fromQuery = readQuery(this.#types, typeName, exchange.query);
    const request = this.#decoder.decode(typeName, fromQuery, '', true);
    if (match.body !== undefined) {
      const json = parseJson(await readBody(exchange.request, jsonBodyLimit));
      const wrapped = match.body === '*' ? json : { [match.body]: json };
      Object.assign(request, this.#decoder.decode(typeName, wrapped));
    }
    for (const [field, value] of Object.entries(match.captured)) {
      setPath(request, field.split('.').map(toCamelCase), value);
    }
    return request;
  }
}

export function notServed(fullName: string): ApiError {
  return new ApiError(
    'UNIMPLEMENTED',
    `${fullName} is a method of Vertex AI that the embedded Vertex does not emulate. docs/embedded-vertex.md lists what it does.`,
  );
}

function setPath(request: JsonObject, path: readonly string[], value: string): void {
  let at = request;
  for (const [index, key] of path.entries()) {
    if (index === path.length - 1) {
      at[key] = value;
      return;
    }
    const child = at[key];
    const next = isJsonObject(child) ? child : {};
    at[key] = next;
    at = next;
  }
}
