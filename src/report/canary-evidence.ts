import { z } from 'zod';
import { anyNumber, anyText, anyTime, listOf, read } from './reading.ts';
import type { StepView } from './record-view.ts';
import { anySplit } from './split-view.ts';

const arm = z.object({ requests: z.number(), errors: z.number() });
const anyArm = arm.optional().catch(undefined);

const reason = z.object({ kind: anyText, text: z.string() });

const weight = { logEvidence: z.number(), logLimit: z.number().positive() };

/** One search for harm by itself, against its own limit. */
const process = z.object({ name: z.string(), isJudged: z.boolean().catch(true), ...weight });

const look = z.object({
  at: anyTime,
  percent: z.number(),
  decision: z.string(),
  reasons: listOf(reason),
  evidence: z.object({ ...weight, processes: listOf(process) }),
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

const plan = z.object({
  steps: listOf(z.number()),
  minBakeMs: anyNumber,
  maxBakeMs: anyNumber,
  minWindows: anyNumber,
  windowMs: anyNumber,
  alpha: anyNumber,
  gate: anyText,
  beta: anyNumber,
  maxOddsRatio: anyNumber,
  maxErrorRate: anyNumber,
  sloErrorRate: anyNumber,
  sloLatencyMs: anyNumber,
  latency: anyText,
  history: anyText,
});

const version = z.object({
  model: z.string(),
  versionId: z.string(),
  deployedModelId: z.string(),
});
const anyVersion = version.optional().catch(undefined);

const canary = z.object({
  plan: plan.optional().catch(undefined),
  startedAt: anyTime,
  endedAt: anyTime,
  correlation: z.object({ kind: anyText }).optional().catch(undefined),
  champion: anyVersion,
  shifts: listOf(shift),
  restoredAt: anyTime,
  looks: listOf(look),
  final: final.optional().catch(undefined),
  reason: anyText,
});

export type PlanView = z.infer<typeof plan>;
export type ProcessView = z.infer<typeof process>;
export type LookView = z.infer<typeof look>;
export type ShiftView = z.infer<typeof shift>;
export type CanaryEvidence = z.infer<typeof canary>;

export function readCanary(step: StepView | undefined): CanaryEvidence | undefined {
  return step?.evidence === undefined ? undefined : read(canary, step.evidence);
}
