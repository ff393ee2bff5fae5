import { type ParsedInputs, parseInputs, type Sources } from '../contract/parse.ts';
import type { InputsOf, Step } from '../contract/step.ts';
import type { shared } from '../contract/shared.ts';
import type { StepContext } from '../ports/ports.ts';
import type { StepName } from '../release/step-name.ts';
import type { StepResult } from '../release/step-result.ts';

export type SharedInputs = InputsOf<{ inputs: typeof shared }>;

/** A step whose inputs have been read and found right. */
export interface PreparedStep {
  readonly name: StepName;
  readonly shared: SharedInputs;
  /** Inputs by field, for what the pipeline itself asks of some steps. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly provenance: ParsedInputs<Step>['provenance'];
  /**
   * What the step answers without touching anything, if it can.
   * @throws ReleaseError CONFLICT when somebody else is at work.
   */
  claim(context: StepContext): Promise<StepResult | undefined>;
  run(context: StepContext): Promise<StepResult>;
}

export interface Program {
  readonly contract: Step;
  /** @throws ReleaseError INPUT_INVALID with all problems of the step's inputs. */
  prepare(sources: Sources): PreparedStep;
}

/** What fulfils a contract. */
export interface StepCode<S extends Step> {
  run(inputs: InputsOf<S>, context: StepContext): Promise<StepResult>;
  claim?(inputs: InputsOf<S>, context: StepContext): Promise<StepResult | undefined>;
}

/** A contract and the code that fulfils it, which is loaded when it runs. */
export function program<S extends Step & { inputs: typeof shared }>(
  contract: S,
  load: () => Promise<StepCode<S>>,
): Program {
  return {
    contract,
    prepare(sources) {
      const { inputs, provenance } = parseInputs(contract, sources);
      return {
        name: contract.name,
        shared: inputs as SharedInputs,
        inputs,
        provenance,
        claim: async (context) => (await load()).claim?.(inputs, context),
        run: async (context) => (await load()).run(inputs, context),
      };
    },
  };
}
