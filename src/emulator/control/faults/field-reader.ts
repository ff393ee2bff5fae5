import type { Problem } from '../../../errors/problem.ts';
import type { JsonObject } from '../../wire/json.ts';

interface Range {
  least: number;
  most?: number;
  /** Only whole numbers. */
  isWhole?: boolean;
}

/** Reads the fields of one JSON object; what is wrong is collected, not thrown. */
export class FieldReader {
  readonly #object: JsonObject;
  readonly #where: string;
  readonly #problems: Problem[];
  readonly #known = new Set<string>();

  constructor(object: JsonObject, where: string, problems: Problem[]) {
    this.#object = object;
    this.#where = where;
    this.#problems = problems;
  }

  number<Absent extends number | undefined>(name: string, range: Range, absent: Absent) {
    const value = this.#take(name);
    if (value === undefined) return absent;
    const { least, most = Infinity, isWhole = false } = range;
    const isFit =
      typeof value === 'number' &&
      value >= least &&
      value <= most &&
      (!isWhole || Number.isInteger(value));
    if (isFit) return value;
    this.#wrong(name, describeRange(range), value);
    return absent;
  }

  /** A number that must be there. */
  requiredNumber(name: string, range: Range): number {
    if (this.#object[name] === undefined) this.#wrong(name, describeRange(range), undefined);
    return this.number(name, range, 0);
  }

  text(name: string, absent: string): string {
    const value = this.#take(name);
    if (value === undefined) return absent;
    if (typeof value === 'string' && value !== '') return value;
    this.#wrong(name, 'text', value);
    return absent;
  }

  choice<Choice extends string>(
    name: string,
    choices: readonly Choice[],
    absent: Choice | undefined,
  ): Choice | undefined {
    const value = this.#take(name);
    const chosen = value === undefined ? absent : choices.find((choice) => choice === value);
    if (chosen === undefined) this.#wrong(name, `one of ${choices.join(', ')}`, value);
    return chosen;
  }

  has(name: string): boolean {
    return this.#object[name] !== undefined;
  }

  /** Call when all that is known was read. */
  refuseOthers(): void {
    for (const key of Object.keys(this.#object)) {
      if (this.#known.has(key)) continue;
      const where = this.#path(key);
      this.#problems.push({
        where,
        expected: `one of the keys ${[...this.#known].join(', ')}`,
        found: key,
      });
    }
  }

  #take(name: string): unknown {
    this.#known.add(name);
    return this.#object[name];
  }

  #wrong(name: string, expected: string, value: unknown): void {
    const problem = { where: this.#path(name), expected };
    this.#problems.push(
      value === undefined ? problem : { ...problem, found: JSON.stringify(value) },
    );
  }

  #path(name: string): string {
    return this.#where === '' ? name : `${this.#where}.${name}`;
  }
}

function describeRange({ least, most, isWhole = false }: Range): string {
  const what = isWhole ? 'a whole number' : 'a number';
  if (most !== undefined) return `${what} from ${least} to ${most}`;
  return least === -Infinity ? what : `${what} of at least ${least}`;
}
