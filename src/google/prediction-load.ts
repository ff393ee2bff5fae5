import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';
import { ReleaseError } from '../errors/error.ts';
import type { Exchange, LoadEnd, LoadPlan } from '../ports/predictions.ts';

/** A timer may be late by about a millisecond: the rest of the way the event loop turns. */
const timerReachMs = 1;
/** After so many requests in one go, those that were sent before have their turn. */
const mostAtOnce = 32;

/** Sends a body to the endpoint of the load. */
export type SendBody = (
  body: string,
  options: { timeoutMs: number; lateMs: number; signal: AbortSignal },
) => Promise<Exchange>;

/** What a load tells the time by and waits with. */
export interface LoadTimer {
  /** In ms, to a fraction of one; never goes back. */
  now(): number;
  /** Until about so many ms are over, or not at all: whatever came meanwhile has its turn. */
  wait(ms: number): Promise<unknown>;
}

const systemTimer: LoadTimer = {
  now: () => performance.now(),
  wait: (ms) => (ms > timerReachMs ? delay(ms - timerReachMs) : turn()),
};

/**
 * Sends each request when it is due and never waits for an answer before it sends the next, so that a
 * stall of the endpoint is felt by every request that falls into it.
 * Source: G. Tene, "How NOT to Measure Latency" (2013), on coordinated omission.
 */
export async function runLoad(
  plan: LoadPlan,
  send: SendBody,
  onEnd: (end: LoadEnd) => void,
  timer = systemTimer,
): Promise<void> {
  const start = timer.now();
  const stop = new AbortController();
  const { signal } = stop;
  const cancel = () => stop.abort();
  plan.signal.addEventListener('abort', cancel, { once: true });
  if (plan.signal.aborted) cancel();
  let broken: unknown;
  const fire = async (index: number): Promise<void> => {
    const due = start + plan.dueMs(index);
    const sentAt = timer.now();
    const lateMs = Math.max(0, sentAt - due);
    const { timeoutMs } = plan;
    try {
      const exchange = await send(plan.bodyOf(index), { timeoutMs, lateMs, signal });
      onEnd({ index, latencyMs: timer.now() - due, lateMs, exchange });
    } catch (thrown) {
      broken ??= thrown;
      stop.abort();
    }
  };

  const inFlight = new Set<Promise<void>>();
  let atOnce = 0;
  for (let next = 0; next < plan.count && !signal.aborted;) {
    const aheadMs = start + plan.dueMs(next) - timer.now();
    if (aheadMs > 0 || atOnce >= mostAtOnce) {
      atOnce = 0;
      await timer.wait(Math.max(0, aheadMs));
      continue;
    }
    const one = fire(next);
    inFlight.add(one);
    void one.then(() => inFlight.delete(one));
    next += 1;
    atOnce += 1;
  }
  await Promise.all(inFlight);
  plan.signal.removeEventListener('abort', cancel);
  if (broken !== undefined) throw broken;
  if (plan.signal.aborted) throw new ReleaseError('CANCELLED', 'the load was cancelled');
}
