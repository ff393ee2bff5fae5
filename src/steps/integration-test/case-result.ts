import type { Finding } from './finding.ts';
import type { SuiteCase } from './suite-case.ts';

export interface CaseResult {
  one: SuiteCase;
  /** How often the suite was asked by then, from 1. */
  round: number;
  finding: Finding;
  /** `slice`: the case counts for the share of its slice, and not by itself. */
  counts: 'itself' | 'slice';
}

export function hasVerdict(
  ...verdicts: readonly Finding['verdict'][]
): (result: CaseResult) => boolean {
  return ({ finding }) => verdicts.includes(finding.verdict);
}
