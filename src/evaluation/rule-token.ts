/** A word of a rule and where it begins; columns count from 1. */
export type Token =
  | { kind: 'number'; column: number; text: string; value: number }
  | { kind: 'name'; column: number; text: string }
  /** Operators, brackets, commas, dots, `=`. */
  | { kind: 'sign'; column: number; text: string }
  | { kind: 'end'; column: number; text: '' }
  /** No word of the language begins like this. */
  | { kind: 'unknown'; column: number; text: string };

const space = /[ \t\r\n]+/y;
const number = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const name = /[A-Za-z_][A-Za-z0-9_]*/y;
const sign = /<=|>=|==|!=|[<>+\-*/(),.=]/y;

/** The words of a rule, ended by `end` or, where one cannot be read, by `unknown`. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  for (;;) {
    take(space);
    const column = at + 1;
    if (at >= text.length) return [...tokens, { kind: 'end', column, text: '' }];
    const digits = take(number);
    if (digits !== undefined) {
      const value = Number(digits);
      if (!Number.isFinite(value)) return [...tokens, { kind: 'unknown', column, text: digits }];
      tokens.push({ kind: 'number', column, text: digits, value });
      continue;
    }
    const word = take(name);
    if (word !== undefined) {
      tokens.push({ kind: 'name', column, text: word });
      continue;
    }
    const mark = take(sign);
    if (mark === undefined) {
      const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
      return [...tokens, { kind: 'unknown', column, text: character }];
    }
    tokens.push({ kind: 'sign', column, text: mark });
  }
}
