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

/** Told of periods that are to be kept beyond the life of the process. */
export interface CountsKeeper {
  /** It is new or counts more; what it counts is read later. */
  changed(period: Counts): void;
  dropped(period: Counts): void;
}

const forgetful: CountsKeeper = { changed: () => undefined, dropped: () => undefined };

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
  readonly #keeper: CountsKeeper;
  readonly #fine: OpenSecond[];
  readonly #coarse: Counts[];

  /** `kept`: what an earlier process counted, oldest first. */
  constructor(keeper: CountsKeeper = forgetful, kept: readonly Counts[] = []) {
    this.#keeper = keeper;
    this.#fine = kept.filter(({ periodMs }) => periodMs === fineMs).map(reopened);
    this.#coarse = kept.filter(({ periodMs }) => periodMs === coarseMs);
  }

  add(now: number, outcome: RequestOutcome): void {
    const second = this.#secondAt(now);
    const { http, instances, totalMs, modelMs } = outcome;
    const responseClass = `${Math.trunc(http / 100)}xx`;
    second.responses[responseClass] = (second.responses[responseClass] ?? 0) + 1;
    if (http >= 200 && http < 300) second.predictions += instances;
    else second.errors += 1;
    second.total.add(totalMs);
    second.model.add(modelMs);
    this.#keeper.changed(second);
  }

  /** Periods that are over, oldest first. They do not change any more. */
  settled(now: number): Counts[] {
    return [...this.#coarse, ...this.#fine].filter(
      ({ start, periodMs }) => start + periodMs <= now,
    );
  }

  /** Seconds that are over and began at `from` or later, oldest first. Reads no others. */
  recent(from: number, now: number): Counts[] {
    const first = this.#fine.findLastIndex(({ start }) => start < from) + 1;
    return this.#fine.slice(first).filter(({ start, periodMs }) => start + periodMs <= now);
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
      const whole = { ...minute, start, periodMs: coarseMs };
      this.#coarse.push(whole);
      this.#keeper.changed(whole);
      this.#keeper.dropped(second);
    }
    const tooOld = this.#coarse.length - coarseKept;
    if (tooOld <= 0) return;
    for (const minute of this.#coarse.splice(0, tooOld)) this.#keeper.dropped(minute);
  }
}

function reopened(second: Counts): OpenSecond {
  const total = Object.assign(new DistributionBuilder(), second.total);
  const model = Object.assign(new DistributionBuilder(), second.model);
  return { ...second, total, model };
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
