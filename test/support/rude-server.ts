import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** What a server sends for one request: bytes, pauses between them, and how it leaves. */
export type Manners = readonly (string | { pauseMs: number } | 'close' | 'reset')[];

export interface RudeServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** A server on raw sockets, for answers that no proper server gives. Requests are told by their bodies. */
export async function rudeServer(answer: (body: string) => Manners): Promise<RudeServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let held = '';
    socket.on('data', (bytes) => {
      held += bytes.toString();
      const end = held.indexOf('\r\n\r\n') + 4;
      const length = Number(/content-length: (\d+)/i.exec(held)?.[1] ?? 0);
      if (end < 4 || Buffer.byteLength(held.slice(end)) < length) return;
      const body = held.slice(end);
      held = '';
      void play(socket, answer(body));
    });
    // The other side may leave as rudely.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

async function play(socket: Socket, manners: Manners): Promise<void> {
  for (const part of manners) {
    if (socket.destroyed) return;
    if (part === 'close') socket.end();
    else if (part === 'reset') socket.resetAndDestroy();
    else if (typeof part === 'string') await new Promise((sent) => socket.write(part, sent));
    else await delay(part.pauseMs);
  }
}
