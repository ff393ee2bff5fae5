import type { Journal } from '../../src/ports/journal.ts';
import type { JsonObject } from '../../src/release/json.ts';
import { recordVersion, type ReleaseRecord, type StepRecord } from '../../src/release/record.ts';
import type { StepName } from '../../src/release/step-name.ts';

const openedAt = '2026-01-05T09:00:00.000Z';

export function fakeRecord(change: Partial<ReleaseRecord> = {}): ReleaseRecord {
  return {
    apiVersion: recordVersion,
    kind: 'ReleaseRecord',
    releaseId: 'birds-1a2b3c4d-1',
    model: 'birds',
    commit: '1a2b3c4d5e6f',
    number: 1,
    emulated: false,
    identity: {},
    openedAt,
    updatedAt: openedAt,
    host: { name: 'terminal' },
    steps: {},
    ...change,
  };
}

/** A step that passed, with these outputs. */
export function passedStep(outputs: StepRecord['outputs']): StepRecord {
  return {
    state: 'done',
    verdict: 'pass',
    startedAt: openedAt,
    attempts: 1,
    progress: {},
    outputs,
  };
}

/** A journal in memory. */
export function fakeJournal(initial: ReleaseRecord = fakeRecord()): Journal {
  let record = initial;
  return {
    get record() {
      return record;
    },
    async note(step: StepName, progress: JsonObject) {
      const known = record.steps[step] ?? passedStep({});
      const merged = { ...known, progress: { ...known.progress, ...progress } };
      record = { ...record, steps: { ...record.steps, [step]: merged } };
    },
  };
}
