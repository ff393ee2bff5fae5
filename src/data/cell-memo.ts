import type { Buffer } from 'node:buffer';
import type { Value } from './field-type.ts';

/** Cells remembered, a power of two, and the bytes of the longest of them. */
const slots = 1_024;
const longest = 24;
/** After so many cells, a memo that knew fewer than half of them is given up. */
const trial = 4_096;

/**
 * Reads cells, and remembers what the last ones stood for: most columns of text hold the same few
 * values again and again, and comparing bytes is several times quicker than making a string and parsing it.
 */
export class CellMemo {
  readonly #read: (text: string) => Value | undefined;
  readonly #bytes = new Uint8Array(slots * longest);
  /** Length plus one; 0 is a free slot. */
  readonly #lengths = new Uint8Array(slots);
  readonly #values: (Value | undefined)[] = Array.from({ length: slots });
  #use: 'remembers' | 'given_up' = 'remembers';
  #lookups = 0;
  #hits = 0;

  /** @param read a pure function. */
  constructor(read: (text: string) => Value | undefined) {
    this.#read = read;
  }

  valueOf(bytes: Buffer, start: number, end: number): Value | undefined {
    const length = end - start;
    if (this.#use === 'given_up' || length > longest)
      return this.#read(bytes.toString('utf8', start, end));
    const slot = slotOf(bytes, start, end);
    this.#lookups += 1;
    if (this.#holds(slot, bytes, start, length)) {
      this.#hits += 1;
      return this.#values[slot];
    }
    const value = this.#read(bytes.toString('utf8', start, end));
    this.#bytes.set(bytes.subarray(start, end), slot * longest);
    this.#lengths[slot] = length + 1;
    this.#values[slot] = value;
    if (this.#lookups >= trial) this.#reconsider();
    return value;
  }

  #holds(slot: number, bytes: Buffer, start: number, length: number): boolean {
    if (this.#lengths[slot] !== length + 1) return false;
    const known = this.#bytes;
    const from = slot * longest;
    for (let i = 0; i < length; i += 1) {
      if (known[from + i] !== bytes[start + i]) return false;
    }
    return true;
  }

  #reconsider(): void {
    if (2 * this.#hits < this.#lookups) this.#use = 'given_up';
    this.#lookups = 0;
    this.#hits = 0;
  }
}

/** FNV-1a over the bytes. */
function slotOf(bytes: Buffer, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i += 1) hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x01000193);
  return (hash ^ (hash >>> 15)) & (slots - 1);
}
