import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { ReleaseError, refuseProblems } from '../errors/error.ts';
import type { Problem } from '../errors/problem.ts';
import { readFaults } from './control/faults/fault-reader.ts';
import type { FaultSpec } from './control/faults/fault-spec.ts';
import type { ImageCommand } from './runtime/image.ts';

/** What the configuration file of the emulator says. */
export interface EmulatorConfig {
  images: Record<string, ImageCommand>;
  buckets: string[];
  faults: FaultSpec[];
  /** At least 1; how many model servers of one deployed model run at most. */
  maxReplicas?: number;
}

/**
 * Reads the YAML text of a configuration file. Programs run in `cwd`, relative to the file's folder,
 * or in that folder.
 * @throws ReleaseError INPUT_INVALID with all problems at once.
 */
export function readEmulatorConfig(file: string, text: string): EmulatorConfig {
  const document = parseYaml(file, text);
  const problems: Problem[] = [];
  const reader = new ConfigReader(dirname(resolve(file)), problems);
  const config = reader.config(document ?? {});
  refuseProblems(file, problems);
  return config;
}

function parseYaml(file: string, text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 20 });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new ReleaseError('INPUT_INVALID', `${file} is not YAML: ${message}`, { cause });
  }
}

class ConfigReader {
  readonly #folder: string;
  readonly #problems: Problem[];

  constructor(folder: string, problems: Problem[]) {
    this.#folder = folder;
    this.#problems = problems;
  }

  config(document: unknown): EmulatorConfig {
    const root = this.#keys('(file)', document, ['images', 'buckets', 'faults', 'max_replicas']);
    const images: Record<string, ImageCommand> = {};
    for (const [reference, value] of Object.entries(this.#mapping('images', root['images']))) {
      images[reference] = this.#image(`images["${reference}"]`, value);
    }
    const faults = readFaults(root['faults'], 'faults', this.#problems);
    const buckets = this.#texts('buckets', root['buckets'] ?? []);
    return { images, buckets, faults, ...this.#maxReplicas(root['max_replicas']) };
  }

  #maxReplicas(value: unknown): { maxReplicas?: number } {
    if (value === undefined || value === null) return {};
    if (typeof value === 'number' && Number.isInteger(value) && value >= 1) {
      return { maxReplicas: value };
    }
    this.#problem('max_replicas', 'a whole number of at least 1', value);
    return {};
  }

  #image(where: string, value: unknown): ImageCommand {
    const image = this.#keys(where, value, ['command', 'cwd', 'env']);
    const command = this.#texts(`${where}.command`, image['command']);
    if (command.length === 0 && Array.isArray(image['command'])) {
      this.#problem(`${where}.command`, 'a program and its arguments', []);
    }
    const { cwd = '.' } = image;
    if (typeof cwd !== 'string') this.#problem(`${where}.cwd`, 'a folder', cwd);
    return {
      command,
      cwd: resolve(this.#folder, typeof cwd === 'string' ? cwd : '.'),
      env: this.#environment(`${where}.env`, image['env']),
    };
  }

  #environment(where: string, value: unknown): Record<string, string> {
    const env: Record<string, string> = {};
    for (const [name, text] of Object.entries(this.#mapping(where, value))) {
      if (typeof text === 'string') env[name] = text;
      else if (typeof text === 'number' || typeof text === 'boolean') env[name] = String(text);
      else this.#problem(`${where}.${name}`, 'text', text);
    }
    return env;
  }

  #texts(where: string, value: unknown): string[] {
    if (!Array.isArray(value)) {
      this.#problem(where, 'a list of texts', value);
      return [];
    }
    return value.flatMap((item: unknown, index) => {
      if (typeof item === 'string' && item !== '') return [item];
      this.#problem(`${where}[${index}]`, 'text', item);
      return [];
    });
  }

  /** A mapping with known keys only. */
  #keys(where: string, value: unknown, known: readonly string[]): Record<string, unknown> {
    const mapping = this.#mapping(where, value);
    for (const key of Object.keys(mapping)) {
      if (known.includes(key)) continue;
      const path = where === '(file)' ? key : `${where}.${key}`;
      this.#problems.push({
        where: path,
        expected: `one of the keys ${known.join(', ')}`,
        found: key,
      });
    }
    return mapping;
  }

  #mapping(where: string, value: unknown): Record<string, unknown> {
    if (value === undefined || value === null) return {};
    if (typeof value === 'object' && !Array.isArray(value)) return { ...value };
    this.#problem(where, 'a mapping', value);
    return {};
  }

  #problem(where: string, expected: string, value: unknown): void {
    const problem = { where, expected };
    this.#problems.push(
      value === undefined ? problem : { ...problem, found: JSON.stringify(value) },
    );
  }
}
