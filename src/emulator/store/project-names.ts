import { projectNumber } from './ids.ts';

/** Remembers under which id a project was addressed; resources know its number only. */
export class ProjectNames {
  readonly #ids = new Map<string, string>();

  /** Notes the project of a path such as `/v1/projects/ID/locations/…`. */
  noteIn(path: string): void {
    const id = /\/projects\/([^/]+)\//.exec(path)?.[1];
    if (id !== undefined && !/^\d+$/.test(id)) this.#ids.set(projectNumber(id), id);
  }

  /** The id, or the number again where no id was seen. */
  idOf(number: string): string {
    return this.#ids.get(number) ?? number;
  }
}
