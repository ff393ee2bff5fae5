import type { Json } from '../release/json.ts';

export type PredictionAnswer =
  | { kind: 'answered'; predictions: readonly Json[]; deployedModelId: string }
  | { kind: 'refused'; status: number; message: string; deployedModelId?: string };

/** How one request ended. `latencyMs` runs from the request to the end of what came. */
export type Exchange =
  | { kind: 'answered'; status: number; body: string; latencyMs: number }
  /** No whole answer came; `why` is a sentence's end: `the connection was reset`. */
  | { kind: 'lost'; why: string; latencyMs: number };

/** Requests at given times, whether or not earlier ones are answered: an open model. */
export interface LoadPlan {
  endpoint: string;
  /** Host name of a dedicated endpoint. */
  host?: string;
  count: number;
  /** The JSON that the request of this index sends. */
  bodyOf(index: number): string;
  /** When it is due, in ms from the start; never falls as the index rises. */
  dueMs(index: number): number;
  /** From the time when it is due. */
  timeoutMs: number;
  signal: AbortSignal;
}

/** How one request of a load ended. */
export interface LoadEnd {
  index: number;
  /** From the time when it was due, so that waiting for a busy sender or endpoint is part of it. */
  latencyMs: number;
  /** How long after it was due it was sent. */
  lateMs: number;
  exchange: Exchange;
}

export interface SendOptions {
  timeoutMs: number;
  signal: AbortSignal;
  /** Host name of a dedicated endpoint; that of the region when absent. */
  host?: string;
}

/** Online prediction. Not retried: the caller wants to see failures. */
export interface Predictions {
  /** @throws ReleaseError HOST_UNREACHABLE, PERMISSION_DENIED, CANCELLED. */
  predict(
    endpoint: string,
    instances: readonly Json[],
    options: SendOptions,
  ): Promise<PredictionAnswer>;
  /**
   * Sends a text as the request's body and gives whatever came.
   * @throws ReleaseError HOST_UNREACHABLE when nobody listens, PERMISSION_DENIED, CANCELLED.
   */
  send(endpoint: string, body: string, options: SendOptions): Promise<Exchange>;
  /** Settles when all have ended. @throws ReleaseError like `send`, once that is so of a request. */
  load(plan: LoadPlan, onEnd: (end: LoadEnd) => void): Promise<void>;
}
