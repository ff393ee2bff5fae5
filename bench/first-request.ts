import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that notes when it is first asked, and answers everything with 404 in Google's shape. */
export class FirstRequest {
  readonly #server: Server;
  #arrived: (at: number) => void = () => {};

  constructor() {
    this.#server = createServer((request, response) => {
      this.#arrived(performance.now());
      request.resume();
      response.writeHead(404, { 'content-type': 'application/json' });
      response.end('{"error":{"code":404,"message":"nothing here","status":"NOT_FOUND"}}');
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Milliseconds from the start of a process to its first request here. */
  async after(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
    const arrival = new Promise<number>((resolve) => (this.#arrived = resolve));
    const began = performance.now();
    const child = spawn(command, args, { env, stdio: 'ignore' });
    const ended = new Promise<never>((_, reject) => {
      child.once('error', reject);
      child.once('close', (code) =>
        reject(new Error(`${command} ended with ${code}, asking nothing`)),
      );
    });
    ended.catch(() => {});
    const at = await Promise.race([arrival, ended]);
    child.kill('SIGKILL');
    return at - began;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
