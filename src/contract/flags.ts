import { parseArgs } from 'node:util';
import type { Problem } from '../errors/problem.ts';
import { type Input, type Inputs, publicInputs } from './input.ts';
import { flagOf } from './naming.ts';
import { didYouMean } from './nearest.ts';

/** A command line, read; the values are still text. */
export interface Flags {
  /** Text by the name of the input, fit for `parseInputs`. */
  readonly explicit: Readonly<Record<string, string>>;
  /** Flags that are no inputs, such as `help` and `json`, that were given. */
  readonly switches: ReadonlySet<string>;
  readonly problems: readonly Problem[];
}

interface OptionToken {
  name: string;
  rawName: string;
  value: string | undefined;
  inlineValue: boolean | undefined;
}

/**
 * Reads `--flag=value`, `--flag value`, and of booleans `--flag` and `--no-flag`. Lists and
 * key-value inputs may be given several times. `switches` are further flags that take no value.
 * Never throws: what is wrong is among the problems.
 */
export function parseFlags(
  argv: readonly string[],
  inputs: Inputs,
  switches: readonly string[] = [],
): Flags {
  return new FlagReader(inputs, switches).read(argv);
}

class FlagReader {
  readonly #inputs: ReadonlyMap<string, [name: string, input: Input]>;
  readonly #secrets: ReadonlyMap<string, Input>;
  readonly #switches: readonly string[];
  readonly #explicit: Record<string, string> = {};
  readonly #given = new Set<string>();
  readonly #problems: Problem[] = [];

  constructor(inputs: Inputs, switches: readonly string[]) {
    this.#inputs = new Map(
      publicInputs(inputs).map(([name, input]) => [flagOf(name).slice(2), [name, input]]),
    );
    this.#secrets = new Map(
      Object.entries(inputs)
        .filter(([, input]) => input.kind === 'secret')
        .map(([name, input]) => [flagOf(name).slice(2), input]),
    );
    this.#switches = switches;
  }

  read(argv: readonly string[]): Flags {
    const { tokens } = parseArgs({
      args: [...argv],
      options: this.#options(),
      strict: false,
      tokens: true,
      allowPositionals: true,
    });
    // What follows an unknown flag was meant as its value: one mistake is told once.
    let valueOfUnknown = -1;
    for (const token of tokens) {
      if (token.kind === 'option') {
        const isKnown = this.#readOption(token as OptionToken);
        if (!isKnown) valueOfUnknown = token.index + 1;
      } else if (token.kind === 'positional' && token.index !== valueOfUnknown) {
        this.#problems.push({
          where: 'command line',
          expected: 'flags only',
          found: JSON.stringify(token.value),
        });
      }
    }
    return { explicit: this.#explicit, switches: this.#given, problems: this.#problems };
  }

  #options(): Record<string, { type: 'string' | 'boolean'; short?: string }> {
    return Object.fromEntries([
      ...[...this.#inputs].map(([flag, [, input]]) => [
        flag,
        { type: input.kind === 'boolean' ? 'boolean' : 'string' },
      ]),
      ...[...this.#secrets.keys()].map((flag) => [flag, { type: 'string' }]),
      ...this.#switches.map((name) => [
        name,
        name === 'help' ? { type: 'boolean', short: 'h' } : { type: 'boolean' },
      ]),
    ]);
  }

  /** Whether there is such a flag, rightly used or not. */
  #readOption(token: OptionToken): boolean {
    const { name, rawName, value } = token;
    const found = this.#inputs.get(name);
    const negated = name.startsWith('no-') ? this.#inputs.get(name.slice(3)) : undefined;
    const secret = this.#secrets.get(name);
    if (found !== undefined) this.#readInput(found, token);
    else if (negated?.[1].kind === 'boolean' && value === undefined) this.#keep(negated, 'false');
    else if (this.#switches.includes(name)) this.#readSwitch(name, value);
    else if (secret !== undefined) this.#refuseSecret(rawName, secret);
    else this.#refuseUnknown(rawName);
    return (
      found !== undefined ||
      negated !== undefined ||
      secret !== undefined ||
      this.#switches.includes(name)
    );
  }

  #readInput(found: [name: string, input: Input], { rawName, value, inlineValue }: OptionToken) {
    const [, input] = found;
    if (input.kind === 'boolean') {
      this.#keep(found, value ?? 'true');
    } else if (value === undefined || (inlineValue !== true && /^-./.test(value))) {
      this.#problems.push({
        where: rawName,
        expected: input.expected,
        ...(value === undefined ? {} : { found: `the flag ${value}` }),
        mend: `Write ${rawName}=VALUE`,
      });
    } else {
      this.#keep(found, value);
    }
  }

  #keep([name, input]: [name: string, input: Input], value: string): void {
    const before = this.#explicit[name];
    const isMany = input.kind === 'list' || input.kind === 'key_values';
    if (before !== undefined && !isMany) {
      const found = `${JSON.stringify(before)} and ${JSON.stringify(value)}`;
      this.#problems.push({ where: flagOf(name), expected: 'one value', found });
    }
    this.#explicit[name] = before === undefined || !isMany ? value : `${before}\n${value}`;
  }

  #readSwitch(name: string, value: string | undefined): void {
    if (value === undefined) this.#given.add(name);
    else
      this.#problems.push({
        where: `--${name}`,
        expected: 'no value',
        found: JSON.stringify(value),
      });
  }

  #refuseSecret(rawName: string, { environment }: Input): void {
    this.#problems.push({
      where: rawName,
      expected: 'no secret on the command line, where other programs can read it',
      found: 'one',
      mend: `Set the environment variable ${environment.join(' or ')}`,
    });
  }

  #refuseUnknown(rawName: string): void {
    const known = [...this.#inputs.keys(), ...this.#switches].map((name) => `--${name}`);
    const mend = didYouMean(rawName, known) ?? 'See --help';
    this.#problems.push({ where: rawName, expected: 'a known flag', found: rawName, mend });
  }
}
