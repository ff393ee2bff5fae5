import type { HandlerTable, InterceptorFor, RawHandlerTable, RawRoute } from './handler.ts';
import type { StreamHandlerTable } from './handler.ts';
import type { TypeTable } from './type-table.ts';

/** What the servers of all transports serve. */
export interface ServerParts {
  types: TypeTable;
  handlers: HandlerTable;
  streamHandlers: StreamHandlerTable;
  /** Methods that read and write HTTP themselves, over the same routes. Preferred on REST. */
  rawHandlers: RawHandlerTable;
  /** Routes of APIs without descriptors, tried first. */
  rawRoutes: readonly RawRoute[];
  begunInBeta: BegunInBeta;
  intercept: InterceptorFor;
  /** Told of the path of every call that is served. */
  onCall: (path: string) => void;
  /** Told of every answer, for the emulator's own log. Never of headers. */
  onAnswer: (answer: Answered) => void;
}

/** Operations that calls of v1beta1 began: what they hold is told in the types of v1beta1. */
export interface BegunInBeta {
  add(operation: string): void;
  has(operation: string): boolean;
}

export interface Answered {
  /** `POST /v1/…` or `gRPC /google.cloud.aiplatform.v1.ModelService/GetModel`. */
  call: string;
  /** HTTP status; that which REST would have, on gRPC. */
  http: number;
  /** Reads and predictions, of which there are many. */
  isRoutine: boolean;
}
