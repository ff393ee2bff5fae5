import { judgeChangeByValue, judgeMinChange, judgeRegression } from './change-judgement.ts';
import type { UnpairedChampion } from './aggregates.ts';
import { compareMetric } from './comparison.ts';
import { type EvaluationSet, pickExamples } from './evaluation-set.ts';
import { type Gate, type GateRule, isThresholdRule, type ThresholdRule } from './gate.ts';
import { type Judgement, noChampion } from './gate-judgement.ts';
import { type Interval, intervalOf } from './interval.ts';
import { isDefinedFor, traitsOf } from './metric.ts';
import { defaultThreshold, measure } from './metrics.ts';
import type { Evidence, PairedSets } from './pairing.ts';
import { describeAbsence, showSlice, sliceValues } from './slice-name.ts';
import { slicesOf } from './slices.ts';
import { type Bar, barOf, judgeThreshold, judgeThresholdByBound } from './threshold-judgement.ts';

/** What gates judge: predictions, and of a champion without any what is left of it. */
export interface GateEvidence extends Evidence {
  /** Read where there is no pair; absent as well on a first release. */
  unpaired?: UnpairedChampion;
}

/** At which confidence a rule is judged, and with how many others it shares its error rate. */
export interface Level {
  confidence: number;
  among: number;
}

/** A set of examples that a rule judges by itself: all, or those of one value of a slice. */
export type Part =
  | { kind: 'settled'; value: string; judgement: Judgement }
  /** Shown, and decides nothing. */
  | { kind: 'too_small'; value: string; judgement: Judgement }
  /** Fails by significance only, so that it depends on what else is tested. */
  | { kind: 'tested'; value: string; judge: (level: Level) => Judgement };

/** What one rule of a gate has to judge. */
export type Inquiry =
  | { kind: 'whole'; part: Part }
  | { kind: 'slices'; name: string; parts: readonly Part[]; leftOut: number };

export function inquire(gate: Gate, rule: GateRule, evidence: GateEvidence): Inquiry {
  const { challenger: set, pair } = evidence;
  if (!isDefinedFor(gate.metric, set.task)) {
    const reason = `${gate.metric} is for ${traitsOf(gate.metric).tasks.join(', ')}; these predictions are ${set.task}`;
    return whole(answer(gate, rule, { verdict: 'error', examples: set.ids.length, reason }));
  }
  if (isThresholdRule(rule)) {
    const bar = barOfGate(gate, rule, set);
    if (bar === undefined) {
      const reason = `${gate.metric} is not defined on the whole`;
      return whole(
        answer(gate, rule, { verdict: 'inconclusive', examples: set.ids.length, reason }),
      );
    }
    return over(gate, rule, set, (places, value) =>
      thresholdPart(gate, bar, value, places === undefined ? set : pickExamples(set, places)),
    );
  }
  if (pair === undefined) return whole(withoutPair(gate, rule, evidence));
  return over(gate, rule, pair.challenger, (places, value) =>
    comparisonPart(gate, rule, value, places === undefined ? pair : pickPairs(pair, places)),
  );
}

function whole(judgement: Judgement): Inquiry {
  return { kind: 'whole', part: { kind: 'settled', value: '', judgement } };
}

/** A judgement that needs no numbers. */
function answer(
  gate: Gate,
  rule: GateRule,
  told: Pick<Judgement, 'verdict' | 'examples' | 'reason'>,
): Judgement {
  return { ...told, limit: gate[rule] ?? 0 };
}

/** The whole set, or each of its slices: those that are too small are shown and decide nothing. */
function over(
  gate: Gate,
  rule: GateRule,
  set: EvaluationSet,
  partOf: (places: readonly number[] | undefined, value: string) => Part,
): Inquiry {
  const { slice } = gate;
  if (slice === undefined) return { kind: 'whole', part: partOf(undefined, '') };
  const found = sliceValues(set, slice);
  if (found.state === 'absent') {
    const reason = describeAbsence(found.absent, set);
    return whole(answer(gate, rule, { verdict: 'error', examples: set.ids.length, reason }));
  }
  const name = showSlice(slice);
  const combined = { ...set, slices: new Map([[name, found.values]]) };
  const { slices, leftOut } = slicesOf(combined, name) ?? { slices: [], leftOut: 0 };
  const parts = slices.map(({ value, places, size, why }): Part => {
    if (size === 'large_enough') return partOf(places, value);
    const told = { verdict: 'inconclusive', examples: places.length, reason: why } as const;
    return { kind: 'too_small', value, judgement: answer(gate, rule, told) };
  });
  return { kind: 'slices', name, parts, leftOut };
}

function barOfGate(gate: Gate, rule: ThresholdRule, set: EvaluationSet): Bar | undefined {
  const { metric, threshold = defaultThreshold } = gate;
  const onWhole = rule === 'max_drop' ? measure(metric, set, threshold).value : undefined;
  const { better } = traitsOf(metric);
  return barOf(metric, rule, gate[rule] ?? 0, { better, whole: onWhole });
}

function thresholdPart(gate: Gate, bar: Bar, value: string, set: EvaluationSet): Part {
  const { metric, confidence, threshold = defaultThreshold } = gate;
  const examples = set.ids.length;
  const measured = measure(metric, set, threshold);
  const intervalAt = remembered((sides: number) =>
    measured.value === undefined
      ? undefined
      : intervalOf(metric, set, { confidence: sides, threshold }),
  );
  if (gate.confident !== true) {
    const judgement = judgeThreshold(bar, measured, intervalAt(confidence), examples);
    return { kind: 'settled', value, judgement };
  }
  return {
    kind: 'tested',
    value,
    judge: (level) => {
      // Both sides of a two-sided interval miss with half of what is left.
      const interval = intervalAt(2 * level.confidence - 1);
      const bounds: Interval | undefined = interval && {
        ...interval,
        confidence: level.confidence,
        sides: 'each',
      };
      return judgeThresholdByBound(bar, measured, bounds, examples);
    },
  };
}

type Sets = Pick<PairedSets, 'champion' | 'challenger'>;

function pickPairs(pair: PairedSets, places: readonly number[]): Sets {
  return {
    champion: pickExamples(pair.champion, places),
    challenger: pickExamples(pair.challenger, places),
  };
}

function comparisonPart(
  gate: Gate,
  rule: 'max_regression' | 'min_change',
  value: string,
  sets: Sets,
): Part {
  const { metric, threshold = defaultThreshold } = gate;
  const { better } = traitsOf(metric);
  const limit = gate[rule] ?? 0;
  const compareAt = remembered((confidence: number) =>
    compareMetric(metric, sets, { confidence, threshold }),
  );
  if (rule === 'max_regression') {
    return {
      kind: 'tested',
      value,
      judge: ({ confidence, among }) =>
        judgeRegression(limit, compareAt(confidence), better, among),
    };
  }
  const judgement = judgeMinChange(limit, compareAt(gate.confidence), better);
  return { kind: 'settled', value, judgement };
}

/** The champion without predictions: there is none yet, or only values are left, or nothing. */
function withoutPair(
  gate: Gate,
  rule: 'max_regression' | 'min_change',
  { challenger, unpaired }: GateEvidence,
): Judgement {
  const examples = challenger.ids.length;
  const limit = gate[rule] ?? 0;
  if (unpaired === undefined) return noChampion(rule, limit, examples);
  if (unpaired.state === 'unknown') {
    return { verdict: 'inconclusive', examples, limit, reason: unpaired.why };
  }
  const { metric, threshold = defaultThreshold } = gate;
  if (gate.slice !== undefined) {
    const reason = 'of the champion there are aggregates only, which have no slices';
    return { verdict: 'inconclusive', examples, limit, reason };
  }
  const values = {
    challenger: measure(metric, challenger, threshold).value,
    champion: unpaired.aggregates.metrics.get(metric),
  };
  return judgeChangeByValue({ metric, rule, limit }, values, examples);
}

/** A bootstrap takes seconds: what was asked before is answered at once. */
function remembered<T>(compute: (key: number) => T): (key: number) => T {
  const known = new Map<number, T>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = compute(key);
    known.set(key, value);
    return value;
  };
}
