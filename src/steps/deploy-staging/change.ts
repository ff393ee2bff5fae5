import { isRefusal, isUnanswered, ReleaseError } from '../../errors/error.ts';
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
  /** The operation that is at work on what is changed, whoever began it. */
  findRunning?(): Promise<string | undefined>;
}

const step = 'deploy-staging';
/** Pause before a call is made again that is refused while an earlier one is under way. */
const pauseMs = 5_000;
/** Calls without an answer, one after the other, before an outage is called a failure: two minutes. */
const outagePatience = 24;

/**
 * Makes a change unless it is in force: intent into the record, the call, its operation into the
 * record, then it is seen through and read back. When nobody knows whether a call had an effect, since
 * the run was killed or no answer came, that is looked for before the call is made again.
 * @throws ReleaseError OPERATION_FAILED, DEADLINE_EXCEEDED, CANCELLED, or what the call was refused with.
 */
export async function makeChange(
  change: Change,
  timeoutMs: number,
  context: StepContext,
): Promise<void> {
  const { clock } = context.ports;
  const earlier = notedOf(change, context);
  if (earlier?.operation !== undefined) await seeBygone(earlier.operation, timeoutMs, context);
  let attempt: Attempt =
    earlier !== undefined && earlier.operation === undefined
      ? { kind: 'repeated', since: earlier.begunAt, silences: 0 }
      : { kind: 'first', since: clock.now() };
  while (!(await change.isInForce())) {
    if (attempt.kind === 'repeated' && (await seeRunning(change, timeoutMs, context))) continue;
    const begun = await call(change, attempt, timeoutMs, context);
    if (begun.kind === 'repeated') {
      attempt = begun;
      await clock.sleep(pauseMs, context.signal);
      continue;
    }
    await note(change, { begunAt: attempt.since, operation: begun.operation }, context);
    await awaitOperation(begun.operation, timeoutMs, context);
    if (await change.isInForce()) return;
    throw new ReleaseError(
      'CONFLICT',
      `${begun.operation} ended and the endpoint does not show it`,
      {
        mend: 'Somebody else changed the staging endpoint meanwhile. Run the step again.',
      },
    );
  }
}

/** `repeated`: an earlier call, at `since`, may have had its effect. */
type Attempt =
  { kind: 'first'; since: number } | { kind: 'repeated'; since: number; silences: number };

/** Begins the change, or answers how to try again. @throws what the call failed with for good. */
async function call(
  change: Change,
  attempt: Attempt,
  timeoutMs: number,
  context: StepContext,
): Promise<{ kind: 'begun'; operation: string } | Extract<Attempt, { kind: 'repeated' }>> {
  const { host, clock } = context.ports;
  const { since } = attempt;
  if (attempt.kind === 'first') await note(change, { begunAt: since }, context);
  try {
    return { kind: 'begun', operation: await change.begin() };
  } catch (error) {
    const silences = attempt.kind === 'first' ? 0 : attempt.silences;
    if (isUnanswered(error)) {
      if (silences >= outagePatience) throw error;
      host.warn(`${error.message}: looking whether it had an effect`);
      return { kind: 'repeated', since, silences: silences + 1 };
    }
    if (!isRefusal(error)) throw error;
    if (attempt.kind === 'first' || clock.now() - since > timeoutMs) {
      await note(change, null, context);
      throw error;
    }
    host.progress('the endpoint is still at what an earlier call began');
    return { kind: 'repeated', since, silences: 0 };
  }
}

/** Sees the operation through that is at work, most likely what the earlier call began. */
async function seeRunning(
  change: Change,
  timeoutMs: number,
  context: StepContext,
): Promise<boolean> {
  const operation = await change.findRunning?.();
  if (operation === undefined) return false;
  await awaitOperation(operation, timeoutMs, context);
  return true;
}

interface Noted {
  begunAt: number;
  /** Absent between the intent and the answer of the call. */
  operation?: string;
}

/** When the change was begun, by this run or an earlier one. */
export function begunAt(key: string, context: StepContext): number | undefined {
  return notedOf({ key }, context)?.begunAt;
}

function notedOf({ key }: Pick<Change, 'key'>, { journal }: StepContext): Noted | undefined {
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
