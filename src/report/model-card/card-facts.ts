import { z } from 'zod';
import type { JsonObject } from '../../release/json.ts';
import { type GatesEvidence, readGates } from '../gates-evidence.ts';
import { anyNumber, anyText, anyVerdict, entriesOf, listOf, read } from '../reading.ts';
import { viewRecord } from '../record-view.ts';

/** What a model card is made of. All texts may be anybody's. */
export interface CardFacts {
  model: string;
  /** `M@V`. */
  version: string;
  releaseId: string;
  commit: string;
  /** Ran on the embedded Vertex. */
  emulated: boolean;
  description?: string;
  /** By the people who release: what the model is for, and where it should not be trusted. */
  intendedUse?: string;
  limitations?: string;
  /** Evidence of the step `register`. */
  evidence: JsonObject;
  /** Where it comes from: what and its name, in the order in which they are shown. */
  provenance: readonly (readonly [what: string, name: string])[];
}

const interval = z.object({ low: z.number(), high: z.number(), confidence: anyNumber });

const group = z.object({ value: z.string(), examples: anyNumber, selectionRate: anyNumber });

const fairness = z.object({
  attribute: z.string(),
  metric: z.string(),
  verdict: anyVerdict,
  value: anyNumber,
  limit: anyNumber,
  groups: listOf(group),
  reason: anyText,
});

const cardEvidence = z.object({
  task: anyText,
  intervals: entriesOf(interval),
  holdout: z.object({ examples: anyNumber, digest: anyText }).catch({}),
  fairness: listOf(fairness),
});

export type FairnessView = z.infer<typeof fairness>;

/** The evidence as far as a card tells it; what is absent or of another shape is left out. */
export interface CardEvidence {
  task: string | undefined;
  examples: number | undefined;
  holdoutDigest: string | undefined;
  champion: string | undefined;
  metrics: readonly MeasuredMetric[];
  gates: GatesEvidence['gates'];
  fairness: readonly FairnessView[];
}

export interface MeasuredMetric {
  name: string;
  value: number;
  champion: number | undefined;
  interval: z.infer<typeof interval> | undefined;
}

export function readCardEvidence(evidence: JsonObject): CardEvidence {
  const gates = readGates(viewRecord({ steps: { register: { evidence } } }));
  const rest = read(cardEvidence, evidence) ?? cardEvidence.parse({});
  const championMetrics = new Map(gates?.championMetrics);
  const intervals = new Map(rest.intervals);
  return {
    task: rest.task,
    examples: rest.holdout.examples,
    holdoutDigest: rest.holdout.digest,
    champion: gates?.champion ?? undefined,
    metrics: (gates?.metrics ?? []).map(([name, value]) => ({
      name,
      value,
      champion: championMetrics.get(name),
      interval: intervals.get(name),
    })),
    gates: gates?.gates ?? [],
    fairness: rest.fairness,
  };
}
