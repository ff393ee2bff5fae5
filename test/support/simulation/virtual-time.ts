import { ReleaseError } from '../../../src/errors/error.ts';

interface Event {
  at: number;
  happen(): void;
}

/**
 * Time that passes from one event to the next. Whatever an event sets going has settled before the next
 * one happens, so the same events make the same story.
 */
export class VirtualTime {
  #now: number;
  #events: Event[] = [];

  constructor(start: number) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  /** In whole milliseconds. Events of the same moment happen in the order in which they were planned. */
  at(at: number, happen: () => void): void {
    const moment = Math.max(Math.ceil(at), this.#now);
    const place = this.#events.findLastIndex((event) => event.at <= moment) + 1;
    this.#events.splice(place, 0, { at: moment, happen });
  }

  after(ms: number, happen: () => void): void {
    this.at(this.#now + ms, happen);
  }

  /** Lets events happen until there are none, it is `end`, or `isOver`. */
  async pass(end: number, isOver: () => boolean = () => false): Promise<void> {
    await settled();
    while (!isOver()) {
      const event = this.#events[0];
      if (event === undefined || event.at > end) {
        this.#now = Math.max(this.#now, Math.min(end, event?.at ?? this.#now));
        return;
      }
      this.#events.shift();
      this.#now = event.at;
      event.happen();
      await settled();
    }
  }
}

/** Ticks run when no promise has anything left to do. */
async function settled(): Promise<void> {
  await new Promise<void>((resolve) => process.nextTick(resolve));
}

/** A sleep of one who may be cancelled; `wake` is called when it is over. */
export async function sleepUntil(
  time: VirtualTime,
  at: number,
  signal: AbortSignal | undefined,
  deliver: (wake: () => void) => void,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const cancel = () =>
      deliver(() => reject(new ReleaseError('CANCELLED', 'cancelled while waiting')));
    if (signal?.aborted === true) return cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    time.at(at, () => {
      signal?.removeEventListener('abort', cancel);
      deliver(resolve);
    });
  });
}
