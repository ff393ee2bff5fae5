import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { Readable, Writable } from 'node:stream';
import type { ApiError } from './api-error.ts';

/** What a handler may know of the call beside its request. */
export interface CallContext {
  /** Aborts when the caller goes away, or its deadline is over. */
  signal: AbortSignal;
  /** Sets a header of the answer: of HTTP, or as initial metadata. Before the first result. */
  setHeader: (name: string, value: string) => void;
}

/**
 * Serves one method. The request is in proto3 JSON form, checked against its type; so must the result be.
 * `never` lets each handler name its own request type: the table is read by full method name alone.
 */
export type Handler = (request: never, call: CallContext) => object | Promise<object>;

/** By full method name, e.g. `google.cloud.aiplatform.v1.EndpointService.GetEndpoint`. */
export type HandlerTable = Readonly<Record<string, Handler>>;

/** Serves one method that answers a stream, in the same form. */
export type StreamHandler = (request: never, call: CallContext) => AsyncIterable<object>;

/** By full method name. Over REST the results are elements of one JSON array. */
export type StreamHandlerTable = Readonly<Record<string, StreamHandler>>;

/** What is read of an HTTP request: one that arrives, or one that was kept to be served again. */
export type HttpRequest = Readable &
  Pick<IncomingMessage, 'method' | 'url' | 'headers' | 'complete'>;

/** What is written of an HTTP response: to the caller, or into an answer that is held. */
export interface HttpResponse extends Writable {
  statusCode: number;
  readonly headersSent: boolean;
  setHeader(name: string, value: number | string | readonly string[]): unknown;
  writeHead(http: number, headers?: OutgoingHttpHeaders): unknown;
}

/** A request and its response, for routes that are not proto JSON or that must be fast. */
export interface Exchange {
  request: HttpRequest;
  response: HttpResponse;
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
  /** Full method name, of v1 also for calls of v1beta1; `METHOD /path` for routes without descriptors. */
  method: string;
  /** HTTP path without the query; on gRPC the resource name that the request carries. */
  path: string;
}

export interface HeldHttpAnswer {
  transport: 'http';
  http: number;
  headers: OutgoingHttpHeaders;
  body: Buffer;
}

export interface HeldRpcAnswer {
  transport: 'grpc';
  headers: Readonly<Record<string, string>>;
  /** One for a unary method, any number for a stream. */
  results: readonly object[];
  /** What the call ends with, after the results of a stream. */
  error: ApiError | undefined;
}

/** An answer, of success or failure, that is not yet sent. Opaque to interceptors. */
export type HeldAnswer = HeldHttpAnswer | HeldRpcAnswer;

/**
 * Stands between routing and handler. May wait, throw an ApiError, serve twice, answer what it held of an
 * earlier call on the same transport, or lose the answer of what was done. `serve` never rejects: an error
 * is an answer too.
 */
export type Interceptor = (
  call: Call,
  serve: () => Promise<HeldAnswer>,
) => Promise<HeldAnswer | 'lost'>;

/** Undefined for calls that nobody intercepts: nothing is held, and bodies are not kept. */
export type InterceptorFor = (call: Call) => Interceptor | undefined;
