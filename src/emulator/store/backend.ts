import type { ContentStore } from './contents.ts';

/** A row as it is to be kept. */
export interface RowChange {
  /** Plural of the kind of resource. */
  kind: string;
  name: string;
  /** Undefined for a row that was deleted. Must survive a trip through JSON. */
  row: object | undefined;
}

export type StoredRow<Row> = readonly [name: string, row: Row];

/** What outlives the process. */
export interface Backend {
  readonly contents: ContentStore;
  /** What an earlier process kept, in order of creation. */
  load<Row extends object>(kind: string): StoredRow<Row>[];
  /** Keeps all of the changes or none, before it returns. @throws when it cannot. */
  commit(changes: readonly RowChange[]): void;
  /**
   * Keeps a change within half a second: for what is too frequent to be waited for. A process that is
   * killed loses what it did not get to. The row is read when it is kept.
   */
  commitLater(change: RowChange): void;
  /** Forgets everything. */
  clear(): void;
  /** Keeps what is late and lets go of the storage. Changes after that are nobody's. */
  close(): void;
}
