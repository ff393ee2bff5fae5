import type { RpcStatus } from '../wire/api-error.ts';
import type { JsonObject } from '../wire/json.ts';

/** `google.longrunning.Operation` in JSON form. */
export interface Operation {
  name: string;
  metadata: JsonObject;
  done: boolean;
  error?: RpcStatus;
  response?: JsonObject;
}

export interface OperationSpec {
  /** Name of the resource below which the operation is. */
  parent: string;
  /** Full type names; `google.protobuf.Empty` for none. */
  responseType: string;
  metadataType: string;
  /** Metadata beside `genericMetadata`. */
  metadata?: JsonObject;
}

/** Handed to the work of an operation. */
export interface OperationProgress {
  signal: AbortSignal;
  report(metadata: JsonObject): void;
}

/** Answers the response of the operation. What it throws becomes the operation's error. */
export type OperationWork<Input> = (input: Input, progress: OperationProgress) => Promise<object>;

/**
 * Asked for every operation that starts: undefined for the usual course, else how long it takes to
 * begin and, where given, that it then fails with `error` without having changed anything.
 */
export type Schedule = (
  operation: OperationSpec & { kind: string },
) => { delayMs: number; error?: RpcStatus } | undefined;

/** An operation as it is stored. */
export interface OperationRow {
  operation: Operation;
  spec: OperationSpec;
  createTime: string;
  /** Name of the work. */
  kind: string;
  input: object;
  /** Begins then, ms since the epoch. */
  from: number;
  /** What it ends with instead of its work. */
  error?: RpcStatus;
}
