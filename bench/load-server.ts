import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { delayOf } from './load-delays.ts';

/**
 * The barest server of HTTP there can be, run as a process of its own: it answers every prediction alike,
 * and costs less than any client. Its one argument says when: `at_once`; `mixed`, after delays whose
 * percentiles are known; `stalling`, nothing in the first tenth of each second, and then all that has come.
 */
const manner = process.argv[2] ?? 'at_once';
const body = JSON.stringify({ predictions: [{ score: 0.25 }], deployedModelId: '1' });
const answer = Buffer.from(
  `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
);
let requests = 0;

const server = createServer({ noDelay: true }, (socket) => {
  let held = '';
  socket.on('data', (bytes) => {
    held += bytes.toString('latin1');
    for (let end = endOfRequest(held); end !== undefined; end = endOfRequest(held)) {
      held = held.slice(end);
      reply(socket);
    }
  });
  // A client that goes in the middle is no failure of the server.
  socket.on('error', () => socket.destroy());
});

function endOfRequest(text: string): number | undefined {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return undefined;
  const length = /\r\ncontent-length: *(\d+)/i.exec(text)?.[1] ?? '0';
  const end = head + 4 + Number(length);
  return text.length < end ? undefined : end;
}

function reply(socket: Socket): void {
  const delay = delayOf(manner, requests, performance.now());
  requests += 1;
  if (delay > 0) setTimeout(() => socket.write(answer), delay);
  else socket.write(answer);
}

server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
process.once('SIGTERM', () => process.exit(0));
