import { type Distribution, DistributionBuilder, mergeDistributions } from './distribution.ts';

/** What happened to one deployed model in one period. */
export interface Counts {
  /** Start of the period, ms since the epoch. */
  start: number;
  periodMs: number;
  /** By class of status: `2xx`, `4xx`, `5xx`. */
  responses: Record<string, number>;
  errors: number;
  predictions: number;
  total: Distribution;
  model: Distribution;
}

/** One answered request. */
export interface RequestOutcome {
  http: number;
  /** Instances in the request; counted when it succeeded. */
  instances: number;
  totalMs: number;
  modelMs: number;
}

interface OpenSecond extends Counts {
  total: DistributionBuilder;
  model: DistributionBuilder;
}

const fineMs = 1_000;
const coarseMs = 60_000;
const fineKept = 7_200;
const coarseKept = 24 * 60;

/** Counts per second for two hours, per minute for a day. */
export class SecondCounts {
  readonly #fine: OpenSecond[] = [];
  #coarse: Counts[] = [];

  add(now: number, outcome: RequestOutcome): void {
    const second = this.#secondAt(now);
    const { http, instances, totalMs, modelMs } = outcome;
    const responseClass = `${Math.trunc(http / 100)}xx`;
    second.responses[responseClass] = (second.responses[responseClass] ?? 0) + 1;
    if (http >= 200 && http < 300) second.predictions += instances;
    else second.errors += 1;
    second.total.add(totalMs);
    second.model.add(modelMs);
  }

  /** Periods that are over, oldest first. They do not change any more. */
  settled(now: number): Counts[] {
    return [...this.#coarse, ...this.#fine].filter(
      ({ start, periodMs }) => start + periodMs <= now,
    );
  }

  #secondAt(now: number): OpenSecond {
    const last = this.#fine.at(-1);
    // A clock that goes back must not open a second that is over already.
    const start = Math.max(Math.floor(now / fineMs) * fineMs, last?.start ?? 0);
    if (last?.start === start) return last;
    const second: OpenSecond = {
      start,
      periodMs: fineMs,
      responses: {},
      errors: 0,
      predictions: 0,
      total: new DistributionBuilder(),
      model: new DistributionBuilder(),
    };
    this.#fine.push(second);
    this.#coarsen(start);
    return second;
  }

  /** Moves whole minutes older than two hours into the coarse list. */
  #coarsen(now: number): void {
    const limit = Math.floor((now - fineKept * fineMs) / coarseMs) * coarseMs;
    let moved = 0;
    while ((this.#fine[moved]?.start ?? limit) < limit) moved += 1;
    for (const second of this.#fine.splice(0, moved)) {
      const start = Math.floor(second.start / coarseMs) * coarseMs;
      const last = this.#coarse.at(-1);
      const minute = last?.start === start ? merge(last, second) : { ...second };
      if (last?.start === start) this.#coarse.pop();
      this.#coarse.push({ ...minute, start, periodMs: coarseMs });
    }
    if (this.#coarse.length > coarseKept) this.#coarse = this.#coarse.slice(-coarseKept);
  }
}

function merge(a: Counts, b: Counts): Counts {
  const responses = { ...a.responses };
  for (const [key, count] of Object.entries(b.responses)) {
    responses[key] = (responses[key] ?? 0) + count;
  }
  return {
    ...a,
    responses,
    errors: a.errors + b.errors,
    predictions: a.predictions + b.predictions,
    total: mergeDistributions(a.total, b.total),
    model: mergeDistributions(a.model, b.model),
  };
}
