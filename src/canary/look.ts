import { z } from 'zod';
import { reason } from './reason.ts';
import { armCount } from './window.ts';

export const decisions = ['advance', 'continue', 'hold', 'roll_back'] as const;

/** What the judge says at one moment, with everything that it rests on. */
export const look = z.object({
  /** Milliseconds since the epoch. */
  at: z.int(),
  step: z.int().min(0),
  percent: z.int(),
  decision: z.enum(decisions),
  reasons: z.array(reason),
  evidence: z.object({
    /** ln of the evidence against "no harm", of all processes together. */
    logEvidence: z.number(),
    /** ln(1 / alpha): what harm would take. */
    logLimit: z.number(),
    /** Always-valid p-value of "no harm", in (0, 1]. */
    pValue: z.number(),
    /** Each search for harm by itself, with its own part of alpha; told only where not judged. */
    processes: z.array(
      z.object({
        name: z.string(),
        isJudged: z.boolean(),
        logEvidence: z.number(),
        logLimit: z.number(),
        pValue: z.number(),
      }),
    ),
  }),
  /** Settled windows of the step; those in which the challenger served; those without metrics. */
  windows: z.object({ settled: z.int(), served: z.int(), missing: z.int() }),
  /** Over all settled windows of the run. */
  challenger: armCount,
  champion: armCount,
});

export type Decision = (typeof decisions)[number];
export type Look = z.infer<typeof look>;

/** Evidence in percent of what harm would take, from 0; over 100 when a window overshot. */
export function percentOfLimit({
  logEvidence,
  logLimit,
}: Pick<Look['evidence'], 'logEvidence' | 'logLimit'>): number {
  return Math.round((100 * Math.max(0, logEvidence)) / logLimit);
}
