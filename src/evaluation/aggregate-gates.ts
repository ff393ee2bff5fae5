import type { Aggregates, UnpairedChampion } from './aggregates.ts';
import { judgeChangeByValue, noConfidence } from './change-judgement.ts';
import { type Gate, type GateRule, gateRules, isThresholdRule } from './gate.ts';
import { type Judgement, noChampion } from './gate-judgement.ts';
import type { GateVerdict } from './gate-verdict.ts';
import { traitsOf } from './metric.ts';
import { barOf, judgeThreshold } from './threshold-judgement.ts';

/** Metrics without the examples behind them, and of the champion what is left. */
export interface AggregateEvidence {
  challenger: Aggregates;
  /** Absent on a first release. */
  champion?: UnpairedChampion;
}

/**
 * Judges by the values alone: no interval, no significance, no slices. Whether they are of the same examples
 * is taken from the names of the holdouts where both have one.
 */
export function judgeAggregateGates(
  gates: readonly Gate[],
  evidence: AggregateEvidence,
): GateVerdict[] {
  return gates.flatMap((gate) =>
    gateRules
      .filter((rule) => gate[rule] !== undefined)
      .map((rule) => ({ gate, rule, metric: gate.metric, ...judgeRule(gate, rule, evidence) })),
  );
}

function judgeRule(gate: Gate, rule: GateRule, { challenger, champion }: AggregateEvidence) {
  const { metric } = gate;
  const limit = gate[rule] ?? 0;
  const examples = challenger.examples ?? 0;
  const answer = (verdict: Judgement['verdict'], reason: string): Judgement => ({
    verdict,
    examples,
    limit,
    reason,
  });
  if (gate.slice !== undefined)
    return answer('error', `aggregates have no slices; ${noConfidence}`);
  if (gate.threshold !== undefined) {
    return answer('error', 'aggregates cannot be computed again at another threshold');
  }
  const value = challenger.metrics.get(metric);
  if (isThresholdRule(rule)) {
    if (value === undefined) return answer('inconclusive', `the aggregates have no ${metric}`);
    if (gate.confident === true) return answer('inconclusive', noConfidence);
    const bar = barOf(metric, rule, limit, { better: traitsOf(metric).better, whole: value });
    if (bar === undefined) return answer('inconclusive', noConfidence);
    return judgeThreshold(bar, { value, note: noConfidence }, undefined, examples);
  }
  if (champion === undefined) return noChampion(rule, limit, examples);
  if (champion.state === 'unknown') return answer('inconclusive', champion.why);
  const values = { challenger: value, champion: champion.aggregates.metrics.get(metric) };
  return judgeChangeByValue({ metric, rule, limit }, values, examples);
}

/** The champion's values where they are of the same holdout, as far as that is known. */
export function comparable(challenger: Aggregates, champion: UnpairedChampion): UnpairedChampion {
  if (champion.state === 'unknown') return champion;
  const { holdout } = champion.aggregates;
  if (challenger.holdout === undefined || holdout === undefined) return champion;
  if (challenger.holdout === holdout) return champion;
  const why = 'the champion was evaluated on another holdout: the values cannot be compared';
  return { state: 'unknown', why };
}
