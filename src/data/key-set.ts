/**
 * Remembers texts by 64 bits of hash, eight bytes each, up to a limit. Two different texts are taken
 * for one with a chance of about n² / 2⁶⁵: 2·10⁻⁷ for two million.
 */
export class KeySet {
  readonly #limit: number;
  #table = new Uint32Array(2 * 1024);
  #size = 0;
  /** The hash last made; two fields instead of a pair, to make no garbage per key. */
  #high = 0;
  #low = 0;

  /** @param limit texts remembered at most. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#size;
  }

  /** `full`: not seen among those remembered, and not remembered itself. */
  add(text: string): 'new' | 'seen' | 'full' {
    this.#hash(text);
    const [high, low] = [this.#high, this.#low];
    let slot = this.#slotOf(high, low);
    if (this.#isTaken(slot)) return 'seen';
    if (this.#size === this.#limit) return 'full';
    if (8 * (this.#size + 1) > 3 * this.#table.length) {
      this.#grow();
      slot = this.#slotOf(high, low);
    }
    this.#put(slot, high, low);
    this.#size += 1;
    return 'new';
  }

  /** The slot that holds the hash, or the free one where it belongs. */
  #slotOf(high: number, low: number): number {
    const table = this.#table;
    const mask = table.length / 2 - 1;
    let slot = low & mask;
    while (this.#isTaken(slot) && !(table[2 * slot] === high && table[2 * slot + 1] === low)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #isTaken(slot: number): boolean {
    return this.#table[2 * slot] !== 0 || this.#table[2 * slot + 1] !== 0;
  }

  #put(slot: number, high: number, low: number): void {
    this.#table[2 * slot] = high;
    this.#table[2 * slot + 1] = low;
  }

  #grow(): void {
    const old = this.#table;
    this.#table = new Uint32Array(2 * old.length);
    for (let at = 0; at < old.length; at += 2) {
      const [high = 0, low = 0] = [old[at], old[at + 1]];
      if (high !== 0 || low !== 0) this.#put(this.#slotOf(high, low), high, low);
    }
  }

  /** Two multiplicative hashes over the code units, mixed into each other; never both zero. */
  #hash(text: string): void {
    let a = 0xdeadbeef;
    let b = 0x41c6ce57;
    for (let i = 0; i < text.length; i += 1) {
      const unit = text.charCodeAt(i);
      a = Math.imul(a ^ unit, 2654435761);
      b = Math.imul(b ^ unit, 1597334677);
    }
    a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
    b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
    this.#high = a >>> 0;
    this.#low = a === 0 && b === 0 ? 1 : b >>> 0;
  }
}
