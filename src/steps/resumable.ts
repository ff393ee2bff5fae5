import { ReleaseError } from '../errors/error.ts';
import type { StepContext } from '../ports/ports.ts';
import type { StepName } from '../release/step-name.ts';

/**
 * Sees an operation of the cloud through: the one that an earlier run of this step began, else a
 * new one. Its name is durable before the first poll, so a killed step finds it again.
 */
export async function resumable<T>(
  { journal }: StepContext,
  step: StepName,
  key: string,
  begin: () => Promise<string>,
  finish: (operation: string) => Promise<T>,
): Promise<T> {
  const known = journal.record.steps[step]?.progress[key];
  if (typeof known === 'string') {
    try {
      return await finish(known);
    } catch (error) {
      if (!isOver(error)) throw error;
    }
  }
  const operation = await begin();
  await journal.note(step, { [key]: operation });
  return await finish(operation);
}

/** The earlier operation is gone or failed: what it was for may be begun again. */
function isOver(error: unknown): boolean {
  return (
    error instanceof ReleaseError &&
    (error.code === 'RESOURCE_NOT_FOUND' || error.code === 'OPERATION_FAILED')
  );
}
