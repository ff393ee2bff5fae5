import type { ColumnTally } from './column-tally.ts';
import { KeySet } from './key-set.ts';
import { noOffences, noteOffence } from './offences.ts';
import type { KeyProfile } from './profile.ts';
import type { Key } from './table-schema.ts';

/** Keys remembered at most, per key: 32 MiB of hashes. */
export const keysRemembered = 2_000_000;

/** Looks for repeated keys, in bounded memory. Rows without a value in some field of the key are no repetition. */
export class KeyTally {
  readonly #key: Key;
  readonly #columns: readonly ColumnTally[];
  readonly #seen: KeySet;
  readonly #duplicates = noOffences();
  #coverage: KeyProfile['coverage'] = 'full';

  /** @param limit keys remembered at most. */
  constructor(key: Key, columns: readonly ColumnTally[], limit: number) {
    this.#key = key;
    this.#columns = columns;
    this.#seen = new KeySet(limit);
  }

  /** Takes the values that the columns have just added. */
  add(row: number): void {
    const parts: string[] = [];
    for (const { lastKey } of this.#columns) {
      if (lastKey === undefined) return;
      // Lengths keep ("a", "bc") and ("ab", "c") apart.
      parts.push(this.#columns.length === 1 ? lastKey : `${lastKey.length}:${lastKey}`);
    }
    const answer = this.#seen.add(parts.join(''));
    if (answer === 'seen') noteOffence(this.#duplicates, row);
    if (answer === 'full') this.#coverage = 'partial';
  }

  profile(): KeyProfile {
    return {
      ...this.#key,
      duplicates: this.#duplicates,
      remembered: this.#seen.size,
      coverage: this.#coverage,
    };
  }
}
