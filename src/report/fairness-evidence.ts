import { z } from 'zod';
import { anyNumber, anyText, anyVerdict, listOf, read } from './reading.ts';
import { findStep, type RecordView } from './record-view.ts';

const mostVerdicts = 20;

const group = z.object({
  value: z.string(),
  examples: anyNumber,
  positives: anyNumber,
  selectionRate: anyNumber,
  truePositiveRate: anyNumber,
  falsePositiveRate: anyNumber,
  state: anyText,
  why: anyText,
});

const interval = z
  .object({ low: z.number(), high: z.number(), confidence: z.number() })
  .optional()
  .catch(undefined);

/** Of a gap in several rates: each by itself. */
const part = z.object({ rate: z.string(), verdict: anyVerdict, value: anyNumber, interval });

const verdict = z.object({
  attribute: z.string(),
  metric: z.string(),
  verdict: anyVerdict,
  severity: anyText,
  value: anyNumber,
  interval,
  limit: anyNumber,
  parts: listOf(part),
  groups: listOf(group),
  reason: anyText,
});

const evidence = z.object({ fairness: listOf(verdict) });

export type GroupView = z.infer<typeof group>;
export type FairnessView = z.infer<typeof verdict>;

/** Gaps between groups, as `register` judged them. */
export function readFairness(view: RecordView): FairnessView[] {
  const found = read(evidence, findStep(view, 'register')?.evidence)?.fairness ?? [];
  return found.slice(0, mostVerdicts);
}
