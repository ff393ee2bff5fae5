/** CRC-32C (Castagnoli) of bytes that come in pieces, as Cloud Storage writes it. */
export class Crc32c {
  readonly #table = castagnoliTable();
  #crc = 0xffffffff;

  update(data: Uint8Array): this {
    const table = this.#table;
    let crc = this.#crc;
    for (let index = 0; index < data.length; index += 1) {
      crc = (table[(crc ^ (data[index] ?? 0)) & 0xff] ?? 0) ^ (crc >>> 8);
    }
    this.#crc = crc;
    return this;
  }

  /** Base64 of the big-endian value. */
  digest(): string {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE((this.#crc ^ 0xffffffff) >>> 0);
    return bytes.toString('base64');
  }
}

function castagnoliTable(): Uint32Array {
  const table = new Uint32Array(256);
  for (let index = 0; index < 256; index += 1) {
    let value = index;
    for (let bit = 0; bit < 8; bit += 1) {
      value = (value & 1) === 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
    }
    table[index] = value >>> 0;
  }
  return table;
}
