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
export type TableOpener = <Resource>(kind: string) => Table<Resource>;

/** A table that lives as long as the process. */
export class MemoryTable<Resource> implements Table<Resource> {
  readonly #rows = new Map<string, Resource>();

  get(name: string): Resource | undefined {
    return this.#rows.get(name);
  }

  put(name: string, resource: Resource): void {
    this.#rows.set(name, resource);
  }

  delete(name: string): void {
    this.#rows.delete(name);
  }

  list(prefix: string): Resource[] {
    return [...this.#rows].filter(([name]) => name.startsWith(prefix)).map(([, row]) => row);
  }

  clear(): void {
    this.#rows.clear();
  }
}
