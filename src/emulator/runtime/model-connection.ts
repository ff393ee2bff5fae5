import { Agent, type IncomingHttpHeaders, request as httpRequest } from 'node:http';

export interface ModelRequest {
  path: string;
  contentType: string;
  body: Buffer;
}

export interface ModelResponse {
  http: number;
  headers: IncomingHttpHeaders;
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

  /** True when the route answers 200. */
  isHealthy(path: string, timeoutMs: number, signal?: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const request = httpRequest({
        host: '127.0.0.1',
        port: this.#port,
        path,
        agent: false,
        timeout: timeoutMs,
        ...(signal === undefined ? {} : { signal }),
      });
      request.once('response', (response) => {
        response.resume();
        resolve(response.statusCode === 200);
      });
      request.once('timeout', () => request.destroy());
      request.once('error', () => resolve(false));
      request.once('close', () => resolve(false));
      request.end();
    });
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
      });
      const timer = setTimeout(() => request.destroy(new ModelTimeout()), timeoutMs);
      request.once('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', (error) => reject(new ModelUnreachable(error.message, false)));
        response.once('end', () => {
          clearTimeout(timer);
          const body = Buffer.concat(chunks);
          resolve({ http: response.statusCode ?? 502, headers: response.headers, body });
        });
      });
      request.once('error', (error: NodeJS.ErrnoException) => {
        clearTimeout(timer);
        reject(asFailure(error, request.reusedSocket));
      });
      request.end(message.body);
    });
  }
}

/** The server had closed an idle connection just when it was used again. */
class StaleConnection extends Error {}

function asFailure(error: NodeJS.ErrnoException, isReused: boolean): Error {
  if (error instanceof ModelTimeout) return error;
  if (isReused && (error.code === 'ECONNRESET' || error.code === 'EPIPE'))
    return new StaleConnection();
  return new ModelUnreachable(error.message, error.code === 'ECONNREFUSED');
}
