import type { Verdict } from '../release/verdict.ts';
import { type AggregateEvidence } from './aggregate-gates.ts';
import { noConfidence } from './change-judgement.ts';
import type { GateEvidence } from './gate-inquiry.ts';
import {
  type Compared,
  evaluateRule,
  type Lookup,
  type Missing,
  type Truth,
} from './rule-evaluation.ts';
import { lookupIn, lookupInAggregates } from './rule-lookup.ts';
import {
  type Condition,
  printComparison,
  printReference,
  type Quantity,
  type Reference,
} from './rule-tree.ts';
import type { Severity } from './severity.ts';
import { showNumber } from './show-number.ts';

/** A rule of the user's own, read. */
export interface BusinessRule {
  /** As it was written. */
  text: string;
  condition: Condition;
  severity: Severity;
}

/** A rule and what came of it. Plain data, fit for the release record. */
export interface RuleVerdict {
  rule: string;
  severity: Severity;
  verdict: Verdict;
  reason: string;
  /** Every value that the rule refers to and that is there, as the rule writes it. */
  values: Readonly<Record<string, number>>;
}

/** Judges each rule by the values themselves: chance is not weighed. */
export function judgeRules(
  rules: readonly BusinessRule[],
  evidence: GateEvidence,
  threshold: number,
): RuleVerdict[] {
  return rules.map((rule) => {
    const isPaired = referencesOf(rule.condition).some(({ owner }) => owner === 'champion');
    return judgeRule(rule, lookupIn(evidence, { isPaired, threshold }));
  });
}

/** As `judgeRules`, where there are metrics only. */
export function judgeAggregateRules(
  rules: readonly BusinessRule[],
  evidence: AggregateEvidence,
): RuleVerdict[] {
  const lookup = lookupInAggregates(evidence);
  return rules.map((rule) => {
    const judged = judgeRule(rule, lookup);
    return { ...judged, reason: `${judged.reason}; ${noConfidence}` };
  });
}

function judgeRule({ text, condition, severity }: BusinessRule, lookup: Lookup): RuleVerdict {
  const found = referencesOf(condition).map((reference) => ({ reference, ...lookup(reference) }));
  const values = Object.fromEntries(
    found.flatMap((one) =>
      one.state === 'found' ? [[printReference(one.reference), one.value] as const] : [],
    ),
  );
  const mistakes = found.flatMap((one) =>
    one.state === 'missing' && one.missing.state === 'mistaken' ? [one.missing] : [],
  );
  const told = { rule: text, severity, values };
  if (mistakes.length > 0) return { ...told, verdict: 'error', reason: describeMissing(mistakes) };
  return { ...told, ...conclude(evaluateRule(condition, lookup)) };
}

function conclude(truth: Truth): Pick<RuleVerdict, 'verdict' | 'reason'> {
  if (truth.truth !== 'unknown') {
    const holds = truth.truth === 'true';
    const reason = `${holds ? 'holds' : 'does not hold'}: ${truth.because.map(describe).join(', ')}`;
    return { verdict: holds ? 'pass' : 'fail', reason };
  }
  // A first release has nothing to be compared with; if that were held against it there would be no second.
  const isFirst = truth.missing.every(({ state }) => state === 'no_champion');
  if (isFirst) {
    const { what = 'it' } = truth.missing[0] ?? {};
    return { verdict: 'pass', reason: `no champion yet: ${what} has nothing to compare with` };
  }
  return { verdict: 'inconclusive', reason: describeMissing(truth.missing) };
}

/** `recall >= champion.recall - 0.01 (0.55 and 0.59)`. */
function describe({ comparison, left, right }: Compared): string {
  return `${printComparison(comparison)} (${showNumber(left)} and ${showNumber(right)})`;
}

function describeMissing(missing: readonly Missing[]): string {
  return [...new Set(missing.map(({ what, why }) => `${what}: ${why}`))].join('; ');
}

/** Every value that a rule refers to, each once, in their order. */
export function referencesOf(condition: Condition): Reference[] {
  const references = new Map(
    referencesIn(condition).map((reference) => [printReference(reference), reference]),
  );
  return [...references.values()];
}

function referencesIn(condition: Condition): Reference[] {
  switch (condition.kind) {
    case 'comparison':
      return [...referencesOfQuantity(condition.left), ...referencesOfQuantity(condition.right)];
    case 'not':
      return referencesIn(condition.operand);
    case 'and':
    case 'or':
      return [...referencesIn(condition.left), ...referencesIn(condition.right)];
  }
}

function referencesOfQuantity(quantity: Quantity): Reference[] {
  switch (quantity.kind) {
    case 'number':
      return [];
    case 'reference':
      return [quantity];
    case 'negation':
      return referencesOfQuantity(quantity.operand);
    case 'function':
      return quantity.operands.flatMap(referencesOfQuantity);
    case 'arithmetic':
      return [...referencesOfQuantity(quantity.left), ...referencesOfQuantity(quantity.right)];
  }
}
