import { z } from 'zod';

export const armCount = z.object({
  requests: z.int().min(0),
  /** Responses of class 5xx: what is judged. */
  errors: z.int().min(0),
  /** Responses of class 4xx: counted as requests and reported, not judged. */
  clientErrors: z.int().min(0),
});

/** Everything that one arm did in a window. */
export const armWindow = armCount.extend({
  /** Requests whose latency is known and, for each edge of the run, those that took at least as long. */
  latency: z.object({ requests: z.int().min(0), slow: z.array(z.int().min(0)) }).exactOptional(),
  /** Of the metrics that the plan names, by name: what was counted and how much of it was bad. */
  ratios: z
    .record(z.string(), z.object({ requests: z.int().min(0), errors: z.int().min(0) }))
    .exactOptional(),
});

/** Replicas of the challenger at the end of a window, where the metric has them. */
const replicas = z.int().min(0).exactOptional();

/** One settled window of a step; `start` in milliseconds since the epoch, `index` from 0. */
export const windowRecord = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('counted'),
    step: z.int().min(0),
    index: z.int().min(0),
    start: z.int(),
    challenger: armWindow,
    champion: armWindow,
    replicas,
  }),
  /** Neither arm had any series: no traffic or lost data, which is no evidence. */
  z.object({
    kind: z.literal('missing'),
    step: z.int().min(0),
    index: z.int().min(0),
    start: z.int(),
    replicas,
  }),
]);

export type ArmCount = z.infer<typeof armCount>;
export type ArmWindow = z.infer<typeof armWindow>;
export type WindowRecord = z.infer<typeof windowRecord>;
export type CountedWindow = Extract<WindowRecord, { kind: 'counted' }>;

/** What the judge sees of a window. */
export type JudgedWindow = Pick<CountedWindow, 'step' | 'index' | 'challenger' | 'champion'>;

export function isCounted(window: WindowRecord): window is CountedWindow {
  return window.kind === 'counted';
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
