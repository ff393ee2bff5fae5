import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ModelConnection, ModelTimeout } from '../../src/emulator/runtime/model-connection.ts';

const message = { path: '/', contentType: 'text/plain', body: Buffer.from('x') };

describe('a connection to a model server', () => {
  const servers: Server[] = [];

  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.close();
      server.closeAllConnections();
    }
  });

  /** A server that drops a connection at its second request. */
  async function listen(
    onSecond: (server: Server) => void,
  ): Promise<{ port: number; served: Set<Socket> }> {
    const served = new Set<Socket>();
    const server = createServer((request, response) => {
      if (served.has(request.socket)) {
        onSecond(server);
        request.socket.destroy();
        return;
      }
      served.add(request.socket);
      response.end('ok');
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    return { port: (server.address() as AddressInfo).port, served };
  }

  it('is made anew when the server has dropped it while it was idle', async () => {
    const { port, served } = await listen(() => undefined);
    const connection = new ModelConnection(port);
    const answers = [await connection.post(message, 5_000), await connection.post(message, 5_000)];
    connection.close();
    expect(answers.map(({ http }) => http)).toEqual([200, 200]);
    expect(served.size).toBe(2);
  });

  it('does not let another replica be asked once bytes were sent', async () => {
    const { port } = await listen((server) => server.close());
    const connection = new ModelConnection(port);
    await connection.post(message, 5_000);
    await expect(connection.post(message, 5_000)).rejects.toMatchObject({
      name: 'ModelUnreachable',
      isRefused: false,
    });
    await expect(connection.post(message, 5_000)).rejects.toMatchObject({ isRefused: true });
    connection.close();
  });

  it('gives up a server that does not answer', async () => {
    const server = createServer(() => undefined);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    const connection = new ModelConnection((server.address() as AddressInfo).port);
    await expect(connection.post(message, 20)).rejects.toBeInstanceOf(ModelTimeout);
    connection.close();
  });
});
