import { verdicts } from '../release/verdict.ts';
import { type Gate, type GateRule, gateRules } from './gate.ts';
import { type GateEvidence, type Inquiry, inquire, type Part } from './gate-inquiry.ts';
import type { Judgement } from './gate-judgement.ts';
import { stepDown } from './holm.ts';
import type { MetricName } from './metric.ts';
import { showConfidence } from './show-number.ts';

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

interface Piece {
  gate: Gate;
  rule: GateRule;
  inquiry: Inquiry;
}

/**
 * Judges every rule of every gate, in their order: a gate with `min` and `max_regression` gives two
 * verdicts. Rules that fail by significance share one error rate by Holm's procedure, and the slices of a
 * gate share its part in the same way: however many there are, the chance that a candidate without fault
 * fails any of them is at most 1 − confidence. To pass needs no such care: all of them must.
 */
export function judgeGates(gates: readonly Gate[], evidence: GateEvidence): GateVerdict[] {
  const pieces = gates.flatMap((gate) =>
    gateRules
      .filter((rule) => gate[rule] !== undefined)
      .map((rule): Piece => ({ gate, rule, inquiry: inquire(gate, rule, evidence) })),
  );
  const family = stepDown(pieces.filter(isTested), (piece, among) =>
    judgeParts(piece, among).some(({ verdict }) => verdict === 'fail'),
  );
  return pieces.map((piece) => ({
    gate: piece.gate,
    rule: piece.rule,
    metric: piece.gate.metric,
    ...conclude(piece, family.get(piece)?.among ?? 1),
  }));
}

type RuleVerdict = Omit<GateVerdict, 'gate' | 'rule' | 'metric'>;
type TestedPart = Extract<Part, { kind: 'tested' }>;

function isTested({ inquiry }: Piece): boolean {
  return partsOf(inquiry).some(({ kind }) => kind === 'tested');
}

function partsOf(inquiry: Inquiry): readonly Part[] {
  return inquiry.kind === 'whole' ? [inquiry.part] : inquiry.parts;
}

/** Every part of a rule that is one of so many. */
function judgeParts({ gate, inquiry }: Piece, amongRules: number): Judgement[] {
  const parts = partsOf(inquiry);
  const alone = { confidence: gate.confidence, among: 1 };
  const levelAmong = (among: number) => ({
    confidence: 1 - (1 - gate.confidence) / among,
    among: 1,
  });
  const family = stepDown(
    parts.filter((part): part is TestedPart => part.kind === 'tested'),
    (part, amongParts) =>
      part.judge(alone).verdict === 'fail' &&
      part.judge(levelAmong(amongRules * amongParts)).verdict === 'fail',
  );
  return parts.map((part): Judgement => {
    if (part.kind !== 'tested') return part.judgement;
    const tested = family.get(part) ?? { rejected: false, among: 1 };
    const among = amongRules * tested.among;
    const own = part.judge({ ...alone, among });
    if (among === 1) return own;
    if (own.verdict !== 'fail') return { ...own, among };
    const level = levelAmong(among);
    const shared = part.judge(level);
    const together = `${among} comparisons (Holm)`;
    return tested.rejected
      ? { ...shared, among, reason: `${shared.reason}, also among ${together}` }
      : {
          ...shared,
          verdict: 'inconclusive',
          among,
          reason: `${own.reason} at ${showConfidence(gate.confidence)} confidence by itself, but not among ${together}`,
        };
  });
}

function conclude(piece: Piece, among: number): RuleVerdict {
  const { gate, rule, inquiry } = piece;
  const judged = judgeParts(piece, among);
  if (inquiry.kind === 'whole') return judged[0] ?? nothingJudged(piece);
  const slices = inquiry.parts.flatMap(({ value, kind }, index) => {
    const judgement = judged[index];
    return judgement === undefined ? [] : [{ kind, verdict: { value, ...judgement } }];
  });
  const all = slices.map(({ verdict }) => verdict);
  const large = slices.filter(({ kind }) => kind !== 'too_small').map(({ verdict }) => verdict);
  const worst = worstOf(large);
  if (worst === undefined) {
    const examples = all.reduce((sum, slice) => sum + slice.examples, 0);
    const reason = `every slice of ${inquiry.name} is too small to judge`;
    return {
      verdict: 'inconclusive',
      examples,
      limit: gate[rule] ?? 0,
      reason,
      slices: all,
    };
  }
  const { value, ...judgement } = worst;
  const reason = `worst slice ${value}: ${judgement.reason}${leftAside(inquiry, all, large)}`;
  return { ...judgement, reason, slices: all, worst: value };
}

function nothingJudged({ gate, rule }: Piece): Judgement {
  return {
    verdict: 'inconclusive',
    examples: 0,
    limit: gate[rule] ?? 0,
    reason: 'there is nothing to judge',
  };
}

function leftAside(
  { leftOut }: Extract<Inquiry, { kind: 'slices' }>,
  all: readonly SliceVerdict[],
  large: readonly SliceVerdict[],
): string {
  const small = all.length - large.length;
  const tooSmall = small === 0 ? '' : `; ${small} of ${all.length} slices too small to judge`;
  return leftOut === 0 ? tooSmall : `${tooSmall}; ${leftOut} smaller ones not looked at`;
}

/** The gravest verdict, then the smallest margin. */
function worstOf(all: readonly SliceVerdict[]): SliceVerdict | undefined {
  return all.toSorted(
    (a, b) =>
      verdicts.indexOf(b.verdict) - verdicts.indexOf(a.verdict) ||
      (a.margin ?? Infinity) - (b.margin ?? Infinity),
  )[0];
}
