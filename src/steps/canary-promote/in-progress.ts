import { type Arm, type CanaryRun, currentSplit } from '../../canary/canary-run.ts';
import type { Decision } from '../../canary/look.ts';
import { isoTime } from '../../ports/clock.ts';
import type { StepResult } from '../../release/step-result.ts';
import { formatTimeOfDay } from '../../units/time.ts';
import { idOf } from '../../vertex/resource-name.ts';
import { describeSplit } from './narration.ts';
import { runOutputs, versionName } from './outputs.ts';
import { evidenceOf } from './result.ts';

/** When to look again for an operation that Vertex AI is still at. */
export const operationPollMs = 30_000;

/** A tick did what was due; the next is due at `nextAt` (ms since the epoch). */
export function runInProgress(
  run: CanaryRun,
  endpoint: string,
  nextAt: number,
  why: string,
): StepResult {
  const split = currentSplit(run);
  return {
    ...inProgress(nextAt, `${idOf(endpoint)} at ${describeSplit(split)}: ${why}`),
    outputs: {
      decision: 'continue' satisfies Decision,
      ...runOutputs(run, split, endpoint),
      next_at: isoTime(nextAt),
    },
    evidence: evidenceOf(run),
  };
}

/** The same of an endpoint's first model. */
export function bootstrapInProgress(
  challenger: Arm,
  endpoint: string,
  nextAt: number,
  why: string,
): StepResult {
  return {
    ...inProgress(nextAt, `${idOf(endpoint)}: ${why}`),
    outputs: {
      decision: 'continue' satisfies Decision,
      endpoint,
      challenger_version: versionName(challenger),
      deployed_model_id: challenger.deployedModelId,
      next_at: isoTime(nextAt),
    },
  };
}

function inProgress(
  nextAt: number,
  what: string,
): Pick<StepResult, 'verdict' | 'state' | 'summary'> {
  return {
    verdict: 'inconclusive',
    state: 'in_progress',
    summary: `${what}; call again at ${formatTimeOfDay(nextAt)}`,
  };
}
