import { refuseProblems } from '../errors/error.ts';
import type { Problem } from '../errors/problem.ts';
import { type ConfigFile, environmentInputs } from './config.ts';
import type { Input } from './input.ts';
import { readValue, showPath, showValue, type ValuePath } from './issues.ts';
import { fieldOf, flagOf, sectionOf } from './naming.ts';
import { didYouMean } from './nearest.ts';
import type { Breach } from './rule.ts';
import { defaultConfig, shared } from './shared.ts';
import type { InputsOf, Step } from './step.ts';
import { readStructuredText } from './structured-text.ts';

/** How explicit inputs are spelt where the user gave them: messages use the same spelling. */
export type Spelling = 'flag' | 'action';

/** Everything that inputs may come from. */
export interface Sources {
  /** Text by the name of the input, in snake_case. "" counts as not given. */
  readonly explicit: Readonly<Record<string, string>>;
  readonly spelling: Spelling;
  readonly config: ConfigFile | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Absolute folder at which relative paths of explicit inputs start. */
  readonly workingFolder: string;
  /** Texts of the files that structured inputs name, by absolute path; undefined: no such file. */
  readonly documents?: ReadonlyMap<string, string | undefined>;
  /** What is wrong with the command line already; told together with the rest. */
  readonly problems?: readonly Problem[];
}

/** Where the value of an input came from. `unset`: from nowhere, and there is no default. */
export type Provenance = 'explicit' | 'file' | 'environment' | 'default' | 'unset';

export interface ParsedInputs<S extends Step> {
  readonly inputs: InputsOf<S>;
  /** By the name of the input. */
  readonly provenance: Readonly<Record<string, Provenance>>;
}

/** One input, found and typed. `where` is how to tell the user about it. */
type Finding =
  | { state: 'given'; from: Provenance; value: unknown; where: string }
  | { state: 'refused'; problems: readonly Problem[] };

/**
 * The typed inputs of a step: each from the first that gives it of explicit input, configuration
 * file (the step's environment before the top), environment variable, default.
 * @throws ReleaseError INPUT_INVALID with all problems of the inputs and of the file at once.
 */
export function parseInputs<S extends Step>(step: S, sources: Sources): ParsedInputs<S> {
  const findings = new Map(
    Object.entries(step.inputs).map(([name, input]) => [
      name,
      findInput(step, name, input, sources),
    ]),
  );
  const problems = [
    ...(sources.problems ?? []),
    ...unknownInputs(step, sources),
    ...(sources.config?.problems ?? []),
    ...[...findings.values()].flatMap((found) => (found.state === 'refused' ? found.problems : [])),
    ...brokenRules(step, findings, sources),
  ];
  refuseProblems(step.name, problems);
  const fields: Record<string, unknown> = {};
  const provenance: Record<string, Provenance> = {};
  for (const [name, found] of findings) {
    if (found.state === 'refused') continue;
    fields[fieldOf(name)] = found.value;
    provenance[name] = found.from;
  }
  // Each field was typed by the schema of the input that bears its name.
  return { inputs: fields as InputsOf<S>, provenance };
}

function findInput(step: Step, name: string, input: Input, sources: Sources): Finding {
  return (
    findExplicit(name, input, sources) ??
    findInFile(step, name, sources.config) ??
    findInEnvironment(input, sources) ??
    findDefault(step, name, input, sources)
  );
}

function findExplicit(name: string, input: Input, sources: Sources): Finding | undefined {
  const text = Object.hasOwn(sources.explicit, name) ? sources.explicit[name] : undefined;
  if (text === undefined || text.trim() === '') return undefined;
  return readText(input, text.trim(), spell(name, sources.spelling), 'explicit', sources);
}

function findInFile(step: Step, name: string, config: ConfigFile | undefined): Finding | undefined {
  const path = pathsInFile(step, name).find((candidate) => config?.values.has(candidate));
  const found = path === undefined ? undefined : config?.values.get(path);
  if (found === undefined) return undefined;
  if (!found.ok) return { state: 'refused', problems: [] };
  return { state: 'given', from: 'file', value: found.value, where: found.where };
}

/** Where the file may give an input, first wins. */
function pathsInFile(step: Step, name: string): string[] {
  if (!Object.hasOwn(shared, name)) return [`${sectionOf(step.name)}.${name}`];
  const differs = environmentInputs.some((differing) => differing === name);
  return step.environment !== undefined && differs
    ? [`environments.${step.environment}.${name}`, name]
    : [name];
}

/** The usual place of an input in the file, as a path. */
export function keyInFile(step: Step, name: string): string {
  return Object.hasOwn(shared, name) ? name : `${sectionOf(step.name)}.${name}`;
}

function findInEnvironment(input: Input, sources: Sources): Finding | undefined {
  for (const variable of input.environment) {
    const text = sources.environment[variable]?.trim();
    if (text !== undefined && text !== '') {
      return readText(input, text, variable, 'environment', sources);
    }
  }
  return undefined;
}

function findDefault(step: Step, name: string, input: Input, sources: Sources): Finding {
  const where = keyInFile(step, name);
  if (input.default !== undefined) {
    const reading = readValue(input.schema, input.default, (inner) => where + showPath(inner));
    if (!reading.ok) return { state: 'refused', problems: reading.problems };
    const value = place(input, reading.value, sources.workingFolder);
    return { state: 'given', from: 'default', value, where };
  }
  if (!input.required) return { state: 'given', from: 'unset', value: undefined, where };
  const problem = { where, expected: input.expected, mend: howToGive(step, name, input) };
  return { state: 'refused', problems: [problem] };
}

/** `Give --region, the action input region, region in vertex-release.yaml, or GOOGLE_CLOUD_REGION`. */
export function howToGive(step: Step, name: string, input: Input): string {
  const isSecret = input.kind === 'secret';
  const ways = [
    ...(isSecret ? [] : [flagOf(name)]),
    `the action input ${name}`,
    ...(isSecret || input.perRun ? [] : [`${keyInFile(step, name)} in ${defaultConfig}`]),
    ...input.environment.slice(0, 1).map((variable) => `the environment variable ${variable}`),
  ];
  return `Give ${ways.slice(0, -1).join(', ')} or ${ways.at(-1) ?? name}`;
}

function readText(
  input: Input,
  text: string,
  where: string,
  from: Provenance,
  sources: Sources,
): Finding {
  const locate = (path: ValuePath) => where + showPath(path);
  let raw: unknown;
  let folder = sources.workingFolder;
  if (input.kind === 'structured') {
    const read = readStructuredText(text, { where, ...sources });
    if (!read.ok) return { state: 'refused', problems: read.problems };
    raw = read.value;
    folder = read.folder;
  } else {
    raw = input.readText(text);
  }
  const reading = readValue(input.schema, raw, locate);
  if (!reading.ok) {
    const problems =
      input.kind === 'secret' ? reading.problems.map(withoutFound) : reading.problems;
    return { state: 'refused', problems };
  }
  return { state: 'given', from, value: place(input, reading.value, folder), where };
}

function place(input: Input, value: unknown, folder: string): unknown {
  return input.resolve === undefined ? value : input.resolve(value, folder);
}

/** A secret is never shown, not even a malformed one. */
function withoutFound(problem: Problem): Problem {
  return { ...problem, found: 'something else' };
}

function spell(name: string, spelling: Spelling): string {
  return spelling === 'flag' ? flagOf(name) : name;
}

function unknownInputs(step: Step, { explicit, spelling }: Sources): Problem[] {
  const known = Object.keys(step.inputs);
  return Object.keys(explicit)
    .filter((name) => !Object.hasOwn(step.inputs, name))
    .map((name) => {
      const mend = didYouMean(name, known);
      return {
        where: spell(name, spelling),
        expected: `an input of ${step.name}`,
        found: showValue(name),
        ...(mend === undefined ? {} : { mend }),
      };
    });
}

/** Asks each rule whose inputs are all valid. */
function brokenRules(
  step: Step,
  findings: ReadonlyMap<string, Finding>,
  sources: Sources,
): Problem[] {
  const names = new Map(Object.keys(step.inputs).map((name) => [fieldOf(name) as string, name]));
  const valid: Record<string, unknown> = {};
  for (const [field, name] of names) {
    const found = findings.get(name);
    if (found?.state === 'given') valid[field] = found.value;
  }
  return step.rules.flatMap((rule) => {
    if (!rule.reads.every((field) => Object.hasOwn(valid, field))) return [];
    const breach = rule.breach(valid);
    return breach === undefined ? [] : [breachProblem(breach)];
  });

  function breachProblem({ field, expected, found, mend }: Breach): Problem {
    const name = names.get(field) ?? field;
    const finding = findings.get(name);
    const input = step.inputs[name];
    const isUnset = finding?.state === 'given' && finding.from === 'unset';
    const advice =
      mend ?? (isUnset && input !== undefined ? howToGive(step, name, input) : undefined);
    return {
      where: finding?.state === 'given' ? finding.where : spell(name, sources.spelling),
      expected,
      ...(found === undefined ? {} : { found }),
      ...(advice === undefined ? {} : { mend: advice }),
    };
  }
}
