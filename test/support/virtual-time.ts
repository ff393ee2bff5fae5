import { setImmediate as turn } from 'node:timers/promises';

/** Time that stands still until nothing is left to do, and then goes on to the next that waits. */
export interface VirtualTime {
  /** In ms, from 0. */
  now(): number;
  wait(ms: number): Promise<void>;
  /** Lets time pass until this has settled. */
  run<T>(work: Promise<T>): Promise<T>;
}

export function virtualTime(): VirtualTime {
  let now = 0;
  let waiting: { at: number; wake: () => void }[] = [];
  return {
    now: () => now,
    wait: (ms) =>
      new Promise((wake) => {
        waiting.push({ at: now + ms, wake });
      }),
    async run(work) {
      let isOver = false;
      const settled = work.finally(() => (isOver = true));
      settled.catch(() => {});
      for (;;) {
        await turn();
        if (isOver) return await settled;
        now = Math.max(now, Math.min(...waiting.map(({ at }) => at)));
        const due = waiting.filter(({ at }) => at <= now);
        waiting = waiting.filter(({ at }) => at > now);
        if (due.length === 0) throw new Error('everybody waits for something else than time');
        for (const { wake } of due) wake();
      }
    },
  };
}
