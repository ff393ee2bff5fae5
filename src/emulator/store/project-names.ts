import { projectNumber } from './ids.ts';
import type { Table } from './table.ts';

/** Remembers under which id a project was addressed; resources know its number only. */
export class ProjectNames {
  readonly #table: Table<{ id: string }>;

  /** `table`: by number of the project. */
  constructor(table: Table<{ id: string }>) {
    this.#table = table;
  }

  /** Notes the project of a path such as `/v1/projects/ID/locations/…`. */
  noteIn(path: string): void {
    const id = /\/projects\/([^/]+)\//.exec(path)?.[1];
    if (id === undefined || /^\d+$/.test(id)) return;
    const number = projectNumber(id);
    if (this.#table.get(number)?.id !== id) this.#table.put(number, { id });
  }

  /** The id, or the number again where no id was seen. */
  idOf(number: string): string {
    return this.#table.get(number)?.id ?? number;
  }
}
