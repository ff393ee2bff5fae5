import type { JsonObject } from '../release/json.ts';
import type { ReleaseRecord } from '../release/record.ts';
import type { StepName } from '../release/step-name.ts';

/** The release record, open for writing. */
export interface Journal {
  /** As last written. */
  readonly record: ReleaseRecord;
  /**
   * Merges keys into the step's progress. Durable when it resolves: intent is noted before the
   * call, and an operation's name before the first poll, so that a killed step finds its work.
   * @throws ReleaseError CONFLICT when another runner wrote the record meanwhile.
   */
  note(step: StepName, progress: JsonObject): Promise<void>;
}
