/** A stall of a tenth of each period. */
const periodMs = 1_000;
const stallMs = 100;
/** Evenly spaced requests meet it one in ten, for 0 to 100 ms evenly: one in a hundred waits longer than 90 ms. */
export const stalledP99Ms = 90;

/** Of a hundred requests 60 take 20 ms, 35 take 40 ms and five 80 ms. */
export const mixedMs = { p50: 20, p90: 40, p99: 80 } as const;

/**
 * How long a server holds an answer back, in ms.
 * @param index of the request, from 0.
 * @param now in ms.
 */
export function delayOf(manner: string, index: number, now: number): number {
  if (manner === 'stalling') return Math.max(0, stallMs - (now % periodMs));
  if (manner !== 'mixed') return 0;
  // 37 has no divisor in common with 100: slow ones are spread, and come in every hundred alike.
  const place = (index * 37) % 100;
  if (place < 60) return mixedMs.p50;
  return place < 95 ? mixedMs.p90 : mixedMs.p99;
}
