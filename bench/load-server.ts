import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A bare HTTP server that answers every prediction alike, run as a process of its own. Told a period and a
 * stall in ms, it answers nothing in the first `stall` of each period, and then all that has come.
 */
const [period = 1_000, stall = 0] = process.argv.slice(2).map(Number);
const answer = Buffer.from(
  JSON.stringify({ predictions: [{ score: 0.25 }], deployedModelId: '1' }),
);
const headers = { 'content-type': 'application/json', 'content-length': answer.length };

const server = createServer((request, response) => {
  request.on('end', () => {
    const into = performance.now() % period;
    const reply = () => response.writeHead(200, headers).end(answer);
    if (into < stall) setTimeout(reply, stall - into);
    else reply();
  });
  request.resume();
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
process.once('SIGTERM', () => process.exit(0));
