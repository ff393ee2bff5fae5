import { isRefusal, ReleaseError } from '../../errors/error.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { JsonObject } from '../../release/json.ts';

/** A change of the endpoint that takes an operation. Made again, it finds what was begun before. */
export interface Change {
  /** Of its note in the record. */
  key: string;
  /** Whether the endpoint shows it. */
  isInForce(): Promise<boolean>;
  /** Name of the operation that makes it. */
  begin(): Promise<string>;
}

const step = 'deploy-staging';
/** Pause before a call is made again that is refused while an earlier one is under way. */
const pauseMs = 5_000;

/**
 * Makes a change unless it is in force: intent into the record, the call, its operation into the
 * record, then it is seen through and read back.
 * @throws ReleaseError OPERATION_FAILED, DEADLINE_EXCEEDED, CANCELLED, or what the call was refused with.
 */
export async function makeChange(
  change: Change,
  timeoutMs: number,
  context: StepContext,
): Promise<void> {
  const { host, clock } = context.ports;
  const earlier = notedOf(change, context);
  if (earlier?.operation !== undefined) await seeBygone(earlier.operation, timeoutMs, context);
  // An earlier run was killed around its call: whether that had an effect only time can tell.
  const isLost = earlier !== undefined && earlier.operation === undefined;
  const begunAt = isLost ? earlier.begunAt : clock.now();
  while (!(await change.isInForce())) {
    if (!isLost) await note(change, { begunAt }, context);
    let operation: string;
    try {
      operation = await change.begin();
    } catch (refusal) {
      if (!isRefusal(refusal)) throw refusal;
      if (!isLost || clock.now() - begunAt > timeoutMs) {
        await note(change, null, context);
        throw refusal;
      }
      host.progress('the endpoint is still at what an earlier run began');
      await clock.sleep(pauseMs, context.signal);
      continue;
    }
    await note(change, { begunAt, operation }, context);
    await awaitOperation(operation, timeoutMs, context);
    if (await change.isInForce()) return;
    throw new ReleaseError('CONFLICT', `${operation} ended and the endpoint does not show it`, {
      mend: 'Somebody else changed the staging endpoint meanwhile. Run the step again.',
    });
  }
}

interface Noted {
  begunAt: number;
  /** Absent between the intent and the answer of the call. */
  operation?: string;
}

function notedOf({ key }: Change, { journal }: StepContext): Noted | undefined {
  return (journal.record.steps[step]?.progress[key] ?? undefined) as Noted | undefined;
}

async function note({ key }: Change, noted: JsonObject | null, { journal }: StepContext) {
  await journal.note(step, { [key]: noted });
}

/** The earlier operation may be gone or have failed: what it was for is begun again. */
async function seeBygone(operation: string, timeoutMs: number, context: StepContext) {
  try {
    await awaitOperation(operation, timeoutMs, context);
  } catch (error) {
    const code = error instanceof ReleaseError ? error.code : undefined;
    if (code !== 'RESOURCE_NOT_FOUND' && code !== 'OPERATION_FAILED') throw error;
  }
}

async function awaitOperation(
  operation: string,
  timeoutMs: number,
  { ports, signal }: StepContext,
): Promise<void> {
  await ports.endpoints.awaitChange(operation, {
    timeoutMs,
    signal,
    onStage: (stage) => ports.host.progress(stage.toLowerCase().replaceAll('_', ' ')),
  });
}
