import {
  Agent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as httpRequest,
} from 'node:http';

export interface ModelRequest {
  path: string;
  contentType: string;
  body: Buffer;
  /** Bytes of an answer after which no more of it is read. */
  limit?: number;
  /** Given the pieces of the answer as they come, one at a time; its body is empty then. */
  relay?: (chunk: Buffer, head: ModelResponseHead) => Promise<void>;
  /** Ends the request early. */
  signal?: AbortSignal;
}

export interface ModelResponseHead {
  http: number;
  headers: IncomingHttpHeaders;
}

export interface ModelResponse extends ModelResponseHead {
  body: Buffer;
}

/** No answer came. `isRefused`: nothing was sent, so another replica may be asked. */
export class ModelUnreachable extends Error {
  override readonly name = 'ModelUnreachable';
  readonly isRefused: boolean;

  constructor(message: string, isRefused: boolean) {
    super(message);
    this.isRefused = isRefused;
  }
}

export class ModelTimeout extends Error {
  override readonly name = 'ModelTimeout';
}

/** Idle connections are dropped before model servers usually do. */
const idleMs = 1_000;
/** Keep-alive HTTP to one model server. */
export class ModelConnection {
  readonly #port: number;
  readonly #agent = new Agent({ keepAlive: true, timeout: idleMs });

  constructor(port: number) {
    this.#port = port;
  }

  /** @throws ModelUnreachable, ModelTimeout */
  async post(message: ModelRequest, timeoutMs: number): Promise<ModelResponse> {
    try {
      return await this.#post(message, timeoutMs, true);
    } catch (error) {
      if (!(error instanceof StaleConnection)) throw error;
    }
    // The bytes may have arrived, so no other replica may be asked after this.
    try {
      return await this.#post(message, timeoutMs, false);
    } catch (error) {
      throw error instanceof ModelUnreachable ? new ModelUnreachable(error.message, false) : error;
    }
  }

  close(): void {
    this.#agent.destroy();
  }

  #post(message: ModelRequest, timeoutMs: number, isPooled: boolean): Promise<ModelResponse> {
    return new Promise((resolve, reject) => {
      const request = httpRequest({
        host: '127.0.0.1',
        port: this.#port,
        method: 'POST',
        path: message.path,
        agent: isPooled ? this.#agent : false,
        headers: { 'content-type': message.contentType, 'content-length': message.body.length },
        ...(message.signal === undefined ? {} : { signal: message.signal }),
      });
      let isLate = false;
      const timer = setTimeout(() => {
        isLate = true;
        request.destroy(new ModelTimeout());
      }, timeoutMs);
      request.once('response', (response) => {
        const answer = (chunks: readonly Buffer[]): void => {
          const { statusCode = 502, headers } = response;
          resolve({ http: statusCode, headers, body: Buffer.concat(chunks) });
        };
        const fail = ({ message: why }: Error): void =>
          reject(isLate ? new ModelTimeout() : new ModelUnreachable(why, false));
        if (message.relay !== undefined) {
          relayBody(response, message.relay).then(() => answer([]), fail);
          return;
        }
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          size += chunk.length;
          if (size <= (message.limit ?? Infinity)) return;
          answer(chunks);
          request.destroy();
        });
        response.once('error', fail);
        response.once('end', () => answer(chunks));
      });
      request.once('error', (error: NodeJS.ErrnoException) => {
        reject(asFailure(error, request.reusedSocket));
      });
      // Also after an answer that broke off.
      request.once('close', () => clearTimeout(timer));
      request.end(message.body);
    });
  }
}

async function relayBody(
  response: IncomingMessage,
  relay: NonNullable<ModelRequest['relay']>,
): Promise<void> {
  const head = { http: response.statusCode ?? 502, headers: response.headers };
  for await (const chunk of response) await relay(chunk as Buffer, head);
}

/** The server had closed an idle connection just when it was used again. */
class StaleConnection extends Error {}

function asFailure(error: NodeJS.ErrnoException, isReused: boolean): Error {
  if (error instanceof ModelTimeout) return error;
  if (isReused && (error.code === 'ECONNRESET' || error.code === 'EPIPE'))
    return new StaleConnection();
  return new ModelUnreachable(error.message, error.code === 'ECONNREFUSED');
}
