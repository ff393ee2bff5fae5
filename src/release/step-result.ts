import type { JsonObject } from './json.ts';
import type { Outcome } from './outcome.ts';
import type { Verdict } from './verdict.ts';

/**
 * Where a step stands when it returns: `done`; `planned` (a dry run changed nothing);
 * `in_progress` (call again); `held` (a person must decide).
 */
export type StepState = 'done' | 'planned' | 'in_progress' | 'held';

/** What a step answers. Exceptions are for broken things; a failed gate is a result. */
export interface StepResult {
  verdict: Verdict;
  state: StepState;
  /** One sentence for the operator. */
  summary: string;
  /** Declared in the step's contract. */
  outputs: Readonly<Record<string, string | number | boolean>>;
  /** The numbers behind the verdict; goes into the release record. */
  evidence?: JsonObject;
  /** Set by the step that ends the release. */
  outcome?: Outcome;
}

/** 0 pass or plan, 1 fail, 3 error, 4 in progress, 6 held. */
export function exitCodeOf(result: StepResult): number {
  if (result.state === 'in_progress') return 4;
  if (result.state === 'held') return 6;
  if (result.verdict === 'fail') return 1;
  return result.verdict === 'error' ? 3 : 0;
}
