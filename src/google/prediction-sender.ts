import {
  type ClientRequest,
  Agent as HttpAgent,
  type IncomingMessage,
  request as overHttp,
} from 'node:http';
import { Agent as HttpsAgent, request as overHttps } from 'node:https';

/** An answer that came whole, or why none did. Times are in ms, to a fraction of one. */
export type Sent =
  | {
      kind: 'answered';
      status: number;
      body: string;
      deployedModelId: string | undefined;
      latencyMs: number;
    }
  | { kind: 'lost'; why: string; latencyMs: number }
  /** Nobody listens there, or its name or certificate is not known. */
  | { kind: 'unreached'; cause: Error };

export interface SendOptions {
  headers: Readonly<Record<string, string>>;
  timeoutMs: number;
  /** How much of that is over already. */
  lateMs?: number;
  signal: AbortSignal;
}

export interface Sender {
  send(url: string, body: string, options: SendOptions): Promise<Sent>;
}

/** More answers are not kept: no prediction is that large, and a runaway must not fill the memory. */
const largestAnswerBytes = 64 * 1_048_576;
/** Connections to one endpoint at a time; further requests wait, which their latency tells. */
const mostConnections = 512;

/** POSTs over connections that are kept open. No redirect is followed, nothing is sent twice. */
export function makeSender(): Sender {
  const options = { keepAlive: true, maxSockets: mostConnections, scheduling: 'lifo' } as const;
  const http = new HttpAgent(options);
  const https = new HttpsAgent(options);
  const cancellations = new Cancellations();
  const begin = (url: URL, headers: Readonly<Record<string, string>>, length: number) => {
    const secure = url.protocol === 'https:';
    const settings = {
      method: 'POST',
      host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
      path: url.pathname + url.search,
      headers: { 'content-type': 'application/json', 'content-length': length, ...headers },
    };
    return secure
      ? overHttps({ ...settings, agent: https })
      : overHttp({ ...settings, agent: http });
  };
  return {
    async send(url, body, { headers, timeoutMs, lateMs = 0, signal }) {
      const target = new URL(url);
      const bytes = Buffer.from(body);
      const again = () =>
        exchange(begin(target, headers, bytes.length), bytes, { timeoutMs, lateMs }, (cancel) =>
          cancellations.register(signal, cancel),
        );
      const first = await again();
      // A kept connection that the other side had closed already: the request reached nobody.
      return first === 'stale' ? final(await again()) : first;
    },
  };
}

function final(sent: Sent | 'stale'): Sent {
  return sent === 'stale' ? { kind: 'lost', why: 'the connection was reset', latencyMs: 0 } : sent;
}

/** Who is to be told of a cancelled run: a signal itself takes long to forget one of thousands. */
class Cancellations {
  readonly #waiting = new WeakMap<AbortSignal, Set<() => void>>();

  /** The function that takes the registration back. */
  register(signal: AbortSignal, cancel: () => void): () => void {
    let waiting = this.#waiting.get(signal);
    if (waiting === undefined) {
      const all = new Set<() => void>();
      signal.addEventListener('abort', () => [...all].forEach((one) => one()), { once: true });
      this.#waiting.set(signal, all);
      waiting = all;
    }
    const registered = waiting;
    registered.add(cancel);
    return () => registered.delete(cancel);
  }
}

function exchange(
  request: ClientRequest,
  body: Buffer,
  { timeoutMs, lateMs }: { timeoutMs: number; lateMs: number },
  onCancel: (cancel: () => void) => () => void,
): Promise<Sent | 'stale'> {
  return new Promise((resolve) => {
    const began = performance.now();
    const elapsed = () => performance.now() - began;
    let answer: IncomingMessage | undefined;
    let received = 0;
    const end = (sent: Sent | 'stale') => {
      clearTimeout(timer);
      forget();
      resolve(sent);
    };
    const lose = (why: string) => {
      end({ kind: 'lost', why, latencyMs: elapsed() });
      request.destroy();
    };
    const forget = onCancel(() => lose('the run was cancelled'));
    const timer = setTimeout(
      () => lose(`no answer within ${timeoutMs} ms`),
      Math.max(1, timeoutMs - lateMs),
    );

    request.once('response', (response) => {
      answer = response;
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => {
        received += chunk.length;
        chunks.push(chunk);
        if (received > largestAnswerBytes)
          lose(`the answer is longer than ${largestAnswerBytes} bytes`);
      });
      response.once('end', () => {
        const id = response.headers['x-vertex-ai-deployed-model-id'];
        end({
          kind: 'answered',
          status: response.statusCode ?? 0,
          body: chunks.length === 1 ? String(chunks[0]) : Buffer.concat(chunks).toString(),
          deployedModelId: typeof id === 'string' ? id : undefined,
          latencyMs: elapsed(),
        });
      });
      response.once('error', () => lose(`the answer broke off after ${received} bytes`));
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      if (answer !== undefined) return;
      const isReset = error.code === 'ECONNRESET' || error.code === 'EPIPE';
      if (isReset && request.reusedSocket) end('stale');
      else if (isReset) lose('the connection was reset before an answer came');
      else if (error.code?.startsWith('HPE_') === true)
        lose(`the answer is no HTTP: ${error.message}`);
      else end({ kind: 'unreached', cause: error });
    });
    request.end(body);
  });
}
