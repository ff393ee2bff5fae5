import type { StepName } from '../release/step-name.ts';
import type { Input, Inputs } from './input.ts';
import type { CamelCase } from './naming.ts';
import type { Outputs, OutputTypes } from './output.ts';
import type { Rule } from './rule.ts';

/** The part of `environments:` in the configuration file that a step works in. */
export type EnvironmentName = 'staging' | 'production';

/** What a step takes and gives, declared once; everything else about it is derived from this. */
export interface Step<
  N extends StepName = StepName,
  I extends Inputs = Inputs,
  O extends Outputs = Outputs,
> {
  readonly name: N;
  /** One sentence. */
  readonly summary: string;
  /** Absent: the step works in the project at the top of the configuration file. */
  readonly environment?: EnvironmentName;
  readonly inputs: I;
  readonly outputs: O;
  /** What must hold between inputs. */
  readonly rules: readonly Rule[];
}

type Fields<I extends Inputs> = {
  readonly [K in keyof I & string as CamelCase<K>]: I[K] extends Input<infer T> ? T : never;
};

/** Typed inputs of a step in camelCase, with defaults applied; what may be left out may be undefined. */
export type InputsOf<S extends { readonly inputs: Inputs }> = Fields<S['inputs']>;

/** Outputs of a step by their declared names. A step that stops early leaves some out. */
export type OutputsOf<S extends { readonly outputs: Outputs }> = {
  readonly [K in keyof S['outputs']]?: OutputTypes[S['outputs'][K]['type']];
};

export interface StepDeclaration<N extends StepName, I extends Inputs, O extends Outputs> {
  name: N;
  summary: string;
  environment?: EnvironmentName;
  inputs: I;
  outputs: O;
  rules?: readonly Rule<Fields<I>>[];
}

export function step<const N extends StepName, I extends Inputs, O extends Outputs>(
  declaration: StepDeclaration<N, I, O>,
): Step<N, I, O> {
  return { ...declaration, rules: (declaration.rules ?? []) as readonly Rule[] };
}
