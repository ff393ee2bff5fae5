import { z } from 'zod';
import { anyNumber, anyText, anyTime, listOf, read } from './reading.ts';
import type { StepView } from './record-view.ts';
import { anySplit } from './split-words.ts';

const arm = z.object({ requests: z.number(), errors: z.number() });
const anyArm = arm.optional().catch(undefined);

const reason = z.object({ kind: anyText, text: z.string() });

const look = z.object({
  at: anyTime,
  percent: z.number(),
  decision: z.string(),
  reasons: listOf(reason),
  evidence: z.object({
    logEvidence: z.number(),
    logLimit: z.number().positive(),
    pValue: z.number().catch(1),
  }),
  challenger: arm,
  champion: arm,
});

const shift = z.object({ percent: z.number(), at: anyTime, split: anySplit });

const detectable = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ratio'), ratio: z.number(), rate: z.number() }),
  z.object({ kind: z.literal('rate'), rate: z.number() }),
  z.object({ kind: z.literal('none') }),
]);

const final = z.object({
  windows: anyNumber,
  missingWindows: anyNumber,
  challenger: anyArm,
  champion: anyArm,
  detectable: detectable.optional().catch(undefined),
});

const plan = z.object({ alpha: anyNumber, steps: listOf(z.number()) });

const canary = z.object({
  plan: plan.optional().catch(undefined),
  startedAt: anyTime,
  correlation: z.object({ kind: anyText }).optional().catch(undefined),
  shifts: listOf(shift),
  restoredAt: anyTime,
  looks: listOf(look),
  final: final.optional().catch(undefined),
  reason: anyText,
});

export type LookView = z.infer<typeof look>;
export type ShiftView = z.infer<typeof shift>;
export type CanaryEvidence = z.infer<typeof canary>;

export function readCanary(step: StepView | undefined): CanaryEvidence | undefined {
  return step?.evidence === undefined ? undefined : read(canary, step.evidence);
}
