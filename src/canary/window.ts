import { z } from 'zod';
import type { JudgedWindow } from './judge.ts';

export const armCount = z.object({
  requests: z.int().min(0),
  /** Responses of class 5xx: what is judged. */
  errors: z.int().min(0),
  /** Responses of class 4xx: counted as requests and reported, not judged. */
  clientErrors: z.int().min(0),
});

/** One settled window of a step; `start` in milliseconds since the epoch, `index` from 0. */
export const windowRecord = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('counted'),
    step: z.int().min(0),
    index: z.int().min(0),
    start: z.int(),
    challenger: armCount,
    champion: armCount,
  }),
  /** Neither arm had any series: no traffic or lost data, which is no evidence. */
  z.object({
    kind: z.literal('missing'),
    step: z.int().min(0),
    index: z.int().min(0),
    start: z.int(),
  }),
]);

export type ArmCount = z.infer<typeof armCount>;
export type WindowRecord = z.infer<typeof windowRecord>;
export type CountedWindow = Extract<WindowRecord, { kind: 'counted' }>;

export function isCounted(window: WindowRecord): window is CountedWindow {
  return window.kind === 'counted';
}

export function toJudged({ step, challenger, champion }: CountedWindow): JudgedWindow {
  return {
    step,
    challengerRequests: challenger.requests,
    challengerErrors: challenger.errors,
    championRequests: champion.requests,
    championErrors: champion.errors,
  };
}

/** Sum of what one arm answered in the windows given. */
export function sumOf(windows: readonly WindowRecord[], arm: 'challenger' | 'champion'): ArmCount {
  return windows.filter(isCounted).reduce(
    (sum, window) => ({
      requests: sum.requests + window[arm].requests,
      errors: sum.errors + window[arm].errors,
      clientErrors: sum.clientErrors + window[arm].clientErrors,
    }),
    { requests: 0, errors: 0, clientErrors: 0 },
  );
}
