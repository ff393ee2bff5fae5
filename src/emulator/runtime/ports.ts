import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the range that operating systems give to outgoing connections. */
const first = 20_000;
const count = 10_000;

/** Gives out loopback ports, each to one program, that nothing listens on. */
export class PortAllocator {
  #next = randomInt(count);

  async take(): Promise<number> {
    for (let attempt = 0; attempt < count; attempt += 1) {
      const port = first + this.#next;
      this.#next = (this.#next + 1) % count;
      if (await isFree(port)) return port;
    }
    throw new Error(`no free port from ${first} to ${first + count - 1}`);
  }
}

function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', () => resolve(false));
    // On all interfaces, as a container's server would listen.
    probe.listen(port, () => probe.close(() => resolve(true)));
  });
}
