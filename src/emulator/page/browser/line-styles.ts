/** As many as the style sheet tells apart. */
const styleCount = 6;

/** A class of colour and dashes for each of some things, which it keeps while others come and go. */
export class LineStyles {
  readonly #indexes = new Map<string, number>();

  /** By id, in their order. */
  of(ids: readonly string[]): string[] {
    for (const id of this.#indexes.keys()) if (!ids.includes(id)) this.#indexes.delete(id);
    return ids.map((id) => `line-${this.#indexOf(id) % styleCount}`);
  }

  #indexOf(id: string): number {
    const known = this.#indexes.get(id);
    if (known !== undefined) return known;
    const taken = new Set(this.#indexes.values());
    let index = 0;
    while (taken.has(index)) index += 1;
    this.#indexes.set(id, index);
    return index;
  }
}
