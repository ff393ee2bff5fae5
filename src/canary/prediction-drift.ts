import { z } from 'zod';
import { formatShare } from '../units/percent.ts';
import type { CanaryRun } from './canary-run.ts';
import {
  type Drift,
  driftIn,
  driftState,
  freshDrift,
  judgePredictions,
  type PredictionCounts,
} from './judge/drift.ts';
import { predictionCategories } from './prediction-categories.ts';
import type { Reason } from './reason.ts';

/** What is known of how the arms' predictions differ. Plain data: it is stored. */
export const predictionDrift = z.object({
  /** Fixed by what the champion predicted before the first window that is judged. */
  categories: predictionCategories.exactOptional(),
  state: driftState,
  /** Somebody went on in spite of a difference: it holds nothing any more. */
  isAccepted: z.boolean(),
  isOutageTold: z.boolean(),
});

export type PredictionDrift = z.infer<typeof predictionDrift>;

export const freshPredictionDrift: PredictionDrift = {
  state: freshDrift,
  isAccepted: false,
  isOutageTold: false,
};

/** With the predictions of these windows, in the order of time. */
export function withPredictions(
  drift: PredictionDrift,
  windows: readonly PredictionCounts[],
): PredictionDrift {
  return { ...drift, state: windows.reduce(judgePredictions, drift.state) };
}

/** That the challenger predicts otherwise, by more than is tolerated, once that is proved. */
export function driftReason(run: CanaryRun): Reason | undefined {
  const { plan, drift } = run;
  if (drift === undefined || plan.drift === 'off') return undefined;
  const found = driftIn({ alpha: plan.alpha, tolerance: plan.driftTolerance }, drift.state);
  if (found.kind === 'alike') return undefined;
  return predictsOtherwise(found, isHeldByDrift(run) ? '; operation: resume accepts that' : '');
}

/** Whether a difference stops the run until a person goes on. */
export function isHeldByDrift({ plan, drift }: CanaryRun): boolean {
  return plan.drift === 'hold' && drift?.isAccepted !== true;
}

function predictsOtherwise({ totalVariation, atLeast, logEvidence }: Drift, mend: string): Reason {
  const text = `the challenger predicts otherwise than the champion: ${formatShare(totalVariation)} of its predictions are of other categories, ${formatShare(atLeast)} at least${mend}`;
  return { kind: 'drift', text, figures: { totalVariation, atLeast, logEvidence } };
}
