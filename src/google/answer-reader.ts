export interface HttpAnswer {
  status: number;
  body: string;
  deployedModelId: string | undefined;
  /** Whether another request may follow on the connection. */
  stays: boolean;
}

interface Head {
  status: number;
  deployedModelId: string | undefined;
  stays: boolean;
  /** Bytes of the body; `chunks` when each chunk tells its own, `rest` when it ends with the connection. */
  length: number | 'chunks' | 'rest';
}

const longestHead = 65_536;
const longestBody = 64 * 1_048_576;
const headEnd = Buffer.from('\r\n\r\n');
const lineEnd = Buffer.from('\r\n');

/**
 * Reads the answers of one connection, one request at a time: RFC 9112 as far as the answer to a POST
 * goes. `push` and `end` throw an Error whose message says what is wrong with the answer.
 */
export class AnswerReader {
  #held: Buffer = Buffer.alloc(0);
  #head: Head | undefined;
  #chunks: Buffer[] = [];
  #bodyBytes = 0;
  /** Answers of one connection mostly have the same head: their date changes once a second. */
  #lastHead: { text: string; head: Head } | undefined;

  get bodyBytes(): number {
    return this.#bodyBytes;
  }

  /** Whether anything of an answer has come. */
  get hasBegun(): boolean {
    return this.#head !== undefined || this.#held.length > 0;
  }

  /** The answer, once it is whole. */
  push(bytes: Buffer): HttpAnswer | undefined {
    this.#held = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes]);
    this.#head ??= this.#takeHead();
    if (this.#head === undefined) return undefined;
    const isWhole = this.#takeBody(this.#head.length);
    if (this.#bodyBytes > longestBody) throw new Error(`it is longer than ${longestBody} bytes`);
    return isWhole ? this.#answer(this.#head) : undefined;
  }

  /** The answer that only ends with its connection; undefined when it is not whole. */
  end(): HttpAnswer | undefined {
    return this.#head?.length === 'rest' ? this.#answer(this.#head) : undefined;
  }

  #takeHead(): Head | undefined {
    for (;;) {
      const end = this.#held.indexOf(headEnd);
      if (end < 0) {
        if (this.#held.length > longestHead) throw new Error('its head has no end');
        return undefined;
      }
      const head = this.#headOf(this.#held.toString('latin1', 0, end));
      this.#held = this.#held.subarray(end + headEnd.length);
      // 1xx says that an answer is to come: RFC 9110, 15.2.
      if (head.status >= 200) return head;
    }
  }

  #headOf(text: string): Head {
    if (this.#lastHead?.text !== text) this.#lastHead = { text, head: readHead(text) };
    return this.#lastHead.head;
  }

  /** Whether the body is whole. */
  #takeBody(length: Head['length']): boolean {
    if (length === 'chunks') return this.#takeChunks();
    const wanted = length === 'rest' ? this.#held.length : length - this.#bodyBytes;
    this.#take(Math.min(wanted, this.#held.length));
    return this.#bodyBytes === length;
  }

  /** RFC 9112, 7.1; trailers are passed over. */
  #takeChunks(): boolean {
    for (;;) {
      const end = this.#held.indexOf(lineEnd);
      if (end < 0) return false;
      const size = /^([0-9a-f]{1,8})[ \t]*(;|$)/i.exec(this.#held.toString('latin1', 0, end))?.[1];
      if (size === undefined) throw new Error('one of its chunks has no size');
      const bytes = Number.parseInt(size, 16);
      if (bytes === 0) return this.#takeTrailers(end);
      const start = end + lineEnd.length;
      if (this.#held.length < start + bytes + lineEnd.length) return false;
      this.#held = this.#held.subarray(start);
      this.#take(bytes);
      this.#held = this.#held.subarray(lineEnd.length);
    }
  }

  /** What follows the last chunk ends with an empty line. */
  #takeTrailers(sizeEnd: number): boolean {
    const end = this.#held.indexOf(headEnd, sizeEnd);
    if (end < 0) return false;
    this.#held = this.#held.subarray(end + headEnd.length);
    return true;
  }

  #take(bytes: number): void {
    if (bytes > 0) this.#chunks.push(this.#held.subarray(0, bytes));
    this.#bodyBytes += bytes;
    this.#held = this.#held.subarray(bytes);
  }

  #answer({ status, deployedModelId, stays, length }: Head): HttpAnswer {
    const whole = this.#chunks.length === 1 ? this.#chunks[0] : Buffer.concat(this.#chunks);
    const body = whole?.toString() ?? '';
    // Bytes that nobody asked for: what follows could not be told from the next answer.
    const isClean = this.#held.length === 0 && length !== 'rest';
    this.#head = undefined;
    this.#held = Buffer.alloc(0);
    this.#chunks = [];
    this.#bodyBytes = 0;
    return { status, body, deployedModelId, stays: stays && isClean };
  }
}

function readHead(text: string): Head {
  const [first = '', ...lines] = text.split('\r\n');
  const [, minor, code] = /^HTTP\/1\.([01]) (\d{3})/.exec(first) ?? [];
  if (code === undefined)
    throw new Error(`it is no HTTP/1.1: ${JSON.stringify(first.slice(0, 60))}`);
  let deployedModelId: string | undefined;
  let length: Head['length'] = 'rest';
  let stays = minor === '1';
  for (const line of lines) {
    const colon = line.indexOf(':');
    const value = line.slice(colon + 1).trim();
    switch (line.slice(0, colon).toLowerCase()) {
      case 'content-length':
        if (!/^\d{1,15}$/.test(value)) throw new Error('its length is no number');
        if (length !== 'chunks') length = Number(value);
        break;
      case 'transfer-encoding':
        if (!/(^|,)[ \t]*chunked$/i.test(value)) throw new Error(`it is encoded as ${value}`);
        length = 'chunks';
        break;
      case 'connection':
        if (/\bclose\b/i.test(value)) stays = false;
        break;
      case 'x-vertex-ai-deployed-model-id':
        deployedModelId = value;
        break;
      default:
    }
  }
  const status = Number(code);
  if (status === 204 || status === 304) length = 0;
  return { status, deployedModelId, stays, length };
}
