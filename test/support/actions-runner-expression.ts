/** Values of expressions: what JSON has. */
export type Value = string | number | boolean | null | Value[] | { [key: string]: Value };
export type Contexts = Readonly<Record<string, Value>>;
export type Functions = Readonly<Record<string, (...given: Value[]) => Value>>;

type Token = { kind: 'text' | 'number' | 'name' | 'sign'; text: string };

/** Expressions as GitHub documents them, as far as workflows of ours use them. */
export function evaluate(source: string, contexts: Contexts, functions: Functions = {}): Value {
  const tokens = tokensOf(source);
  let at = 0;
  const peek = () => tokens[at]?.text;
  const take = (text: string) => {
    if (peek() !== text) throw new Error(`expected ${text} in "${source}"`);
    at += 1;
  };

  const or = (): Value => {
    let left = and();
    while (peek() === '||') {
      at += 1;
      const right = and();
      left = truthy(left) ? left : right;
    }
    return left;
  };
  const and = (): Value => {
    let left = equality();
    while (peek() === '&&') {
      at += 1;
      const right = equality();
      left = truthy(left) ? right : left;
    }
    return left;
  };
  const equality = (): Value => {
    const left = unary();
    const sign = peek();
    if (sign !== '==' && sign !== '!=') return left;
    at += 1;
    return looseEqual(left, unary()) === (sign === '==');
  };
  const unary = (): Value => {
    if (peek() !== '!') return access(primary());
    at += 1;
    return !truthy(unary());
  };
  const primary = (): Value => {
    const token = tokens[at];
    at += 1;
    if (token === undefined) throw new Error(`"${source}" ends too early`);
    if (token.kind === 'text') return token.text.slice(1, -1).replaceAll("''", "'");
    if (token.kind === 'number') return Number(token.text);
    if (token.text === '(') {
      const inner = or();
      take(')');
      return inner;
    }
    if (token.kind !== 'name') throw new Error(`unexpected ${token.text} in "${source}"`);
    if (token.text === 'true' || token.text === 'false') return token.text === 'true';
    if (token.text === 'null') return null;
    return peek() === '(' ? call(token.text) : named(token.text);
  };
  const named = (name: string): Value => {
    const value = contexts[name];
    if (value === undefined) throw new Error(`there is no context ${name} in "${source}"`);
    return value;
  };
  const call = (name: string): Value => {
    const known = { ...standardFunctions, ...functions }[name];
    if (known === undefined) throw new Error(`there is no function ${name}`);
    take('(');
    const given: Value[] = [];
    while (peek() !== ')') {
      given.push(or());
      if (peek() === ',') at += 1;
    }
    take(')');
    return known(...given);
  };
  const access = (start: Value): Value => {
    let value = start;
    for (;;) {
      if (peek() === '.') {
        value = member(value, tokens[at + 1]?.text ?? '');
        at += 2;
      } else if (peek() === '[') {
        at += 1;
        value = member(value, asText(or()));
        take(']');
      } else return value;
    }
  };

  const value = or();
  if (at < tokens.length) throw new Error(`unexpected ${peek()} in "${source}"`);
  return value;
}

/** A text with its `${{ }}` replaced. */
export function interpolate(text: string, contexts: Contexts, functions: Functions = {}): string {
  return text.replace(/\$\{\{(.*?)\}\}/gs, (_, inner: string) =>
    asText(evaluate(inner, contexts, functions)),
  );
}

export function truthy(value: Value): boolean {
  return value !== null && value !== '' && value !== 0 && value !== false;
}

export function asText(value: Value): string {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value, undefined, 2) : String(value);
}

const standardFunctions: Functions = {
  contains: (whole, part) =>
    Array.isArray(whole)
      ? whole.some((one) => looseEqual(one, part ?? ''))
      : lower(whole).includes(lower(part)),
  startsWith: (whole, part) => lower(whole).startsWith(lower(part)),
  endsWith: (whole, part) => lower(whole).endsWith(lower(part)),
  format: (pattern, ...given) =>
    asText(pattern ?? '').replace(/\{(\d+)\}/g, (_, index: string) =>
      asText(given[Number(index)] ?? null),
    ),
  toJSON: (value) => JSON.stringify(value, undefined, 2),
  fromJSON: (text) => JSON.parse(asText(text ?? '')) as Value,
};

function tokensOf(source: string): Token[] {
  const form =
    /\s*(?:(?<text>'(?:[^']|'')*')|(?<number>-?\d+(?:\.\d+)?)|(?<name>[A-Za-z_][\w-]*)|(?<sign>\|\||&&|==|!=|[!()[\].,]))/y;
  const tokens: Token[] = [];
  const text = source.trim();
  while (form.lastIndex < text.length) {
    const from = form.lastIndex;
    const groups = form.exec(text)?.groups;
    const found = Object.entries(groups ?? {}).find(([, value]) => value !== undefined);
    if (found === undefined) throw new Error(`"${source}" cannot be read at ${from}`);
    tokens.push({ kind: found[0] as Token['kind'], text: found[1] });
  }
  return tokens;
}

/** What is not there is null; names are compared without regard to case. */
function member(value: Value, name: string): Value {
  if (value === null || typeof value !== 'object') return null;
  if (Array.isArray(value)) return value[Number(name)] ?? null;
  const key = Object.keys(value).find((one) => one.toLowerCase() === name.toLowerCase());
  return key === undefined ? null : (value[key] ?? null);
}

function looseEqual(a: Value, b: Value): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a.toLowerCase() === b.toLowerCase();
  if (typeof a === typeof b) return a === b;
  return asNumber(a) === asNumber(b);
}

function asNumber(value: Value): number {
  if (value === null || value === '') return 0;
  return typeof value === 'object' ? NaN : Number(value);
}

function lower(value: Value | undefined): string {
  return asText(value ?? null).toLowerCase();
}
