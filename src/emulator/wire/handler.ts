import type { IncomingMessage, ServerResponse } from 'node:http';

/** What a handler may know of the call beside its request. */
export interface CallContext {
  /** Aborts when the caller goes away. */
  signal: AbortSignal;
}

/**
 * Serves one method. The request is in proto3 JSON form, checked against its type; so must the result be.
 * `never` lets each handler name its own request type: the table is read by full method name alone.
 */
export type Handler = (request: never, call: CallContext) => object | Promise<object>;

/** By full method name, e.g. `google.cloud.aiplatform.v1.EndpointService.GetEndpoint`. */
export type HandlerTable = Readonly<Record<string, Handler>>;

/** A request and its response, for routes that are not proto JSON or that must be fast. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  /** Path without the query, still encoded. */
  path: string;
  query: URLSearchParams;
  /** Values from the path, decoded. */
  captured: Readonly<Record<string, string>>;
}

export type RawHandler = (exchange: Exchange) => void | Promise<void>;

/** By full method name: these methods read and write HTTP themselves. */
export type RawHandlerTable = Readonly<Record<string, RawHandler>>;

/** A hand-written route of a JSON API that has no descriptors here. */
export interface RawRoute {
  httpMethod: string;
  pattern: RegExp;
  handle: RawHandler;
  /** Uploads carry any content type. */
  takesAnyContentType?: boolean;
}

/** What is about to be served, for interceptors. */
export interface Call {
  /** Full method name, or `METHOD /path` for routes without descriptors. */
  method: string;
  path: string;
  exchange: Exchange;
}

/** Stands between routing and handler: may delay, refuse, or answer in the handler's place. */
export type Interceptor = (call: Call, next: () => Promise<void>) => Promise<void>;
