import { inputVariableOf } from './naming.ts';
import type { Step } from './step.ts';

/** The explicit inputs that GitHub handed to an action: `INPUT_…` variables that are not empty. */
export function explicitFromActionVariables(
  step: Pick<Step, 'inputs'>,
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const explicit: Record<string, string> = {};
  for (const name of Object.keys(step.inputs)) {
    const text = environment[inputVariableOf(name)];
    if (text !== undefined && text.trim() !== '') explicit[name] = text;
  }
  return explicit;
}
