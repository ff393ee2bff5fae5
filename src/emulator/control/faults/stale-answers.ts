import type { HeldAnswer } from '../../wire/handler.ts';
import type { Behind } from './fault-spec.ts';

interface Kept {
  answer: HeldAnswer;
  /** Milliseconds since the epoch. */
  time: number;
  /** How many writes there had been. */
  writes: number;
}

const keptPerResource = 100;

/** Answers of earlier reads, to be given again. */
export class StaleAnswers {
  readonly #kept = new Map<string, Kept[]>();
  #writes = 0;

  noteWrite(): void {
    this.#writes += 1;
  }

  keep(key: string, answer: HeldAnswer, time: number): void {
    const list = this.#kept.get(key) ?? [];
    this.#kept.set(key, [...list, { answer, time, writes: this.#writes }].slice(-keptPerResource));
  }

  /** The newest answer that is old enough, if there is one on this transport. */
  find(key: string, behind: Behind, now: number, like: HeldAnswer): HeldAnswer | undefined {
    const isOld = ({ time, writes }: Kept): boolean =>
      behind.by === 'age' ? time <= now - behind.ms : writes <= this.#writes - behind.count;
    const { transport } = like;
    return this.#kept
      .get(key)
      ?.findLast((kept) => kept.answer.transport === transport && isOld(kept))?.answer;
  }
}
