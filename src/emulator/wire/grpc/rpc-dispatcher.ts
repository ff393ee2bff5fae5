import { toApiError } from '../api-error.ts';
import { AnswerVersions } from '../answer-versions.ts';
import { inVersion } from '../api-version.ts';
import { JsonDecoder } from '../decode.ts';
import { JsonEncoder } from '../encode.ts';
import type { Call, CallContext, HeldRpcAnswer } from '../handler.ts';
import type { JsonObject } from '../json.ts';
import { ResourceNames } from '../resource-names.ts';
import type { ServerParts } from '../server-parts.ts';
import type { MethodType } from '../type-table.ts';
import type { MessageCodec } from './message-codec.ts';
import { RpcOutlet, type RpcStream } from './rpc-outlet.ts';

/** Reads requests of one method and answers them by the handler table. */
export class RpcDispatcher {
  readonly #method: ServedRpc;
  readonly #parts: ServerParts;
  readonly #codec: MessageCodec;
  readonly #decoder: JsonDecoder;
  readonly #encoder: JsonEncoder;
  readonly #versions: AnswerVersions;
  readonly #names: ResourceNames;

  constructor(method: ServedRpc, parts: ServerParts, codec: MessageCodec) {
    this.#method = method;
    this.#parts = parts;
    this.#codec = codec;
    this.#decoder = new JsonDecoder(parts.types);
    this.#encoder = new JsonEncoder(parts.types);
    this.#versions = new AnswerVersions(parts.begunInBeta);
    this.#names = new ResourceNames(method);
  }

  /** Never rejects. `drop` closes the connection of the call. */
  async answer(stream: RpcStream, drop: () => void): Promise<void> {
    const outlet = new RpcOutlet(stream);
    try {
      const request = this.#decode(stream.request);
      this.#names.check(request);
      const call = {
        method: inVersion(this.#method.fullName, 'v1'),
        path: this.#names.of(request),
      };
      this.#parts.onCall(`/${call.path}/`);
      const sent = await this.#serve(call, request, stream, outlet);
      if (sent === 'lost') drop();
      else outlet.end();
      this.#tell(200);
    } catch (thrown) {
      const error = toApiError(thrown);
      outlet.fail(error);
      this.#tell(error.http);
    }
  }

  async #serve(
    call: Call,
    request: JsonObject,
    stream: RpcStream,
    outlet: RpcOutlet,
  ): Promise<'sent' | 'lost'> {
    const interceptor = this.#parts.intercept(call);
    const signal = signalOf(stream);
    if (interceptor === undefined) {
      const setHeader = (name: string, value: string): void => outlet.setHeader(name, value);
      for await (const result of this.#results(request, { signal, setHeader })) {
        await outlet.write(this.#encode(result));
      }
      return 'sent';
    }
    const answer = await interceptor(call, () => this.#hold(request, signal));
    if (answer === 'lost') return answer;
    if (answer.transport !== 'grpc') {
      throw new Error(`the answer to ${call.method} was held on another transport`);
    }
    for (const [name, value] of Object.entries(answer.headers)) outlet.setHeader(name, value);
    for (const result of answer.results) await outlet.write(this.#encode(result));
    if (answer.error !== undefined) throw answer.error;
    return 'sent';
  }

  /** All results before any is sent. */
  async #hold(request: JsonObject, signal: AbortSignal): Promise<HeldRpcAnswer> {
    const headers: Record<string, string> = {};
    const results: object[] = [];
    const setHeader = (name: string, value: string): void => {
      headers[name] = value;
    };
    const answer = { transport: 'grpc', headers, results } as const;
    try {
      for await (const result of this.#results(request, { signal, setHeader }))
        results.push(result);
      return { ...answer, error: undefined };
    } catch (thrown) {
      return { ...answer, error: toApiError(thrown) };
    }
  }

  async *#results(request: JsonObject, context: CallContext): AsyncGenerator<object> {
    const name = inVersion(this.#method.fullName, 'v1');
    const handler = this.#parts.handlers[name];
    if (handler !== undefined) yield await handler(request as never, context);
    else yield* this.#parts.streamHandlers[name]?.(request as never, context) ?? [];
  }

  /** In the one form that handlers read; the codec leaves field masks as they come. */
  #decode(bytes: Buffer): JsonObject {
    const { requestType } = this.#method;
    return this.#decoder.decode(requestType, this.#codec.decode(requestType, bytes));
  }

  #encode(result: object): Buffer {
    const { responseType } = this.#method;
    const version = this.#versions.of(this.#method, result);
    const json = this.#encoder.encode(responseType, result as JsonObject, { version });
    return this.#codec.encode(responseType, json);
  }

  #tell(http: number): void {
    const { service, fullName } = this.#method;
    const name = fullName.slice(service.length + 1);
    const isRoutine = /^(Get|List|Query|Search|Wait)|Predict$/.test(name);
    this.#parts.onAnswer({ call: `gRPC /${service}/${name}`, http, isRoutine });
  }
}

/** A method whose types are known. */
export interface ServedRpc extends MethodType {
  requestType: string;
  responseType: string;
}

/** grpc-js cancels calls whose deadline is over, too. */
function signalOf(stream: RpcStream): AbortSignal {
  const left = new AbortController();
  if (stream.cancelled) left.abort();
  stream.once('cancelled', () => left.abort());
  return left.signal;
}
