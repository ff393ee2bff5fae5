import { isConflict, type ReleaseError } from '../errors/error.ts';
import { type Clock, isoTime } from '../ports/clock.ts';
import type { Journal } from '../ports/journal.ts';
import type { JsonObject } from '../release/json.ts';
import { isFinal, type Outcome } from '../release/outcome.ts';
import type { ReleaseRecord, StepRecord } from '../release/record.ts';
import type { StepName } from '../release/step-name.ts';
import type { StepResult } from '../release/step-result.ts';
import type { RecordStore, Versioned } from './record-store.ts';

/** The journal of an open release; what it answers to is the record in the store. */
export interface ReleaseJournal extends Journal {
  begin(step: StepName): Promise<void>;
  end(step: StepName, result: StepResult): Promise<void>;
  /** The step broke. What it noted stays, for the next run to go on from. */
  fail(step: StepName, error: ReleaseError): Promise<void>;
}

export function releaseJournal(
  store: RecordStore,
  opened: Versioned<ReleaseRecord>,
  clock: Clock,
): ReleaseJournal {
  let { value: record, generation } = opened;

  const write = async (changed: ReleaseRecord) => {
    const next = { ...changed, updatedAt: isoTime(clock.now()) };
    generation = await store.writeRecord(next, { ifGeneration: generation });
    record = next;
  };
  const writeStep = async (step: StepName, change: Partial<StepRecord>, rest = {}) => {
    const known = record.steps[step] ?? newStep(isoTime(clock.now()), 1);
    const steps = { ...record.steps, [step]: { ...known, ...change } };
    await write({ ...record, steps, ...rest });
  };

  /**
   * How the step ended is told whatever another runner wrote meanwhile, unless that one has begun the
   * same step after us: then it tells.
   */
  const tell = async (
    step: StepName,
    change: Partial<StepRecord>,
    rest: Partial<ReleaseRecord>,
  ) => {
    const { attempts } = record.steps[step] ?? {};
    try {
      await writeStep(step, change, rest);
    } catch (error) {
      if (!isConflict(error)) throw error;
      const stored = await store.readRecord(record.releaseId);
      if (stored === undefined) throw error;
      ({ value: record, generation } = stored);
      if (record.steps[step]?.attempts === attempts) await writeStep(step, change, rest);
    }
  };

  return {
    get record() {
      return record;
    },

    async begin(step) {
      const { outcome, ...open } = record;
      const { startedAt, attempts, progress, outputs } =
        record.steps[step] ?? newStep(isoTime(clock.now()), 0);
      // How an earlier attempt ended says nothing of this one.
      const begun = {
        state: 'running' as const,
        startedAt,
        attempts: attempts + 1,
        progress,
        outputs,
      };
      const steps = { ...record.steps, [step]: begun };
      await write({ ...(isFinal(outcome) ? record : open), steps });
    },

    async note(step, progress) {
      const known = record.steps[step]?.progress ?? {};
      await writeStep(step, { progress: { ...known, ...progress } });
    },

    async end(step, result) {
      const finishedAt = isoTime(clock.now());
      const { verdict, state, summary, outputs, evidence } = result;
      const told = { verdict, state, summary, finishedAt, outputs };
      const change = evidence === undefined ? told : { ...told, evidence };
      await tell(step, change, ending(result.outcome, finishedAt));
    },

    async fail(step, error) {
      const finishedAt = isoTime(clock.now());
      const summary = `${error.message} [${error.code}]`;
      const outcome = error.code === 'CANCELLED' ? undefined : ('failed' as const);
      const change = { verdict: 'error' as const, state: 'failed' as const, summary, finishedAt };
      await tell(step, change, ending(outcome, finishedAt));
    },
  };
}

/** A journal that forgets: dry runs plan with it and leave no trace. */
export function forgetfulJournal(record: ReleaseRecord): Journal {
  return { record, note: async (_step: StepName, _progress: JsonObject) => {} };
}

function newStep(startedAt: string, attempts: number): StepRecord {
  return { state: 'running', startedAt, attempts, progress: {}, outputs: {} };
}

function ending(outcome: Outcome | undefined, finishedAt: string): Partial<ReleaseRecord> {
  if (outcome === undefined) return {};
  return isFinal(outcome) ? { outcome, finishedAt } : { outcome };
}
