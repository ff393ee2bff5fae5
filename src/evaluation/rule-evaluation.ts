import {
  type Comparison,
  type ComparisonSign,
  type Condition,
  printQuantity,
  type Quantity,
  type Reference,
} from './rule-tree.ts';

/** Why a value is not there. */
export interface Missing {
  /** What it is a value of, as the rule writes it. */
  what: string;
  why: string;
  /** `no_champion`: there is none yet; `mistaken`: this rule can never be judged on such evidence. */
  state: 'no_champion' | 'undefined' | 'mistaken';
}

export type Found = { state: 'found'; value: number } | { state: 'missing'; missing: Missing };

/** Values by what a rule refers to. */
export type Lookup = (reference: Reference) => Found;

/** A comparison with the numbers that it compared. */
export interface Compared {
  comparison: Comparison;
  left: number;
  right: number;
}

/** In S. Kleene's logic of three values: what is missing matters only where it could turn the result. */
export type Truth =
  | { truth: 'true' | 'false'; because: readonly Compared[] }
  | { truth: 'unknown'; missing: readonly Missing[] };

export function evaluateRule(condition: Condition, lookup: Lookup): Truth {
  switch (condition.kind) {
    case 'comparison':
      return compare(condition, lookup);
    case 'not':
      return negate(evaluateRule(condition.operand, lookup));
    case 'and':
      return both(
        evaluateRule(condition.left, lookup),
        evaluateRule(condition.right, lookup),
        'false',
      );
    case 'or':
      return both(
        evaluateRule(condition.left, lookup),
        evaluateRule(condition.right, lookup),
        'true',
      );
  }
}

/** @param decides the value of one side that settles both: false of `and`, true of `or`. */
function both(left: Truth, right: Truth, decides: 'true' | 'false'): Truth {
  const settling = [left, right].flatMap((side) => (side.truth === decides ? [side] : []));
  if (settling.length > 0) {
    return { truth: decides, because: settling.flatMap(({ because }) => because) };
  }
  const missing = [left, right].flatMap((side) => (side.truth === 'unknown' ? side.missing : []));
  if (missing.length > 0) return { truth: 'unknown', missing };
  const because = [left, right].flatMap((side) => (side.truth === 'unknown' ? [] : side.because));
  return { truth: decides === 'true' ? 'false' : 'true', because };
}

function negate(truth: Truth): Truth {
  if (truth.truth === 'unknown') return truth;
  return { truth: truth.truth === 'true' ? 'false' : 'true', because: truth.because };
}

function compare(comparison: Comparison, lookup: Lookup): Truth {
  const left = evaluateQuantity(comparison.left, lookup);
  const right = evaluateQuantity(comparison.right, lookup);
  if (left.state === 'missing' || right.state === 'missing') {
    const missing = [left, right].flatMap((side) =>
      side.state === 'missing' ? [side.missing] : [],
    );
    return { truth: 'unknown', missing };
  }
  const because = [{ comparison, left: left.value, right: right.value }];
  const isTrue = holds(comparison.sign, left.value, right.value);
  return { truth: isTrue ? 'true' : 'false', because };
}

function holds(sign: ComparisonSign, left: number, right: number): boolean {
  switch (sign) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '==':
      return left === right;
    case '!=':
      return left !== right;
  }
}

/** A finite number, or the first value on the way to it that is missing. */
export function evaluateQuantity(quantity: Quantity, lookup: Lookup): Found {
  switch (quantity.kind) {
    case 'number':
      return { state: 'found', value: quantity.value };
    case 'reference':
      return lookup(quantity);
    case 'negation':
      return combine(quantity, [quantity.operand], lookup, ([value = 0]) => 0 - value);
    case 'function':
      return combine(quantity, quantity.operands, lookup, (values) => {
        if (quantity.name === 'abs') return Math.abs(values[0] ?? 0);
        return quantity.name === 'min' ? Math.min(...values) : Math.max(...values);
      });
    case 'arithmetic':
      return combine(quantity, [quantity.left, quantity.right], lookup, ([left = 0, right = 0]) => {
        switch (quantity.sign) {
          case '+':
            return left + right;
          case '-':
            return left - right;
          case '*':
            return left * right;
          case '/':
            return left / right;
        }
      });
  }
}

function combine(
  whole: Quantity,
  operands: readonly Quantity[],
  lookup: Lookup,
  compute: (values: readonly number[]) => number,
): Found {
  const values: number[] = [];
  for (const operand of operands) {
    const found = evaluateQuantity(operand, lookup);
    if (found.state === 'missing') return found;
    values.push(found.value);
  }
  const value = compute(values);
  if (Number.isFinite(value)) return { state: 'found', value };
  const isByZero = whole.kind === 'arithmetic' && whole.sign === '/' && values[1] === 0;
  const why = isByZero ? 'divides by 0' : 'is too large for a number';
  return { state: 'missing', missing: { what: printQuantity(whole), why, state: 'undefined' } };
}
