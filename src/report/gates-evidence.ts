import { z } from 'zod';
import type { Verdict } from '../release/verdict.ts';
import { anyNumber, anyText, anyVerdict, entriesOf, listOf, read } from './reading.ts';
import { findStep, type RecordView } from './record-view.ts';

const judgement = {
  verdict: anyVerdict,
  examples: anyNumber,
  challenger: anyNumber,
  champion: anyNumber,
  change: anyNumber,
  interval: z
    .object({ low: z.number(), high: z.number(), confidence: z.number() })
    .optional()
    .catch(undefined),
  limit: anyNumber,
  /** How far from the limit, on its good side; negative on the other. */
  margin: anyNumber,
  smallestDetectable: anyNumber,
  reason: anyText,
};

const slice = z.object({ value: z.string(), ...judgement });

/** Several slices are crossed. */
const sliceName = z
  .union([z.string(), z.array(z.string()).transform((names) => names.join(' × '))])
  .optional()
  .catch(undefined);

const gate = z.object({
  gate: z.object({ slice: sliceName }).catch({}),
  rule: z.string(),
  metric: z.string(),
  ...judgement,
  slices: listOf(slice),
  worst: anyText,
});

const registerEvidence = z.object({
  metrics: entriesOf(z.number()),
  championMetrics: entriesOf(z.number()),
  champion: anyText.nullable(),
  holdout: z.object({ examples: anyNumber }).catch({}),
  gates: listOf(gate),
});

export type GateView = z.infer<typeof gate>;
export type SliceView = z.infer<typeof slice>;
export type GatesEvidence = z.infer<typeof registerEvidence>;
export type JudgementView = Omit<SliceView, 'value'>;

/** What `register` judged by; undefined when it judged nothing. */
export function readGates(view: RecordView): GatesEvidence | undefined {
  const evidence = read(registerEvidence, findStep(view, 'register')?.evidence);
  if (evidence === undefined) return undefined;
  const isEmpty = evidence.gates.length === 0 && evidence.metrics.length === 0;
  return isEmpty ? undefined : evidence;
}

export function isOpen({ verdict }: { verdict?: Verdict | undefined }): boolean {
  return verdict !== 'pass';
}
