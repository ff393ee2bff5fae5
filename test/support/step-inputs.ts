import { type Spelling, parseInputs } from '../../src/contract/parse.ts';
import type { InputsOf, Step } from '../../src/contract/step.ts';

const always = { project_id: 'acme-ml', region: 'us-central1', model: 'birds', bucket: 'releases' };

/** Inputs of a step as a terminal would read them from these flags. */
export function inputsOf<S extends Step>(
  step: S,
  flags: Readonly<Record<string, string>> = {},
  change: Partial<InputsOf<S>> = {},
): InputsOf<S> {
  const spelling: Spelling = 'flag';
  const { inputs } = parseInputs(step, {
    explicit: { ...always, ...flags },
    spelling,
    config: undefined,
    environment: {},
    workingFolder: '/project',
  });
  return { ...inputs, ...change };
}
