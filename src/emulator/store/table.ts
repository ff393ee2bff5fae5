import type { Transactions } from './transactions.ts';

/**
 * Resources of one kind by full name. Values are never changed in place: a change puts a new value,
 * so whoever holds one sees a consistent state.
 */
export interface Table<Resource> {
  get(name: string): Resource | undefined;
  put(name: string, resource: Resource): void;
  delete(name: string): void;
  /** Those whose name begins with `prefix`, in order of creation. */
  list(prefix: string): Resource[];
  clear(): void;
}

/** Opens the table of one kind of resource. Rows must survive a trip through JSON. */
export type TableOpener = <Resource extends object>(kind: string) => Table<Resource>;

interface Placed<Resource> {
  /** Position in order of creation. */
  position: number;
  resource: Resource;
}

/** Rows in memory; every change is noted in the transaction that it belongs to. */
export class NotedTable<Resource extends object> implements Table<Resource> {
  readonly #kind: string;
  readonly #transactions: Transactions;
  #rows = new Map<string, Placed<Resource>>();
  #nextPosition = 0;

  /** `stored`: the rows of an earlier process, in order of creation. */
  constructor(
    kind: string,
    transactions: Transactions,
    stored: Iterable<readonly [name: string, resource: Resource]> = [],
  ) {
    this.#kind = kind;
    this.#transactions = transactions;
    for (const [name, resource] of stored) this.#set(name, resource);
  }

  get(name: string): Resource | undefined {
    return this.#rows.get(name)?.resource;
  }

  put(name: string, resource: Resource): void {
    const before = this.#rows.get(name);
    this.#set(name, resource);
    this.#note(name, resource, before);
  }

  delete(name: string): void {
    const before = this.#rows.get(name);
    if (before === undefined) return;
    this.#rows.delete(name);
    this.#note(name, undefined, before);
  }

  list(prefix: string): Resource[] {
    const found: Resource[] = [];
    for (const [name, { resource }] of this.#rows) {
      if (name.startsWith(prefix)) found.push(resource);
    }
    return found;
  }

  clear(): void {
    this.#transactions.run(() => {
      for (const name of this.#rows.keys()) this.delete(name);
    });
  }

  #set(name: string, resource: Resource): void {
    const position = this.#rows.get(name)?.position ?? this.#nextPosition++;
    this.#rows.set(name, { position, resource });
  }

  #note(name: string, row: Resource | undefined, before: Placed<Resource> | undefined): void {
    const undo = (): void => this.#restore(name, before);
    this.#transactions.note({ kind: this.#kind, name, row, undo });
  }

  /** A row that comes back takes its old place. */
  #restore(name: string, before: Placed<Resource> | undefined): void {
    const isBack = before !== undefined && !this.#rows.has(name);
    if (before === undefined) this.#rows.delete(name);
    else this.#rows.set(name, before);
    if (isBack) {
      const inOrder = [...this.#rows].toSorted(([, a], [, b]) => a.position - b.position);
      this.#rows = new Map(inOrder);
    }
  }
}
