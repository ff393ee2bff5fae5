import type { z } from 'zod';
import type { Json } from '../release/json.ts';

export type KindName =
  | 'text'
  | 'choice'
  | 'image'
  | 'secret'
  | 'boolean'
  | 'integer'
  | 'number'
  | 'percent'
  | 'percents'
  | 'duration'
  | 'path'
  | 'location'
  | 'list'
  | 'key_values'
  | 'structured';

/** What every input says of itself; `F` is its form in the configuration file. */
export interface InputOptions<F = Json> {
  /** Complete sentences: what it is and what leaving it out means. */
  about: string;
  /** `percent`, `requests`; of durations the unit is part of the value. */
  unit?: string;
  example?: F;
  default?: F;
  /** Somebody must give it: there is no sensible default. */
  required?: true;
  /** Variables that are asked when neither an explicit input nor the file gives it; first wins. */
  environment?: readonly string[];
  /** Belongs to one run and never into the configuration file. */
  perRun?: true;
}

/** One declared input. `T` is its typed value, with `undefined` when it may be left out. */
export interface Input<T = unknown> {
  readonly kind: KindName;
  readonly about: string;
  /** What is accepted, as a phrase: `a whole number from 1 to 65535`. */
  readonly expected: string;
  readonly unit?: string;
  readonly example?: Json;
  readonly default?: Json;
  readonly required: boolean;
  readonly environment: readonly string[];
  readonly perRun: boolean;
  /** From the form of the configuration file to the typed value; its messages are such phrases. */
  readonly schema: z.ZodType<T>;
  /** Text of a flag or variable in the form of the file; text that has no such form stays text. */
  readText(text: string): unknown;
  /** The form of the file as the text of a flag. */
  showText(value: Json): string;
  /** The value with relative paths placed in a folder; absent when it holds none. */
  resolve?(value: T, folder: string): T;
}

/** The typed value of an input declared with these options. */
export type Given<T, O> = O extends { required: true }
  ? T
  : O extends { default: Json }
    ? T
    : T | undefined;

/** What a kind adds to the options: how values look, how text becomes one. */
export interface Form<T> {
  expected: string;
  schema: z.ZodType<T>;
  readText?(text: string): unknown;
  showText?(value: Json): string;
  resolve?(value: T, folder: string): T;
}

/** An input from what its author said and what its kind knows. */
export function declareInput<T, O extends InputOptions>(
  kind: KindName,
  options: O,
  form: Form<T>,
): Input<Given<T, O>>;
export function declareInput<T>(kind: KindName, options: InputOptions, form: Form<T>): Input<T> {
  const { resolve } = form;
  return {
    kind,
    about: options.about,
    expected: form.expected,
    ...(options.unit === undefined ? {} : { unit: options.unit }),
    ...(options.example === undefined ? {} : { example: options.example }),
    ...(options.default === undefined ? {} : { default: options.default }),
    required: options.required ?? false,
    environment: options.environment ?? [],
    perRun: options.perRun ?? false,
    schema: form.schema,
    readText: form.readText ?? ((text) => text),
    showText: form.showText ?? String,
    ...(resolve === undefined ? {} : { resolve }),
  };
}

export type Inputs = Readonly<Record<string, Input>>;

/**
 * The inputs that may become a flag, a substitution or a line of help. Secrets are not among them:
 * command lines and build configurations are stored and shown.
 */
export function publicInputs(inputs: Inputs): [name: string, input: Input][] {
  return Object.entries(inputs).filter(([, input]) => input.kind !== 'secret');
}

/** The inputs that may stand in the configuration file: no secrets, nothing that belongs to one run. */
export function fileInputs(inputs: Inputs): [name: string, input: Input][] {
  return publicInputs(inputs).filter(([, input]) => !input.perRun);
}
