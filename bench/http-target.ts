import { connect, type Socket } from 'node:net';

/**
 * Sends one HTTP request over and over on a kept connection and reads no more of an answer than where
 * it ends, so that what is measured is the server and not the client.
 */
export class HttpTarget {
  readonly #address: string;
  readonly #request: Buffer;

  constructor(address: string, path: string, body: string) {
    this.#address = address;
    const head = [
      `POST ${path} HTTP/1.1`,
      `host: ${address}`,
      'content-type: application/json',
      `content-length: ${body.length}`,
    ];
    this.#request = Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
  }

  async open(): Promise<HttpCaller> {
    const [host = '', port = ''] = this.#address.split(':');
    const socket = connect(Number(port), host);
    socket.setNoDelay(true);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    return new HttpCaller(socket, this.#request);
  }
}

/** One connection; one request at a time. */
export class HttpCaller {
  readonly #socket: Socket;
  readonly #request: Buffer;
  #received = '';
  #answered: (() => void) | undefined;
  #failed: ((error: Error) => void) | undefined;

  constructor(socket: Socket, request: Buffer) {
    this.#socket = socket;
    this.#request = request;
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => this.#read(chunk));
    socket.on('error', (error) => this.#failed?.(error));
    socket.on('close', () => this.#failed?.(new Error('the connection was closed')));
  }

  ask(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#answered = resolve;
      this.#failed = reject;
      this.#socket.write(this.#request);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(chunk: string): void {
    this.#received += chunk;
    const end = this.#received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = /content-length: *(\d+)/i.exec(this.#received.slice(0, end))?.[1];
    if (this.#received.length < end + 4 + Number(length ?? 0)) return;
    const isOk = this.#received.startsWith('HTTP/1.1 200 ');
    const shown = this.#received;
    this.#received = '';
    if (isOk) this.#answered?.();
    else this.#failed?.(new Error(shown.slice(0, 500)));
  }
}
