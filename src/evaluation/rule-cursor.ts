import type { Token } from './rule-token.ts';

/** What is wrong with a rule, and where. */
export interface RuleProblem {
  /** Counts from 1. */
  column: number;
  expected: string;
  found: string;
  /** Of an unknown word: what it could have been. */
  known?: readonly string[];
}

/** A place among the words of a rule, and what was wrong up to there. */
export class Cursor {
  readonly problems: RuleProblem[] = [];
  readonly #tokens: readonly Token[];
  #at = 0;
  #isLost = false;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get next(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', column: 1, text: '' };
  }

  /** Whether nothing can be understood any more. */
  get isLost(): boolean {
    return this.#isLost;
  }

  advance(): void {
    this.#at += 1;
  }

  took(sign: string): boolean {
    const { kind, text } = this.next;
    if (kind !== 'sign' || text !== sign) return false;
    this.advance();
    return true;
  }

  take(sign: string): void {
    if (!this.#isLost && !this.took(sign)) this.lose(sign);
  }

  tell(problem: RuleProblem): void {
    if (!this.#isLost) this.problems.push(problem);
  }

  /** What is next cannot be: everything ends here, and only what was told before counts. */
  lose(expected: string): void {
    const { column, kind, text } = this.next;
    this.tell({ column, expected, found: kind === 'end' ? 'the end' : text });
    this.#isLost = true;
    this.#at = this.#tokens.length;
  }
}
