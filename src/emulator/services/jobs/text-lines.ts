const lineFeed = 0x0a;
/** Bytes that are made text at a time. */
const pieceSize = 65_536;
const maxLineBytes = 10 * 1024 * 1024;

/**
 * Lines of a stream of UTF-8 that are not empty, without their ends, some at a time.
 * @throws Error for a line of more than 10 MiB.
 */
export async function* linesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  let isFirst = true;
  for await (const bytes of wholeLines(stream)) {
    const text = bytes.toString('utf8');
    const lines = splitLines(isFirst ? text.replace(/^\uFEFF/, '') : text);
    isFirst = false;
    if (lines.length > 0) yield lines;
  }
}

/** Pieces that end where a line ends, which no character of UTF-8 stretches across. */
async function* wholeLines(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let begun: Buffer[] = [];
  let begunBytes = 0;
  for await (const chunk of stream) {
    for (let from = 0; from < chunk.length; from += pieceSize) {
      const piece = chunk.subarray(from, from + pieceSize);
      const end = piece.lastIndexOf(lineFeed) + 1;
      if (end > 0) {
        yield Buffer.concat([...begun, piece.subarray(0, end)]);
        begun = [];
        begunBytes = 0;
      }
      begun.push(piece.subarray(end));
      begunBytes += piece.length - end;
      if (begunBytes > maxLineBytes) throw new Error('a line is longer than 10 MiB');
    }
  }
  yield Buffer.concat(begun);
}

function splitLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line))
    .filter((line) => line !== '');
}
