import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Origin, Origins } from '../../src/google/origin.ts';

export interface Asked {
  verb: string;
  /** Path with its query, as sent. */
  url: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: string;
}

/**
 * `hang` never answers, `drop` cuts the connection, `cut` does so in the middle of the body, `stall`
 * sends half a body, then hangs.
 */
export type Answer =
  | 'hang'
  | 'drop'
  | 'cut'
  | 'stall'
  | { status?: number; headers?: Record<string, string>; body?: unknown };

export interface ScriptedServer {
  readonly origin: Origin;
  readonly origins: Origins;
  readonly asked: readonly Asked[];
  /** What comes next; the last answer is given again and again. */
  answer(...answers: Answer[]): void;
  /** Called when a request has come in whole. */
  onAsked(listener: (() => void) | undefined): void;
  stop(): Promise<void>;
}

/** A server on loopback that answers what it was told to, and remembers what it was asked. */
export async function scriptedServer(): Promise<ScriptedServer> {
  const asked: Asked[] = [];
  let answers: Answer[] = [];
  let listener: (() => void) | undefined;
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    asked.push({ verb: method, url, headers, body: await textOf(request) });
    const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? {};
    listener?.();
    if (answer === 'hang') return;
    if (answer === 'drop') {
      request.socket.destroy();
      return;
    }
    if (answer === 'stall') {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"predictions": [');
      return;
    }
    if (answer === 'cut') {
      response.writeHead(200, { 'content-length': '100', 'x-goog-generation': '1' });
      response.write('half', () => request.socket.destroy());
      return;
    }
    const { status = 200, headers: sent = {}, body = {} } = answer;
    const isText = typeof body === 'string';
    response
      .writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json', ...sent })
      .end(isText ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin: Origin = { protocol: 'http', host: '127.0.0.1', port };
  return {
    origin,
    origins: {
      emulated: true,
      vertex: () => origin,
      storage: origin,
      monitoring: origin,
      logging: origin,
      pubsub: origin,
      bigquery: origin,
      artifactRegistry: origin,
    },
    asked,
    answer(...next) {
      answers = next;
    },
    onAsked(next) {
      listener = next;
    },
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Google's error envelope. */
export function googleError(status: number, name: string, message: string): Answer {
  return { status, body: { error: { code: status, message, status: name } } };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
