import { availableParallelism } from 'node:os';
import type { ScalingPolicy } from './autoscaling.ts';
import type { ModelRequest, ModelResponse } from './model-connection.ts';
import type { ReplicaSpec } from './replica.ts';

export interface ReplicaCounts {
  /** How many to start. */
  initial: number;
  /** How many must be ready, at most `initial`. */
  required: number;
}

export interface Availability {
  ready: number;
  /** When `ready` last changed, ms since the epoch. */
  since: number;
  /** Why replicas are missing; empty when none is. */
  message: string;
}

/** The model servers of one deployed model. */
export interface Replicas {
  /** Those that take requests now. */
  readonly readyCount: number;
  /** Those that should. */
  readonly targetCount: number;
  readonly availability: Availability;
  /** How long a server may take to answer; undefined for the default. */
  inferenceTimeoutMs: number | undefined;
  /** Sends a request to one of them. @throws ModelUnreachable, ModelTimeout */
  send(request: ModelRequest): Promise<ModelResponse>;
  /** Keeps their number within the bounds, and by their utilisation where the bounds leave room. */
  scale(policy: ScalingPolicy): void;
  /** Settles once `count` are ready; false when the signal came first. */
  hasReady(count: number, signal: AbortSignal): Promise<boolean>;
  /** Waits for requests in flight, then stops the processes. Whoever calls has stopped routing to it. */
  drain(timeoutMs?: number): Promise<void>;
}

/**
 * Starts servers and settles when as many as required are ready; the others go on starting. When too
 * many fail, or the signal comes, none stays.
 * @throws ApiError
 */
export type StartReplicas = (
  spec: ReplicaSpec,
  counts: ReplicaCounts,
  signal: AbortSignal,
) => Promise<Replicas>;

/** As many as the machine has CPUs, but at least two, so that there is something to scale, and at most eight. */
export function defaultMaxReplicas(cpus: number = availableParallelism()): number {
  return Math.min(Math.max(cpus, 2), 8);
}
