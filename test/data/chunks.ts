import { Buffer } from 'node:buffer';

/** A source of bytes that arrive whole. */
export async function* whole(content: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield typeof content === 'string' ? Buffer.from(content) : content;
}

/** The same bytes cut into pieces of these sizes, over and over. Every piece reuses one buffer, as a reader may. */
export async function* cut(
  content: string | Uint8Array,
  sizes: readonly number[],
): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const buffer = new Uint8Array(Math.max(...sizes));
  let start = 0;
  for (let i = 0; start < bytes.length; i += 1) {
    const size = sizes[i % sizes.length] ?? 1;
    const piece = bytes.subarray(start, start + size);
    buffer.set(piece);
    yield buffer.subarray(0, piece.length);
    buffer.fill(0);
    start += size;
  }
}
