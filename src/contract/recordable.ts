import { fieldOf } from './naming.ts';
import type { InputsOf, Step } from './step.ts';

/** The inputs by name without secrets and without what was not given: fit for records and logs. */
export function recordableInputs<S extends Step>(
  step: S,
  inputs: InputsOf<S>,
): Record<string, unknown> {
  const values = inputs as Readonly<Record<string, unknown>>;
  const recordable: Record<string, unknown> = {};
  for (const [name, input] of Object.entries(step.inputs)) {
    const value = values[fieldOf(name)];
    if (input.kind !== 'secret' && value !== undefined) recordable[name] = value;
  }
  return recordable;
}
