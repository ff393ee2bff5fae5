import { once } from 'node:events';
import { Metadata, type ServerWritableStream } from '@grpc/grpc-js';
import { type ApiError, canonicalCodes } from '../api-error.ts';

/** A call of grpc-js. To the wire a unary method is a stream of one result. */
export type RpcStream = ServerWritableStream<Buffer, Buffer>;

/** Writes the answer of one call: headers, results, and the status that ends it. */
export class RpcOutlet {
  readonly #stream: RpcStream;
  readonly #headers = new Metadata();
  #areHeadersSent = false;

  constructor(stream: RpcStream) {
    this.#stream = stream;
    this.setHeader('x-vertex-release-emulated', 'true');
  }

  /** Too late once a result is written. */
  setHeader(name: string, value: string): void {
    this.#headers.set(name.toLowerCase(), value);
  }

  /** Resolves when more may be written. */
  async write(message: Buffer): Promise<void> {
    if (this.#stream.cancelled) return;
    this.#sendHeaders();
    if (this.#stream.write(message)) return;
    const over = new AbortController();
    const { signal } = over;
    await Promise.race([
      once(this.#stream, 'drain', { signal }),
      once(this.#stream, 'cancelled', { signal }),
    ]);
    over.abort();
  }

  end(): void {
    if (this.#stream.cancelled) return;
    this.#sendHeaders();
    this.#stream.end(emulated());
  }

  /** Ends the call with the canonical code and message. */
  fail(error: ApiError): void {
    if (this.#stream.cancelled) return;
    const { code } = canonicalCodes[error.status];
    const metadata = this.#areHeadersSent ? emulated() : this.#headers;
    this.#stream.emit('error', { code, details: error.message, metadata });
  }

  #sendHeaders(): void {
    if (!this.#areHeadersSent) this.#stream.sendMetadata(this.#headers);
    this.#areHeadersSent = true;
  }
}

function emulated(): Metadata {
  const metadata = new Metadata();
  metadata.set('x-vertex-release-emulated', 'true');
  return metadata;
}
