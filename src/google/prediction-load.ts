import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';
import { ReleaseError } from '../errors/error.ts';
import type { LoadEnd, LoadPlan, Predictions } from '../ports/predictions.ts';

/** A timer may be late by about a millisecond: the rest of the way the event loop turns. */
const timerReachMs = 2;
/** After so many requests in one go, those that were sent before have their turn. */
const mostAtOnce = 32;

/**
 * Sends each request when it is due and never waits for an answer before it sends the next, so that a
 * stall of the endpoint is felt by every request that falls into it.
 * Source: G. Tene, "How NOT to Measure Latency" (2013), on coordinated omission.
 */
export async function runLoad(
  plan: LoadPlan,
  send: Predictions['send'],
  onEnd: (end: LoadEnd) => void,
): Promise<void> {
  const start = performance.now();
  const stop = new AbortController();
  const signal = AbortSignal.any([plan.signal, stop.signal]);
  const where = plan.host === undefined ? {} : { host: plan.host };
  let broken: unknown;
  const fire = async (index: number): Promise<void> => {
    const due = start + plan.dueMs(index);
    const sentAt = performance.now();
    const timeoutMs = Math.max(1, due + plan.timeoutMs - sentAt);
    try {
      const exchange = await send(plan.endpoint, plan.bodyOf(index), {
        timeoutMs,
        signal,
        ...where,
      });
      const lateMs = Math.max(0, sentAt - due);
      onEnd({ index, latencyMs: performance.now() - due, lateMs, exchange });
    } catch (thrown) {
      broken ??= thrown;
      stop.abort();
    }
  };

  const inFlight = new Set<Promise<void>>();
  let atOnce = 0;
  for (let next = 0; next < plan.count && !signal.aborted;) {
    const aheadMs = start + plan.dueMs(next) - performance.now();
    if (aheadMs > 0 || atOnce >= mostAtOnce) {
      atOnce = 0;
      await (aheadMs > timerReachMs ? delay(aheadMs - timerReachMs) : turn());
      continue;
    }
    const one = fire(next);
    inFlight.add(one);
    void one.then(() => inFlight.delete(one));
    next += 1;
    atOnce += 1;
  }
  await Promise.all(inFlight);
  if (broken !== undefined) throw broken;
  if (plan.signal.aborted) throw new ReleaseError('CANCELLED', 'the load was cancelled');
}
