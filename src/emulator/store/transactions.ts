/** One row as it is now, and how to take that back. */
export interface Change {
  /** Plural of the kind of resource. */
  kind: string;
  name: string;
  /** Undefined for a row that was deleted. */
  row: object | undefined;
  undo: () => void;
}

/** Puts changes where they outlive the process: all of them or none. @throws when it cannot. */
export type Commit = (changes: readonly Change[]) => void;

/**
 * Changes of rows that hold together. A change outside a transaction is one by itself. Rows in memory
 * change at once, which nobody else sees before the end: a transaction is one synchronous run.
 */
export class Transactions {
  readonly #commit: Commit;
  #depth = 0;
  #changes: Change[] = [];
  #afterwards: (() => void)[] = [];

  constructor(commit: Commit = () => undefined) {
    this.#commit = commit;
  }

  /**
   * Runs `body`; its changes are kept when it returns and taken back when it throws. A transaction
   * inside another is kept with the outer one. Of an asynchronous body only what runs at once belongs
   * to the transaction.
   */
  run<Result>(body: () => Result): Result {
    const changes = this.#changes.length;
    const afterwards = this.#afterwards.length;
    this.#depth += 1;
    try {
      const result = body();
      if (this.#depth === 1 && this.#changes.length > 0) this.#commit(this.#changes);
      return result;
    } catch (error) {
      for (const change of this.#changes.splice(changes).toReversed()) change.undo();
      this.#afterwards.splice(afterwards);
      throw error;
    } finally {
      this.#depth -= 1;
      if (this.#depth === 0) this.#finish();
    }
  }

  /** Notes a change that was made in memory. */
  note(change: Change): void {
    this.run(() => this.#changes.push(change));
  }

  /** Runs `action` when what happened so far is kept; never when it is taken back. */
  afterwards(action: () => void): void {
    this.run(() => this.#afterwards.push(action));
  }

  #finish(): void {
    const actions = this.#afterwards;
    this.#changes = [];
    this.#afterwards = [];
    for (const action of actions) action();
  }
}
