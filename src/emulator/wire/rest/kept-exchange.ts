import type { OutgoingHttpHeaders } from 'node:http';
import { Readable, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { toApiError } from '../api-error.ts';
import type {
  Exchange,
  HeldHttpAnswer,
  HttpRequest,
  HttpResponse,
  RawHandler,
} from '../handler.ts';
import { readBody } from '../http-body.ts';
import { sendError } from './send-error.ts';

/** The largest body that is kept for being served again: that of the largest upload. */
const keptBodyLimit = 1024 * 1024 * 1024;

/** An exchange whose request may be served any number of times, each time into an answer of its own. */
export class KeptExchange {
  readonly #exchange: Exchange;
  #body: Promise<Buffer> | undefined;

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
  }

  /** Serves the request by `handle`. Never rejects: what it throws is the answer. */
  async serve(handle: RawHandler): Promise<HeldHttpAnswer> {
    const { request, response } = this.#exchange;
    const kept = new KeptResponse();
    const leave = (): void => void kept.destroy();
    response.once('close', leave);
    try {
      this.#body ??= readBody(request, keptBodyLimit);
      const again = keptRequest(request, await this.#body);
      await handle({ ...this.#exchange, request: again, response: kept });
      await finished(kept);
      return kept.answer();
    } catch (thrown) {
      const refusal = kept.headersSent || kept.destroyed ? new KeptResponse() : kept;
      sendError(refusal, toApiError(thrown));
      return refusal.answer();
    } finally {
      response.off('close', leave);
    }
  }
}

/** Sends what was held. Headers that the server itself had set stay. */
export function sendHeld(response: HttpResponse, { http, headers, body }: HeldHttpAnswer): void {
  response.writeHead(http, headers);
  response.end(body);
}

function keptRequest(request: HttpRequest, body: Buffer): HttpRequest {
  const { method = 'GET', url = '/', headers } = request;
  const bytes = body.length === 0 ? [] : [body];
  return Object.assign(Readable.from(bytes), { method, url, headers, complete: true });
}

/** Keeps what a handler writes. */
class KeptResponse extends Writable implements HttpResponse {
  statusCode = 200;
  headersSent = false;
  readonly #headers: OutgoingHttpHeaders = {};
  readonly #chunks: Buffer[] = [];

  setHeader(name: string, value: number | string | readonly string[]): this {
    this.#headers[name.toLowerCase()] = typeof value === 'object' ? [...value] : value;
    return this;
  }

  writeHead(http: number, headers: OutgoingHttpHeaders = {}): this {
    this.statusCode = http;
    this.headersSent = true;
    for (const [name, value] of Object.entries(headers)) {
      if (value !== undefined) this.setHeader(name, value);
    }
    return this;
  }

  answer(): HeldHttpAnswer {
    const body = Buffer.concat(this.#chunks);
    return { transport: 'http', http: this.statusCode, headers: this.#headers, body };
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, written: () => void): void {
    this.headersSent = true;
    this.#chunks.push(chunk);
    written();
  }
}
