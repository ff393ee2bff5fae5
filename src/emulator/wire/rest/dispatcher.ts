import { AnswerVersions } from '../answer-versions.ts';
import { type ApiVersion, inVersion } from '../api-version.ts';
import { JsonDecoder } from '../decode.ts';
import { type EncodeOptions, JsonEncoder } from '../encode.ts';
import type { CallContext, Exchange, StreamHandler } from '../handler.ts';
import { jsonBodyLimit, parseJson, readBody, sendJson } from '../http-body.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { notServed } from '../not-served.ts';
import { ResourceNames } from '../resource-names.ts';
import type { ServerParts } from '../server-parts.ts';
import { toCamelCase, type MethodType } from '../type-table.ts';
import { asksNumericEnums, readQuery } from './query.ts';
import type { Match } from './router.ts';

/** Serves the handler table over REST: decodes the request by its type, encodes the result by its. */
export class RestDispatcher {
  readonly #parts: ServerParts;
  readonly #decoder: JsonDecoder;
  readonly #encoder: JsonEncoder;
  readonly #versions: AnswerVersions;
  readonly #names = new Map<string, ResourceNames>();

  constructor(parts: ServerParts) {
    this.#parts = parts;
    this.#decoder = new JsonDecoder(parts.types);
    this.#encoder = new JsonEncoder(parts.types);
    this.#versions = new AnswerVersions(parts.begunInBeta);
  }

  /** @throws ApiError UNIMPLEMENTED for methods without a handler */
  async serve(match: Match, exchange: Exchange): Promise<void> {
    const { method } = match;
    const { requestType, responseType, fullName } = method;
    const name = inVersion(fullName, 'v1');
    const handler = this.#parts.handlers[name];
    const stream = this.#parts.streamHandlers[name];
    if (requestType === undefined || responseType === undefined) throw notServed(fullName);
    if (handler === undefined && stream === undefined) throw notServed(fullName);
    const request = await this.#request(requestType, match, exchange);
    const context = contextOf(exchange);
    const encode = (result: object): JsonObject =>
      this.#encoder.encode(
        responseType,
        result as JsonObject,
        this.#options(match, exchange, result),
      );
    if (handler !== undefined) {
      sendJson(exchange.response, 200, encode(await handler(request as never, context)));
    } else if (stream !== undefined) {
      sendJson(exchange.response, 200, await collect(stream, request, context, encode));
    }
  }

  #options({ method }: Match, { path, query }: Exchange, result: object): EncodeOptions {
    const version = this.#versions.of(method, result, versionOfPath(path));
    return { numericEnums: asksNumericEnums(query), version };
  }

  async #request(typeName: string, match: Match, exchange: Exchange): Promise<JsonObject> {
    const fromQuery = readQuery(this.#parts.types, typeName, exchange.query);
    const request = this.#decoder.decode(typeName, fromQuery, '', true);
    if (match.body !== undefined) {
      const given = parseJson(await readBody(exchange.request, jsonBodyLimit));
      // The Node clients send this for a message without fields.
      const json = given === '' ? {} : given;
      const wrapped = match.body === '*' ? json : { [match.body]: json };
      Object.assign(request, this.#decoder.decode(typeName, wrapped));
    }
    for (const [field, value] of Object.entries(match.captured)) {
      setPath(request, field.split('.').map(toCamelCase), value);
    }
    this.#namesOf(match.method).check(request);
    return request;
  }

  #namesOf(method: MethodType): ResourceNames {
    const known = this.#names.get(method.fullName);
    if (known !== undefined) return known;
    const names = new ResourceNames(method);
    this.#names.set(method.fullName, names);
    return names;
  }
}

function contextOf({ response }: Exchange): CallContext {
  const left = new AbortController();
  response.once('close', () => left.abort());
  return {
    signal: left.signal,
    setHeader: (name, value) => void response.setHeader(name, value),
  };
}

/** Google's REST front ends answer a stream as one array. */
async function collect(
  handler: StreamHandler,
  request: JsonObject,
  context: CallContext,
  encode: (result: object) => JsonObject,
): Promise<JsonObject[]> {
  const results: JsonObject[] = [];
  for await (const result of handler(request as never, context)) results.push(encode(result));
  return results;
}

/** Undefined below `/ui/`, where clients of every version poll operations. */
function versionOfPath(path: string): ApiVersion | undefined {
  if (path.startsWith('/v1beta1/')) return 'v1beta1';
  return path.startsWith('/v1/') ? 'v1' : undefined;
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
