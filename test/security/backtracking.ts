/** A pattern taken apart as far as it takes to count what a backtracking engine does with it. */
type Part =
  | { kind: 'one'; source: string; takes: RegExp }
  | { kind: 'edge'; takes: RegExp }
  | { kind: 'look'; ahead: boolean; wanted: boolean; inner: Part }
  | { kind: 'all'; parts: Part[] }
  | { kind: 'any'; parts: Part[] }
  | { kind: 'repeat'; inner: Part; min: number; max: number; lazy: boolean };

/** More steps than any linear match of a text of these tests needs. */
export const stepLimit = 500_000;

export interface Attack {
  prefix: string;
  /** Repeated as often as one likes. */
  pump: string;
}

export class Backtracking {
  readonly #root: Part;
  readonly #flags: string;
  #steps = 0;

  constructor(source: string, flags: string) {
    this.#flags = flags.replace(/[gy]/g, '');
    this.#root = new PatternReader(source, this.#flags).read();
  }

  /** Steps of a search that finds nothing, or something; beyond the limit it gives up. */
  steps(text: string): number {
    this.#steps = 0;
    const characters = this.#flags.includes('u') ? [...text] : text.split('');
    for (let at = 0; at <= characters.length; at += 1) {
      if (this.#match(this.#root, characters, at, () => true)) break;
      if (this.#steps > stepLimit) break;
    }
    return this.#steps;
  }

  /** For every part that repeats without end, and every two characters: what makes it try again. */
  attacks(): Attack[] {
    const loops: Attack[] = [];
    const visit = (part: Part, before: string): string => {
      switch (part.kind) {
        case 'all':
          return part.parts.reduce((sofar, one) => visit(one, sofar), before);
        case 'any': {
          const ends = part.parts.map((one) => visit(one, before));
          return ends[0] ?? before;
        }
        case 'repeat': {
          const pump = sampleOf(part.inner);
          if (part.max === Infinity || part.max > 16) loops.push({ prefix: before, pump });
          visit(part.inner, before);
          return before + pump.repeat(part.min);
        }
        case 'look':
          return before;
        default:
          return before + sampleOf(part);
      }
    };
    visit(this.#root, '');
    const letters = [...new Set(lettersOf(this.#root))].slice(0, 8);
    const prefixes = ['', ...new Set(loops.map(({ prefix }) => prefix))].slice(0, 3);
    const pairs = letters.flatMap((a) => letters.map((b) => (a === b ? a : a + b)));
    return [...loops, ...prefixes.flatMap((prefix) => pairs.map((pump) => ({ prefix, pump })))];
  }

  #match(part: Part, text: string[], at: number, then: (at: number) => boolean): boolean {
    this.#steps += 1;
    if (this.#steps > stepLimit) return true;
    switch (part.kind) {
      case 'one': {
        const character = text[at];
        return character !== undefined && part.takes.test(character) && then(at + 1);
      }
      case 'edge':
        return holds(part.takes, text, at) && then(at);
      case 'look': {
        const found = part.ahead
          ? this.#match(part.inner, text, at, () => true)
          : Array.from(
              { length: Math.min(at, sampleOf(part.inner).length) + 1 },
              (_, back) => at - back,
            ).some((start) => this.#match(part.inner, text, start, (end) => end === at));
        return found === part.wanted && then(at);
      }
      case 'all':
        return this.#matchAll(part.parts, 0, text, at, then);
      case 'any':
        return part.parts.some((one) => this.#match(one, text, at, then));
      case 'repeat':
        return this.#repeat(part, 0, text, at, then);
    }
  }

  #matchAll(
    parts: Part[],
    index: number,
    text: string[],
    at: number,
    then: (at: number) => boolean,
  ): boolean {
    const part = parts[index];
    if (part === undefined) return then(at);
    return this.#match(part, text, at, (end) => this.#matchAll(parts, index + 1, text, end, then));
  }

  #repeat(
    part: Part & { kind: 'repeat' },
    done: number,
    text: string[],
    at: number,
    then: (at: number) => boolean,
  ): boolean {
    const again = () =>
      done < part.max &&
      this.#match(part.inner, text, at, (end) =>
        end === at && done >= part.min ? false : this.#repeat(part, done + 1, text, end, then),
      );
    if (done < part.min) return again();
    return part.lazy ? then(at) || again() : again() || then(at);
  }
}

function holds(edge: RegExp, text: string[], at: number): boolean {
  // Only what stands beside the place decides about `^`, `$` and `\b`.
  const before = text[at - 1] ?? '';
  const here = `${before}${text[at] ?? ''}`;
  const sticky = new RegExp(edge.source, `${edge.flags}y`);
  sticky.lastIndex = before.length;
  return sticky.test(here);
}

const samples = [...'a0A-._/:=@# "\'\\()[]{}<>$%&*+,;?^`|~!\t\n\r', 'ä', '\u2028', '\0', '\u200B'];

function sampleOf(part: Part): string {
  switch (part.kind) {
    case 'one':
      return samples.find((character) => part.takes.test(character)) ?? literalOf(part.source);
    case 'all':
      return part.parts.map(sampleOf).join('');
    case 'any':
      return sampleOf(part.parts[0] ?? { kind: 'all', parts: [] });
    case 'repeat':
      return sampleOf(part.inner).repeat(Math.max(1, part.min));
    default:
      return '';
  }
}

function literalOf(source: string): string {
  return source.replace(/^\\/, '').slice(0, 1);
}

function lettersOf(part: Part): string[] {
  switch (part.kind) {
    case 'one':
      return [sampleOf(part)];
    case 'all':
    case 'any':
      return part.parts.flatMap(lettersOf);
    case 'repeat':
    case 'look':
      return lettersOf(part.inner);
    default:
      return [];
  }
}

class PatternReader {
  readonly #source: string;
  readonly #flags: string;
  #at = 0;

  constructor(source: string, flags: string) {
    this.#source = source;
    this.#flags = flags;
  }

  read(): Part {
    const part = this.#alternatives();
    if (this.#at < this.#source.length) throw new Error(`not read: ${this.#source}`);
    return part;
  }

  #alternatives(): Part {
    const parts = [this.#sequence()];
    while (this.#take('|')) parts.push(this.#sequence());
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: 'any', parts };
  }

  #sequence(): Part {
    const parts: Part[] = [];
    while (this.#at < this.#source.length && !'|)'.includes(this.#source[this.#at] ?? '')) {
      parts.push(this.#quantified(this.#atom()));
    }
    return { kind: 'all', parts };
  }

  #atom(): Part {
    if (this.#take('(')) {
      const look = this.#match(/^\?(<?)([=!])/);
      if (look === undefined) this.#match(/^\?(:|<\w+>)/);
      const inner = this.#alternatives();
      if (!this.#take(')')) throw new Error(`not closed: ${this.#source}`);
      if (look === undefined) return inner;
      return { kind: 'look', ahead: look[1] === '', wanted: look[2] === '=', inner };
    }
    const edge = this.#match(/^(\^|\$|\\[bB])/);
    if (edge !== undefined) return { kind: 'edge', takes: new RegExp(edge[0], this.#flags) };
    const one = this.#match(
      /^(\[(\\[\s\S]|[^\]\\])*\]|\\[pP]\{[^}]*\}|\\u\{[0-9a-fA-F]+\}|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\[\s\S]|[\s\S])/,
    );
    const source = one?.[0] ?? '';
    if (/^\\[1-9k]/.test(source)) throw new Error(`refers back: ${this.#source}`);
    return {
      kind: 'one',
      source,
      takes: new RegExp(`^(?:${source})$`, this.#flags.replace('m', '')),
    };
  }

  #quantified(inner: Part): Part {
    const found = this.#match(/^(?:([*+?])|\{(\d+)(,?)(\d*)\})(\??)/);
    if (found === undefined) return inner;
    const [, sign, least = '0', comma, most = '', lazy] = found;
    const lazily = lazy === '?';
    if (sign !== undefined) {
      const min = sign === '+' ? 1 : 0;
      return { kind: 'repeat', inner, min, max: sign === '?' ? 1 : Infinity, lazy: lazily };
    }
    const min = Number(least);
    const max = comma === '' ? min : most === '' ? Infinity : Number(most);
    return { kind: 'repeat', inner, min, max, lazy: lazily };
  }

  #take(text: string): boolean {
    if (!this.#source.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    const found = pattern.exec(this.#source.slice(this.#at));
    if (found === null) return undefined;
    this.#at += found[0].length;
    return found;
  }
}
