import {
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where a process dies: at its nth write, before it reaches the server or before it is answered. */
export interface KillPoint {
  write: number;
  moment: 'before' | 'after';
}

/** Stands between a client and the emulator, counts the client's writes and ends it at one of them. */
export class KillingProxy {
  writes = 0;
  readonly #target: URL;
  readonly #server: Server;
  readonly #afterWrite: () => Promise<void>;
  #point: KillPoint | undefined;
  #kill: () => void = () => {};

  private constructor(target: string, afterWrite: () => Promise<void>) {
    this.#target = new URL(`http://${target}`);
    this.#afterWrite = afterWrite;
    this.#server = createServer((from, to) => void this.#pass(from, to));
  }

  /** `afterWrite` is waited for before each answer to a write. */
  static async start(target: string, afterWrite: () => Promise<void>): Promise<KillingProxy> {
    const proxy = new KillingProxy(target, afterWrite);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Counts from here on; `kill` is called at the point, if there is one. */
  arm(point: KillPoint | undefined, kill: () => void): void {
    this.writes = 0;
    this.#point = point;
    this.#kill = kill;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #pass(from: IncomingMessage, to: ServerResponse): Promise<void> {
    const body = await bodyOf(from);
    const isCounted = isWrite(from);
    if (isCounted) this.writes += 1;
    const isLast = isCounted && this.#point?.write === this.writes;
    if (isLast && this.#point?.moment === 'before') return this.#end(from);
    const answer = await this.#forward(from, body);
    if (isCounted) await this.#afterWrite();
    if (isLast) return this.#end(from);
    to.writeHead(answer.status, answer.headers).end(answer.body);
  }

  #end(from: IncomingMessage): void {
    this.#kill();
    from.socket.destroy();
  }

  #forward(from: IncomingMessage, body: Buffer): Promise<Answer> {
    const { hostname, port, host } = this.#target;
    const { method, url: path } = from;
    return new Promise((resolve, reject) => {
      const headers = { ...from.headers, host };
      const sent = request({ hostname, port, method, path, headers }, (answer) => {
        bodyOf(answer).then((received) => {
          const { statusCode: status = 502, headers: told } = answer;
          resolve({ status, headers: told, body: received });
        }, reject);
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

/** Predictions are asked by POST too, and change nothing. */
function isWrite({ method, url = '' }: IncomingMessage): boolean {
  return method !== 'GET' && !/:(predict|rawPredict)\b/.test(url);
}
