/** What drawing lots leaves, however the items came: those of the lowest lots that fit together. */
export class Lots<T> {
  readonly #most: number;
  readonly #mostBytes: number;
  /** By lot. */
  readonly #drawn: { lot: number; bytes: number; item: T }[] = [];
  #bytes = 0;
  /** The lowest lot that found no place: none from there on has one. */
  #bound = Infinity;

  constructor(most: number, mostBytes: number) {
    this.#most = most;
    this.#mostBytes = mostBytes;
  }

  /** Whether an item of this lot may be among those that stay. */
  takes(lot: number): boolean {
    return lot < this.#bound;
  }

  add(lot: number, bytes: number, item: T): void {
    if (!this.takes(lot)) return;
    this.#drawn.splice(this.#placeOf(lot), 0, { lot, bytes, item });
    this.#bytes += bytes;
    while (this.#drawn.length > this.#most || this.#bytes > this.#mostBytes) {
      const last = this.#drawn.pop();
      if (last === undefined) return;
      this.#bytes -= last.bytes;
      this.#bound = last.lot;
    }
  }

  get bytes(): number {
    return this.#bytes;
  }

  get items(): T[] {
    return this.#drawn.map(({ item }) => item);
  }

  #placeOf(lot: number): number {
    let [low, high] = [0, this.#drawn.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#drawn[middle]?.lot ?? 0) <= lot) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
