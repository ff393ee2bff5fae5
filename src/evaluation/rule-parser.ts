import {
  type ArithmeticSign,
  arithmeticSigns,
  binding,
  bindingOf,
  type ComparisonSign,
  comparisonSigns,
  type Condition,
  functionNames,
  type FunctionName,
  type Owner,
  owners,
  type Quantity,
  type Reference,
} from './rule-tree.ts';
import { Cursor, type RuleProblem } from './rule-cursor.ts';
import { type Token, tokenize } from './rule-token.ts';
import { costName, namesOf, settingsOf, words } from './rule-vocabulary.ts';

export type RuleReading =
  { ok: true; rule: Condition } | { ok: false; problems: readonly [RuleProblem, ...RuleProblem[]] };

/** Characters. */
export const longestRule = 1_000;
/** Brackets, signs and functions within each other. */
export const deepestRule = 40;

/** Reads a rule. Names that are unknown are all told; of what is no rule at all the first place. */
export function parseRule(text: string): RuleReading {
  if (text.length > longestRule) {
    const expected = `at most ${longestRule} characters`;
    return { ok: false, problems: [{ column: 1, expected, found: `${text.length}` }] };
  }
  return new Parser(tokenize(text)).read();
}

/** Either kind of expression, until it is known which one is wanted. */
type Node =
  | { kind: 'quantity'; column: number; quantity: Quantity }
  | { kind: 'condition'; column: number; condition: Condition };

const zero: Quantity = { kind: 'number', value: 0 };

/** By V. Pratt's top-down operator precedence (POPL 1973). */
class Parser {
  readonly #cursor: Cursor;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#cursor = new Cursor(tokens);
  }

  read(): RuleReading {
    const whole = this.#expression(0);
    if (this.#cursor.next.kind !== 'end') this.#lose('an operator or the end');
    const rule = this.#condition(whole, 'a comparison, such as auRoc > 0.8');
    const [first, ...more] = this.#cursor.problems;
    return first === undefined ? { ok: true, rule } : { ok: false, problems: [first, ...more] };
  }

  #expression(least: number): Node {
    this.#depth += 1;
    if (this.#depth > deepestRule) this.#lose(`at most ${deepestRule} expressions in each other`);
    let left = this.#cursor.isLost ? this.#nothing() : this.#operand();
    while (!this.#cursor.isLost) {
      const bound = bindingAfter(this.#cursor.next);
      if (bound === undefined || bound < least) break;
      left = this.#operation(left, bound);
    }
    this.#depth -= 1;
    return left;
  }

  /** What may begin an expression. */
  #operand(): Node {
    const token = this.#cursor.next;
    const { column } = token;
    if (token.kind === 'number') {
      this.#cursor.advance();
      return { kind: 'quantity', column, quantity: { kind: 'number', value: token.value } };
    }
    if (token.kind === 'name' && !isWord(token, 'and') && !isWord(token, 'or')) {
      return isWord(token, 'not') ? this.#not() : this.#named(token);
    }
    if (this.#cursor.took('-')) {
      const operand = this.#quantity(this.#expression(binding.negation));
      return { kind: 'quantity', column, quantity: { kind: 'negation', operand } };
    }
    if (this.#cursor.took('(')) {
      const inner = this.#expression(0);
      this.#cursor.take(')');
      return { ...inner, column };
    }
    return this.#lose('a number, the name of a metric, not, - or (');
  }

  #not(): Node {
    const { column } = this.#cursor.next;
    this.#cursor.advance();
    const operand = this.#condition(this.#expression(binding.not), 'a comparison after not');
    return { kind: 'condition', column, condition: { kind: 'not', operand } };
  }

  /** The operator that comes next and what stands to its right. */
  #operation(left: Node, bound: number): Node {
    const { text } = this.#cursor.next;
    const { column } = left;
    this.#cursor.advance();
    const right = this.#expression(bound + 1);
    const sign = comparisonSigns.find((one) => one === text);
    if (sign !== undefined) return this.#comparison(sign, left, right);
    if (text === 'and' || text === 'or') {
      const sides = {
        left: this.#condition(left, `a comparison before ${text}`),
        right: this.#condition(right, `a comparison after ${text}`),
      };
      return { kind: 'condition', column, condition: { kind: text, ...sides } };
    }
    const arithmetic = arithmeticSigns.find((one) => one === text) ?? '+';
    const sides = { left: this.#quantity(left), right: this.#quantity(right) };
    return {
      kind: 'quantity',
      column,
      quantity: { kind: 'arithmetic', sign: arithmetic, ...sides },
    };
  }

  #comparison(sign: ComparisonSign, left: Node, right: Node): Node {
    const isChained = comparisonSigns.some((one) => one === this.#cursor.next.text);
    if (isChained && !this.#cursor.isLost)
      this.#lose('and: comparisons do not chain, as in a < b and b < c');
    const sides = { left: this.#quantity(left), right: this.#quantity(right) };
    return {
      kind: 'condition',
      column: left.column,
      condition: { kind: 'comparison', sign, ...sides },
    };
  }

  /** A value, `champion.VALUE`, or a function. */
  #named(token: Token): Node {
    const { column } = token;
    this.#cursor.advance();
    const owner = owners.find((one) => one === token.text);
    if (owner !== undefined) return this.#owned(owner, column);
    const called = functionNames.find((one) => one === token.text);
    if (called !== undefined) return this.#function(called, column);
    if (this.#know(token, namesOf('challenger'), 'the name of a metric', words)) {
      return this.#reference('challenger', token);
    }
    this.#skipRest();
    return { kind: 'quantity', column, quantity: zero };
  }

  #owned(owner: Owner, column: number): Node {
    if (!this.#cursor.took('.')) return this.#lose(`${owner}.METRIC, such as ${owner}.recall`);
    const token = this.#cursor.next;
    if (token.kind !== 'name') return this.#lose('the name of a metric');
    this.#cursor.advance();
    if (this.#know(token, namesOf(owner), `the name of a metric of the ${owner}`)) {
      return { ...this.#reference(owner, token), column };
    }
    this.#skipRest();
    return { kind: 'quantity', column, quantity: zero };
  }

  #reference(owner: Owner, { text: name, column }: Token): Node {
    const settings = this.#cursor.took('(') ? this.#settings(name) : {};
    if (name === costName && !this.#cursor.isLost && Object.keys(settings).length === 0) {
      this.#cursor.tell({
        column,
        expected: `what mistakes cost, such as ${costName}(fp=1, fn=20)`,
        found: name,
      });
    }
    const quantity: Reference = { kind: 'reference', owner, name, settings };
    return { kind: 'quantity', column, quantity };
  }

  /** `fp=1, fn=20)`; each at most once. */
  #settings(name: string): Record<string, number> {
    const allowed = settingsOf(name);
    const given = new Map<string, number>();
    do {
      const key = this.#cursor.next;
      if (key.kind !== 'name') {
        this.#lose(
          allowed.length === 0 ? `no brackets after ${name}` : `one of ${allowed.join(', ')}`,
        );
        break;
      }
      this.#cursor.advance();
      if (given.has(key.text)) {
        this.#cursor.tell({ column: key.column, expected: `${key.text} once`, found: 'it again' });
      } else if (allowed.length === 0) {
        this.#cursor.tell({
          column: key.column,
          expected: `no settings of ${name}`,
          found: key.text,
        });
      } else this.#know(key, allowed, `one of ${allowed.join(', ')}`);
      this.#cursor.take('=');
      given.set(key.text, this.#settingValue(key.text));
    } while (!this.#cursor.isLost && this.#cursor.took(','));
    this.#cursor.take(')');
    return Object.fromEntries(given);
  }

  #settingValue(key: string): number {
    const isNegative = this.#cursor.took('-');
    const token = this.#cursor.next;
    if (token.kind !== 'number') {
      this.#lose('a number');
      return 0;
    }
    this.#cursor.advance();
    const value = isNegative ? -token.value : token.value;
    if (key === 'threshold' && !(value >= 0 && value <= 1)) {
      const found = `${value}`;
      this.#cursor.tell({ column: token.column, expected: 'a threshold from 0 to 1', found });
    }
    // 0 + x, because -0 would not be written as it was read.
    return 0 + value;
  }

  #function(name: FunctionName, column: number): Node {
    const operands: Quantity[] = [];
    this.#cursor.take('(');
    do operands.push(this.#quantity(this.#expression(0)));
    while (!this.#cursor.isLost && this.#cursor.took(','));
    this.#cursor.take(')');
    if (name === 'abs' && operands.length > 1 && !this.#cursor.isLost) {
      this.#cursor.tell({ column, expected: 'one number in abs', found: `${operands.length}` });
    }
    return { kind: 'quantity', column, quantity: { kind: 'function', name, operands } };
  }

  #quantity(node: Node): Quantity {
    if (node.kind === 'quantity') return node.quantity;
    this.#cursor.tell({ column: node.column, expected: 'a number', found: 'a comparison' });
    return zero;
  }

  #condition(node: Node, expected: string): Condition {
    if (node.kind === 'condition') return node.condition;
    this.#cursor.tell({ column: node.column, expected, found: 'a number' });
    return { kind: 'comparison', sign: '==', left: zero, right: zero };
  }

  #know(
    { text, column }: Token,
    known: readonly string[],
    expected: string,
    near: readonly string[] = known,
  ): boolean {
    if (known.includes(text)) return true;
    this.#cursor.tell({ column, expected, found: text, known: near });
    return false;
  }

  /** What follows an unknown name is not looked into. */
  #skipRest(): void {
    if (this.#cursor.took('.')) this.#cursor.advance();
    if (!this.#cursor.took('(')) return;
    for (let open = 1; open > 0 && !this.#cursor.isLost; this.#cursor.advance()) {
      const { kind, text } = this.#cursor.next;
      if (kind === 'end' || kind === 'unknown') this.#lose(')');
      if (text === '(') open += 1;
      if (text === ')') open -= 1;
    }
  }

  #lose(expected: string): Node {
    this.#cursor.lose(expected);
    return this.#nothing();
  }

  #nothing(): Node {
    return { kind: 'quantity', column: this.#cursor.next.column, quantity: zero };
  }
}

/** How strong an operator binds that stands between two expressions; undefined for anything else. */
function bindingAfter({ kind, text }: Token): number | undefined {
  if (kind === 'name') return text === 'and' || text === 'or' ? binding[text] : undefined;
  if (kind !== 'sign') return undefined;
  if (comparisonSigns.some((one) => one === text)) return binding.comparison;
  const sign: ArithmeticSign | undefined = arithmeticSigns.find((one) => one === text);
  return sign === undefined ? undefined : bindingOf(sign);
}

function isWord({ kind, text }: Token, word: string): boolean {
  return kind === 'name' && text === word;
}
