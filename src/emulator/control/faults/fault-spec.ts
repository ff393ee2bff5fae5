import type { CanonicalStatus } from '../../wire/api-error.ts';
import type { JsonObject } from '../../wire/json.ts';
import type { Glob } from './glob.ts';

/** What happens to a call. */
export type CallEffect =
  | { kind: 'latency'; minMs: number; maxMs: number }
  | { kind: 'status'; status: CanonicalStatus; message: string; retryAfterMs: number | undefined }
  | { kind: 'connection_reset' }
  | { kind: 'response_lost' }
  | { kind: 'duplicate' }
  | { kind: 'stale_read'; behind: Behind }
  | { kind: 'server_crash'; replicas: Replicas; deployedModel: Glob };

/** How old a stale answer is at least: so many writes, or so many milliseconds. */
export type Behind = { by: 'writes'; count: number } | { by: 'age'; ms: number };

export type Replicas = 'one' | 'all';

/** What happens to long-running operations that start. */
export type OperationEffect =
  | { kind: 'slow_operation'; delayMs: number }
  | { kind: 'failing_operation'; delayMs: number; status: CanonicalStatus; message: string };

/** What happens to model servers, by themselves. */
export type ProcessEffect =
  | { kind: 'replica_killed'; replicas: Replicas; everyMs: number | undefined }
  | { kind: 'server_stall'; replicas: Replicas; forMs: number };

/** What readers see of series. */
export type SeriesEffect =
  | { kind: 'metric_delay'; delayMs: number }
  | { kind: 'metric_gap' }
  | { kind: 'metric_correction'; factor: number; afterMs: number };

export type ClockEffect = { kind: 'clock_skew'; offsetMs: number };

export type Effect = CallEffect | OperationEffect | ProcessEffect | SeriesEffect | ClockEffect;

/** A fault as it was asked for. */
export interface FaultSpec {
  effect: Effect;
  /** Full method name, or `METHOD /path`. */
  method: Glob;
  /** Resource name, with the project's id or number. */
  resource: Glob;
  /** Metric type, for faults of series. */
  metric: Glob;
  probability: number;
  /** So many matching events pass first. */
  skip: number;
  /** At most so many hits. */
  count: number;
  /** Milliseconds after creation, `[fromMs, untilMs)`. */
  fromMs: number;
  untilMs: number;
  /** Undefined: the fault's place in the order of creation. */
  seed: number | undefined;
  /** The JSON that it was read from, for listings. */
  given: JsonObject;
}
