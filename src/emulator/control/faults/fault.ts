import { type Random, seededRandom } from '../../random.ts';
import { toTimestamp } from '../../store/time.ts';
import type { JsonObject } from '../../wire/json.ts';
import type { Effect, FaultSpec } from './fault-spec.ts';
import type { Subject } from './subject.ts';

/** One fault with what it did so far. */
export class Fault {
  readonly id: string;
  readonly spec: FaultSpec;
  readonly createdAt: number;
  /** Draws for how it strikes; whether it does is drawn apart, so that the order of calls alone decides. */
  readonly choice: Random;
  readonly #chance: Random;
  #seen = 0;
  #hits = 0;
  #lastHit: { time: number; subject: Subject } | undefined;

  constructor(id: string, spec: FaultSpec, seed: number, createdAt: number) {
    this.id = id;
    this.spec = spec;
    this.createdAt = createdAt;
    this.#chance = seededRandom(seed);
    this.choice = seededRandom(~seed);
  }

  get effect(): Effect {
    return this.spec.effect;
  }

  /** Whether a time lies in what the fault is about. */
  covers(time: number): boolean {
    const age = time - this.createdAt;
    return age >= this.spec.fromMs && age < this.spec.untilMs;
  }

  matches({ method, resources }: Subject): boolean {
    return this.spec.method(method) && resources.some((resource) => this.spec.resource(resource));
  }

  /** Decides about one matching event, and counts it. */
  strikes(now: number, subject: Subject): boolean {
    const { skip, count, probability } = this.spec;
    if (!this.covers(now) || this.#hits >= count) return false;
    this.#seen += 1;
    if (this.#seen <= skip || this.#chance() >= probability) return false;
    this.note(now, subject);
    return true;
  }

  /** Counts a hit. */
  note(now: number, subject: Subject): void {
    this.#hits += 1;
    this.#lastHit = { time: now, subject };
  }

  describe(): JsonObject {
    const lastHit = this.#lastHit;
    return {
      id: this.id,
      ...this.spec.given,
      created: toTimestamp(this.createdAt),
      seen: this.#seen,
      hits: this.#hits,
      ...(lastHit === undefined
        ? {}
        : {
            last_hit: {
              time: toTimestamp(lastHit.time),
              method: lastHit.subject.method,
              resource: lastHit.subject.resources[0] ?? '',
            },
          }),
    };
  }
}
