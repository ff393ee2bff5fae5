import { ApiError } from '../wire/api-error.ts';

export type Comparator = '=' | '!=' | '<' | '<=' | '>' | '>=' | ':' | '=~' | '!~';

export interface FilterCall {
  kind: 'call';
  name: string;
  args: readonly string[];
}

export type FilterValue = { kind: 'text'; text: string } | FilterCall;

export interface Comparison {
  kind: 'comparison';
  path: readonly string[];
  comparator: Comparator;
  value: FilterValue;
}

export type Filter =
  | { kind: 'and'; of: readonly Filter[] }
  | { kind: 'or'; of: readonly Filter[] }
  | { kind: 'not'; of: Filter }
  | Comparison
  | FilterCall;

const comparators: readonly Comparator[] = ['!=', '<=', '>=', '=~', '!~', '=', '<', '>', ':'];

/**
 * Parses the filter language that list methods, Cloud Monitoring and Cloud Logging share: comparisons
 * and calls such as `in_context("…")`, joined by AND, OR, NOT and parentheses. OR binds tighter than AND;
 * terms side by side are ANDed.
 * @throws ApiError INVALID_ARGUMENT with the position of the mistake.
 */
export function parseFilter(text: string): Filter | undefined {
  if (text.trim() === '') return undefined;
  return new FilterParser(text).parse();
}

class FilterParser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): Filter {
    const filter = this.#conjunction();
    this.#skipSpace();
    if (this.#at < this.#text.length) throw this.#mistake('expected the end');
    return filter;
  }

  #conjunction(): Filter {
    const terms = [this.#disjunction()];
    for (;;) {
      const hasAnd = this.#takeWord('AND');
      this.#skipSpace();
      const isOver = this.#at >= this.#text.length || this.#text[this.#at] === ')';
      if (isOver && hasAnd) throw this.#mistake('expected a term after AND');
      if (isOver) return joined('and', terms);
      terms.push(this.#disjunction());
    }
  }

  #disjunction(): Filter {
    const terms = [this.#term()];
    while (this.#takeWord('OR')) terms.push(this.#term());
    return joined('or', terms);
  }

  #term(): Filter {
    this.#skipSpace();
    if (this.#takeWord('NOT') || this.#take('-')) return { kind: 'not', of: this.#term() };
    if (!this.#take('(')) return this.#condition();
    const inner = this.#conjunction();
    this.#skipSpace();
    if (!this.#take(')')) throw this.#mistake('expected ")"');
    return inner;
  }

  #condition(): Comparison | FilterCall {
    const path = this.#path();
    const [name = ''] = path;
    if (path.length === 1 && this.#take('(')) return this.#call(name);
    this.#skipSpace();
    const comparator = comparators.find((candidate) => this.#take(candidate));
    if (comparator === undefined) throw this.#mistake('expected a comparison operator');
    this.#skipSpace();
    return { kind: 'comparison', path, comparator, value: this.#value() };
  }

  #path(): string[] {
    const path: string[] = [];
    do {
      const key = this.#quoted() ?? this.#bare(/[^\s()=!<>:,"'.~]+/y);
      if (key === undefined) throw this.#mistake('expected a field name');
      path.push(key);
    } while (this.#take('.'));
    return path;
  }

  #value(): FilterValue {
    const quoted = this.#quoted();
    if (quoted !== undefined) return { kind: 'text', text: quoted };
    const text = this.#bare(/[^\s()",'=<>!][^\s()",']*/y);
    if (text === undefined) throw this.#mistake('expected a value');
    return this.#take('(') ? this.#call(text) : { kind: 'text', text };
  }

  /** What follows the opening parenthesis. */
  #call(name: string): FilterCall {
    const args: string[] = [];
    do {
      this.#skipSpace();
      const arg = this.#quoted() ?? this.#bare(/[^\s()",']+/y);
      if (arg === undefined) throw this.#mistake(`expected an argument of ${name}()`);
      args.push(arg);
      this.#skipSpace();
    } while (this.#take(','));
    if (!this.#take(')')) throw this.#mistake('expected ")"');
    return { kind: 'call', name, args };
  }

  #quoted(): string | undefined {
    const quote = this.#text[this.#at];
    if (quote !== '"' && quote !== "'") return undefined;
    let result = '';
    for (let at = this.#at + 1; at < this.#text.length; at += 1) {
      const char = this.#text[at] ?? '';
      if (char === quote) {
        this.#at = at + 1;
        return result;
      }
      if (char === '\\') at += 1;
      result += char === '\\' ? (this.#text[at] ?? '') : char;
    }
    throw this.#mistake('unterminated string');
  }

  #bare(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #take(token: string): boolean {
    if (!this.#text.startsWith(token, this.#at)) return false;
    this.#at += token.length;
    return true;
  }

  /** A keyword, which ends at a space or parenthesis. */
  #takeWord(word: string): boolean {
    const start = this.#at;
    this.#skipSpace();
    const next = this.#text[this.#at + word.length];
    const isWord = next === undefined || /[\s(]/.test(next);
    if (isWord && this.#take(word)) return true;
    this.#at = start;
    return false;
  }

  #skipSpace(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }

  #mistake(what: string): ApiError {
    return new ApiError(
      'INVALID_ARGUMENT',
      `Invalid filter "${this.#text}": ${what} at position ${this.#at}.`,
    );
  }
}

function joined(kind: 'and' | 'or', terms: readonly Filter[]): Filter {
  const [only] = terms;
  return terms.length === 1 && only !== undefined ? only : { kind, of: terms };
}
