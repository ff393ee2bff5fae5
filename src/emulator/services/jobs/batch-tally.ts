import type { EmulatorClock } from '../../clock.ts';
import {
  ApiError,
  type CanonicalStatus,
  canonicalCodes,
  type RpcStatus,
} from '../../wire/api-error.ts';
import type { Outcome } from './batch-output.ts';
import type { BatchPredictionJob } from './batch-prediction-job.ts';

/**
 * "If predictions for significant portion of the instances fail, the job may finish without attempting
 * predictions for all remaining instances": here, when more than half did of this many batches.
 */
const hopelessAfter = 10;
/** Batches between two reports. */
const reportEvery = 100;
const msPerHour = 3_600_000;

/** How far a batch prediction job has come. */
export class BatchTally {
  readonly #total: number;
  readonly #replicas: number;
  readonly #clock: EmulatorClock;
  readonly #startedAt: number;
  #batches = 0;
  #succeeded = 0;
  #failed = 0;
  #firstError: RpcStatus | undefined;

  constructor(total: number, replicas: number, clock: EmulatorClock) {
    this.#total = total;
    this.#replicas = replicas;
    this.#clock = clock;
    this.#startedAt = clock.now();
  }

  add(outcomes: readonly Outcome[]): void {
    this.#batches += 1;
    for (const outcome of outcomes) {
      if (outcome.kind === 'predicted') this.#succeeded += 1;
      else {
        this.#failed += 1;
        this.#firstError ??= outcome.error;
      }
    }
  }

  /** Progress is told now and then. */
  get isDue(): boolean {
    return this.#batches % reportEvery === 0;
  }

  get isHopeless(): boolean {
    return this.#batches >= hopelessAfter && this.#failed > this.#succeeded;
  }

  report(): Pick<BatchPredictionJob, 'completionStats' | 'resourcesConsumed'> & object {
    const elapsedMs = this.#clock.now() - this.#startedAt;
    return {
      completionStats: {
        successfulCount: String(this.#succeeded),
        failedCount: String(this.#failed),
        incompleteCount: String(this.#total - this.#succeeded - this.#failed),
      },
      resourcesConsumed: { replicaHours: (this.#replicas * elapsedMs) / msPerHour },
    };
  }

  /** Why the job as a whole failed: it was given up, or not one prediction was made. */
  failure(): ApiError | undefined {
    const error = this.#firstError;
    const isGivenUp = this.#succeeded + this.#failed < this.#total;
    if (error === undefined || (!isGivenUp && this.#succeeded > 0)) return undefined;
    const text = `Predictions failed for ${this.#failed} of ${this.#total} instances. The first error: ${error.message}`;
    return new ApiError(statusOf(error), text);
  }
}

function statusOf({ code }: RpcStatus): CanonicalStatus {
  const entries = Object.entries(canonicalCodes) as [CanonicalStatus, { code: number }][];
  return entries.find(([, canonical]) => canonical.code === code)?.[0] ?? 'INTERNAL';
}
