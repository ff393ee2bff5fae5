import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { DescriptorNode } from '../descriptors.ts';
import type { ServerParts } from '../server-parts.ts';
import type { RpcStack } from './rpc-stack.ts';

/**
 * The gRPC port of the embedded Vertex. What speaks gRPC is loaded with the first connection: it takes
 * longer to load than everything else, and many runs never need it.
 */
export class RpcServer {
  readonly #parts: ServerParts;
  readonly #descriptors: readonly DescriptorNode[];
  readonly #server: Server;
  readonly #connections = new Map<string, Socket>();
  #stack: Promise<RpcStack> | undefined;

  constructor(parts: ServerParts, descriptors: readonly DescriptorNode[]) {
    this.#parts = parts;
    this.#descriptors = descriptors;
    // Nothing may be read of a connection before gRPC reads it.
    const options = { pauseOnConnect: true, noDelay: true };
    this.#server = createServer(options, (socket) => void this.#accept(socket));
  }

  /** Listens on the loopback interface only. @returns the port. */
  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => resolve());
    });
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    (await this.#stack)?.close();
    for (const socket of this.#connections.values()) socket.destroy();
    await closed;
  }

  async #accept(socket: Socket): Promise<void> {
    const peer = `${socket.remoteAddress}:${socket.remotePort}`;
    this.#connections.set(peer, socket);
    socket.once('close', () => this.#connections.delete(peer));
    // A reset by the peer is the end of the connection and nothing else.
    socket.on('error', () => undefined);
    this.#stack ??= this.#open();
    const stack = await this.#stack;
    if (socket.destroyed) return;
    stack.serve(socket);
    socket.resume();
  }

  async #open(): Promise<RpcStack> {
    const { openRpcStack } = await import('./rpc-stack.ts');
    const drop = (peer: string): void => void this.#connections.get(peer)?.destroy();
    return openRpcStack(this.#parts, this.#descriptors, drop);
  }
}
