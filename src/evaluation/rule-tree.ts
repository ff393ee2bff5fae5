/** Of whom a value is: the candidate, the champion, or a model that predicts one value for every example. */
export const owners = ['challenger', 'champion', 'baseline'] as const;
export type Owner = (typeof owners)[number];

/** A value that the evidence gives: a metric, the number of examples, or a cost. */
export interface Reference {
  kind: 'reference';
  owner: Owner;
  name: string;
  /** `threshold`, and of a cost what each kind of decision costs. */
  settings: Readonly<Record<string, number>>;
}

export const arithmeticSigns = ['+', '-', '*', '/'] as const;
export type ArithmeticSign = (typeof arithmeticSigns)[number];
export const comparisonSigns = ['<', '<=', '>', '>=', '==', '!='] as const;
export type ComparisonSign = (typeof comparisonSigns)[number];
export const functionNames = ['abs', 'min', 'max'] as const;
export type FunctionName = (typeof functionNames)[number];

/** What has a number as its value. */
export type Quantity =
  | { kind: 'number'; value: number }
  | Reference
  | { kind: 'negation'; operand: Quantity }
  | { kind: 'arithmetic'; sign: ArithmeticSign; left: Quantity; right: Quantity }
  | { kind: 'function'; name: FunctionName; operands: readonly Quantity[] };

export interface Comparison {
  kind: 'comparison';
  sign: ComparisonSign;
  left: Quantity;
  right: Quantity;
}

/** What holds or does not. */
export type Condition =
  | Comparison
  | { kind: 'not'; operand: Condition }
  | { kind: 'and' | 'or'; left: Condition; right: Condition };

/** Operators that bind stronger have a larger number; those of one number group to the left. */
export const binding = {
  or: 1,
  and: 2,
  not: 3,
  comparison: 4,
  sum: 5,
  product: 6,
  negation: 7,
} as const;

export function bindingOf(sign: ArithmeticSign): number {
  return sign === '+' || sign === '-' ? binding.sum : binding.product;
}

/** The rule in the one way that this program writes it; parsing that gives the same tree. */
export function printRule(condition: Condition): string {
  return printCondition(condition, 0);
}

function printCondition(condition: Condition, least: number): string {
  switch (condition.kind) {
    case 'comparison':
      return bracket(printComparison(condition), binding.comparison, least);
    case 'not':
      return bracket(`not ${printCondition(condition.operand, binding.not)}`, binding.not, least);
    case 'and':
    case 'or': {
      const own = binding[condition.kind];
      const left = printCondition(condition.left, own);
      const right = printCondition(condition.right, own + 1);
      return bracket(`${left} ${condition.kind} ${right}`, own, least);
    }
  }
}

export function printComparison({ sign, left, right }: Comparison): string {
  return `${printQuantity(left)} ${sign} ${printQuantity(right)}`;
}

export function printQuantity(quantity: Quantity, least = 0): string {
  switch (quantity.kind) {
    case 'number':
      return String(quantity.value);
    case 'reference':
      return printReference(quantity);
    case 'negation':
      return bracket(
        `-${printQuantity(quantity.operand, binding.negation)}`,
        binding.negation,
        least,
      );
    case 'function':
      return `${quantity.name}(${quantity.operands.map((one) => printQuantity(one)).join(', ')})`;
    case 'arithmetic': {
      const own = bindingOf(quantity.sign);
      const left = printQuantity(quantity.left, own);
      const right = printQuantity(quantity.right, own + 1);
      return bracket(`${left} ${quantity.sign} ${right}`, own, least);
    }
  }
}

/** `auRoc`, `champion.recall`, `expected_cost(fn=20, fp=1)`. */
export function printReference({ owner, name, settings }: Reference): string {
  const who = owner === 'challenger' ? '' : `${owner}.`;
  const given = Object.entries(settings)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${value}`);
  return `${who}${name}${given.length === 0 ? '' : `(${given.join(', ')})`}`;
}

function bracket(text: string, own: number, least: number): string {
  return own < least ? `(${text})` : text;
}
