import { verdicts } from '../release/verdict.ts';
import { compareMetric } from './comparison.ts';
import { type EvaluationSet, pickExamples } from './evaluation-set.ts';
import { type Gate, type GateRule, gateRules } from './gate.ts';
import { type Judgement, judgeRegression, judgeThreshold, noChampion } from './gate-judgement.ts';
import { intervalOf } from './interval.ts';
import { isDefinedFor, type MetricName, traitsOf } from './metric.ts';
import { defaultThreshold, measure } from './metrics.ts';
import type { Evidence, PairedSets } from './pairing.ts';
import { type Slice, slicesOf } from './slices.ts';

/** One rule of a gate and what came of it. Plain data, fit for the release record. */
export interface GateVerdict extends Judgement {
  gate: Gate;
  rule: GateRule;
  metric: MetricName;
  /** Of a gate on a slice: every value of it; the numbers beside are those of the worst. */
  slices?: readonly SliceVerdict[];
  /** Value of the worst slice. */
  worst?: string;
}

export interface SliceVerdict extends Judgement {
  value: string;
}

/**
 * Judges every rule of every gate, in their order: a gate with `min` and `max_regression` gives two
 * verdicts. Gates do not see each other: each holds at its own confidence.
 */
export function judgeGates(gates: readonly Gate[], evidence: Evidence): GateVerdict[] {
  return gates.flatMap((gate) =>
    gateRules
      .filter((rule) => gate[rule] !== undefined)
      .map((rule) => ({ gate, rule, metric: gate.metric, ...judgeRule(gate, rule, evidence) })),
  );
}

type RuleVerdict = Omit<GateVerdict, 'gate' | 'rule' | 'metric'>;

function judgeRule(gate: Gate, rule: GateRule, evidence: Evidence): RuleVerdict {
  const limit = gate[rule] ?? 0;
  const examples = evidence.challenger.ids.length;
  const { task } = evidence.challenger;
  if (!isDefinedFor(gate.metric, task)) {
    const reason = `${gate.metric} is for ${traitsOf(gate.metric).tasks.join(', ')}; these predictions are ${task}`;
    return { verdict: 'error', examples, limit, reason };
  }
  if (rule === 'max_regression') {
    const { pair } = evidence;
    if (pair === undefined) return noChampion(rule, limit, examples);
    if (gate.slice === undefined) return judgeLoss(gate, pair, gate.confidence);
    return judgeSlices(gate, rule, pair.challenger, (slice, judged) => {
      const part = {
        champion: pickExamples(pair.champion, slice.places),
        challenger: pickExamples(pair.challenger, slice.places),
      };
      // Bonferroni: with many slices one of them looks worse by chance.
      return judgeLoss(gate, part, 1 - (1 - gate.confidence) / judged);
    });
  }
  const set = evidence.challenger;
  if (gate.slice === undefined) return judgeValue(gate, rule, set);
  return judgeSlices(gate, rule, set, (slice) =>
    judgeValue(gate, rule, pickExamples(set, slice.places)),
  );
}

function judgeValue(gate: Gate, rule: 'min' | 'max', set: EvaluationSet): Judgement {
  const { metric, confidence, threshold = defaultThreshold } = gate;
  const measured = measure(metric, set, threshold);
  const interval =
    measured.value === undefined ? undefined : intervalOf(metric, set, { confidence, threshold });
  return judgeThreshold(
    { metric, rule, limit: gate[rule] ?? 0 },
    measured,
    interval,
    set.ids.length,
  );
}

function judgeLoss(
  gate: Gate,
  pair: Pick<PairedSets, 'champion' | 'challenger'>,
  confidence: number,
): Judgement {
  const { metric, threshold = defaultThreshold } = gate;
  const compared = compareMetric(metric, pair, { confidence, threshold });
  return judgeRegression(gate.max_regression ?? 0, compared, traitsOf(metric).better);
}

/** Judges the slices that are large enough; the others are shown as inconclusive and decide nothing. */
function judgeSlices(
  gate: Gate,
  rule: GateRule,
  set: EvaluationSet,
  judge: (slice: Slice, judged: number) => Judgement,
): RuleVerdict {
  const limit = gate[rule] ?? 0;
  const name = gate.slice ?? '';
  const sliced = slicesOf(set, name);
  if (sliced === undefined) {
    const known = [...set.slices.keys()].join(', ') || 'none';
    const reason = `the predictions have no slice ${name}; they have ${known}`;
    return { verdict: 'error', examples: set.ids.length, limit, reason };
  }
  const { slices, leftOut } = sliced;
  const judged = slices.filter((slice) => slice.size === 'large_enough').length;
  const all = slices.map((slice): SliceVerdict => {
    if (slice.size === 'large_enough') return { value: slice.value, ...judge(slice, judged) };
    const examples = slice.places.length;
    return { value: slice.value, verdict: 'inconclusive', examples, limit, reason: slice.why };
  });
  const worst = worstOf(all.filter((_, index) => slices[index]?.size === 'large_enough'));
  const small = slices.length - judged;
  const tooSmall = small === 0 ? '' : `; ${small} of ${slices.length} slices too small to judge`;
  const rest = leftOut === 0 ? tooSmall : `${tooSmall}; ${leftOut} smaller ones not looked at`;
  if (worst === undefined) {
    const reason = `every slice of ${name} is too small to judge`;
    return { verdict: 'inconclusive', examples: set.ids.length, limit, reason, slices: all };
  }
  const { value, ...judgement } = worst;
  return {
    ...judgement,
    reason: `worst slice ${value}: ${judgement.reason}${rest}`,
    slices: all,
    worst: value,
  };
}

/** The gravest verdict, then the smallest margin. */
function worstOf(all: readonly SliceVerdict[]): SliceVerdict | undefined {
  return all.toSorted(
    (a, b) =>
      verdicts.indexOf(b.verdict) - verdicts.indexOf(a.verdict) ||
      (a.margin ?? Infinity) - (b.margin ?? Infinity),
  )[0];
}
