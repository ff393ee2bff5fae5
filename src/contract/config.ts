import type { Problem } from '../errors/problem.ts';
import type { Input, Inputs } from './input.ts';
import { readValue, showPath, showValue, type ValuePath } from './issues.ts';
import { didYouMean } from './nearest.ts';
import { sectionOf } from './naming.ts';
import { shared } from './shared.ts';
import type { EnvironmentName, Step } from './step.ts';
import { readYaml, type YamlDocument } from './yaml-document.ts';

export const configVersion = 'vertex-release/v1';

/** The shared inputs in which staging and production may differ from the top of the file. */
export const environmentInputs = ['project_id', 'region', 'bucket'] as const;
export const environmentNames: readonly EnvironmentName[] = ['staging', 'production'];

/** A value of the file: typed, or refused with the reason among the problems of the file. */
export type ConfigValue = { ok: true; value: unknown; where: string } | { ok: false };

/** A configuration file, read and checked whole: also the sections of steps that do not run now. */
export interface ConfigFile {
  /** How messages call it. */
  readonly name: string;
  /** Absolute folder at which relative paths start. */
  readonly folder: string;
  readonly problems: readonly Problem[];
  /** By path: `region`, `environments.staging.region`, `train.timeout`. */
  readonly values: ReadonlyMap<string, ConfigValue>;
  /** Where a path stands, present or not: `train.timeout (vertex-release.yaml:12)`. */
  locate(path: ValuePath): string;
}

/** Reads and checks `vertex-release.yaml`. Never throws: what is wrong is among the problems. */
export function parseConfig(
  text: string,
  file: { name: string; folder: string },
  steps: readonly Step[],
): ConfigFile {
  return new ConfigReader(readYaml(text, file.name), file, steps).read();
}

class ConfigReader {
  readonly #document: YamlDocument;
  readonly #file: { name: string; folder: string };
  readonly #steps: readonly Step[];
  readonly #problems: Problem[];
  readonly #values = new Map<string, ConfigValue>();

  constructor(
    document: YamlDocument,
    file: { name: string; folder: string },
    steps: readonly Step[],
  ) {
    this.#document = document;
    this.#file = file;
    this.#steps = steps;
    this.#problems = [...document.problems];
  }

  read(): ConfigFile {
    if (this.#problems.length === 0) this.#readTop();
    return {
      name: this.#file.name,
      folder: this.#file.folder,
      problems: this.#problems,
      values: this.#values,
      locate: (path) => this.#locate(path),
    };
  }

  #readTop(): void {
    const top = this.#mapping([], this.#document.value ?? {});
    if (top === undefined) return;
    this.#checkVersion(top['apiVersion']);
    const sections = new Map(this.#steps.map((step) => [sectionOf(step.name), step]));
    for (const [key, value] of Object.entries(top)) {
      const step = sections.get(key);
      if (key === 'apiVersion') continue;
      if (key === 'environments') this.#readEnvironments(value);
      else if (step !== undefined) this.#readSection([key], value, ownInputs(step));
      else
        this.#readInput([key], value, shared, ['apiVersion', 'environments', ...sections.keys()]);
    }
  }

  #checkVersion(version: unknown): void {
    if (version === configVersion) return;
    this.#problems.push({
      where: this.#locate(['apiVersion']),
      expected: configVersion,
      ...(version === undefined ? {} : { found: showValue(version) }),
      mend: `Begin the file with "apiVersion: ${configVersion}"`,
    });
  }

  #readEnvironments(value: unknown): void {
    const environments = this.#mapping(['environments'], value);
    const allowed = Object.fromEntries(environmentInputs.map((name) => [name, shared[name]]));
    for (const [name, section] of Object.entries(environments ?? {})) {
      const path = ['environments', name];
      if (environmentNames.some((known) => known === name))
        this.#readSection(path, section, allowed);
      else this.#refuseKey(path, environmentNames);
    }
  }

  #readSection(path: readonly string[], value: unknown, inputs: Inputs): void {
    const section = this.#mapping(path, value);
    for (const [key, given] of Object.entries(section ?? {})) {
      this.#readInput([...path, key], given, inputs, []);
    }
  }

  #readInput(
    path: readonly string[],
    value: unknown,
    inputs: Inputs,
    otherKeys: readonly string[],
  ): void {
    const key = path.at(-1) ?? '';
    const input = Object.hasOwn(inputs, key) ? inputs[key] : undefined;
    const misplaced = input === undefined ? undefined : misplacedBecause(input);
    if (misplaced !== undefined) {
      this.#problems.push({ where: this.#locate(path), ...misplaced });
    } else if (input === undefined) {
      const known = Object.keys(inputs).filter((name) => !isMisplaced(inputs[name]));
      this.#refuseKey(path, [...otherKeys, ...known]);
    } else {
      this.#values.set(path.join('.'), this.#readGiven(input, value, path));
    }
  }

  #readGiven(input: Input, value: unknown, path: readonly string[]): ConfigValue {
    const reading = readValue(input.schema, value, (inner) => this.#locate([...path, ...inner]));
    if (!reading.ok) {
      this.#problems.push(...reading.problems);
      return { ok: false };
    }
    const { folder } = this.#file;
    const placed =
      input.resolve === undefined ? reading.value : input.resolve(reading.value, folder);
    return { ok: true, value: placed, where: this.#locate(path) };
  }

  #refuseKey(path: readonly string[], known: readonly string[]): void {
    const key = path.at(-1) ?? '';
    const holder = path.slice(0, -1).join('.');
    const meant = didYouMean(key, known);
    const mend = meant ?? this.#rightPlaceOf(key, holder);
    this.#problems.push({
      where: this.#locate(path),
      expected: meant === undefined ? `one of the keys ${known.join(', ')}` : 'a known key',
      found: showValue(key),
      ...(mend === undefined ? {} : { mend }),
    });
  }

  /** The section that a key would be right in. */
  #rightPlaceOf(key: string, holder: string): string | undefined {
    if (Object.hasOwn(shared, key))
      return `It is shared by all steps: put it at the top of the file`;
    const owners = this.#steps.filter((step) => Object.hasOwn(ownInputs(step), key));
    const sections = owners.map((step) => sectionOf(step.name)).filter((name) => name !== holder);
    return sections.length === 0 ? undefined : `It belongs under ${sections.join(' or ')}`;
  }

  /** The mapping there. Nothing counts as an empty one: a section may have all its keys commented out. */
  #mapping(path: readonly string[], value: unknown): Record<string, unknown> | undefined {
    if (value === null) return {};
    if (typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
    const where = this.#locate(path);
    this.#problems.push({ where, expected: 'a mapping', found: showValue(value) });
    return undefined;
  }

  #locate(path: ValuePath): string {
    const line = this.#document.lineOf(path);
    const file = line === undefined ? this.#file.name : `${this.#file.name}:${line}`;
    return path.length === 0 ? file : `${showPath(path).slice(1)} (${file})`;
  }
}

/** The inputs of a step without the shared ones: what its section of the file may hold. */
export function ownInputs(step: Step): Inputs {
  return Object.fromEntries(
    Object.entries(step.inputs).filter(([name]) => !Object.hasOwn(shared, name)),
  );
}

function isMisplaced(input: Input | undefined): boolean {
  return input !== undefined && misplacedBecause(input) !== undefined;
}

function misplacedBecause(input: Input): Omit<Problem, 'where'> | undefined {
  if (input.kind === 'secret') {
    const variables = input.environment.join(' or ');
    return {
      expected: 'no secret in the file',
      found: 'one',
      mend: `Remove it here, replace the secret, and give it as the environment variable ${variables}`,
    };
  }
  if (!input.perRun) return undefined;
  return {
    expected: 'nothing here: it belongs to one run',
    found: 'a value',
    mend: 'Give it as a flag or an action input',
  };
}
