import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectSecure } from 'node:tls';
import { AnswerReader, type HttpAnswer } from './answer-reader.ts';
import { Queue } from './queue.ts';
import type { Sender, SendOptions, Sent } from './prediction-sender.ts';

/** Connections to one host at a time; further requests wait, which their latency tells. */
const mostConnections = 512;

/**
 * POSTs over kept connections with as little work for each request as there can be: a load must find the
 * limits of the endpoint and not those of its sender. No proxy, no redirect, nothing sent twice.
 */
export function makeSocketSender(): Sender & { close(): void } {
  const pools = new Map<string, Pool>();
  const routes = new Map<string, Route>();
  const routeOf = (url: string): Route => {
    const target = new URL(url);
    const pool = pools.get(target.origin) ?? new Pool(target);
    pools.set(target.origin, pool);
    const head =
      `POST ${target.pathname}${target.search} HTTP/1.1\r\nhost: ${target.host}\r\n` +
      'content-type: application/json\r\n';
    const route = { pool, head };
    routes.set(url, route);
    return route;
  };
  return {
    send(url, body, { headers, ...options }) {
      const { pool, head } = routes.get(url) ?? routeOf(url);
      const length = `content-length: ${Buffer.byteLength(body)}\r\n`;
      return pool.send(`${head}${length}${headerLines(headers)}\r\n${body}`, options);
    },
    close() {
      for (const pool of pools.values()) pool.close();
    },
  };
}

/** What requests to one address have in common. */
interface Route {
  pool: Pool;
  /** The first lines of each. */
  head: string;
}

function headerLines(headers: Readonly<Record<string, string>>): string {
  let lines = '';
  for (const [name, value] of Object.entries(headers)) {
    if (/[\r\n]/.test(name + value)) throw new Error(`the header ${name} has a line end`);
    lines += `${name}: ${value}\r\n`;
  }
  return lines;
}

/** A request from the call to its end, over whichever connection. */
class Job {
  readonly text: string;
  connection: Connection | undefined;
  /** A kept connection turned out to be closed, and another is tried. */
  isSecondTry = false;
  isOver = false;
  readonly #began = performance.now();
  readonly #end: (sent: Sent) => void;

  constructor(text: string, end: (sent: Sent) => void) {
    this.text = text;
    this.#end = end;
  }

  answered({ status, body, deployedModelId }: HttpAnswer): void {
    const latencyMs = performance.now() - this.#began;
    this.#finish({ kind: 'answered', status, body, deployedModelId, latencyMs });
  }

  lost(why: string): void {
    this.#finish({ kind: 'lost', why, latencyMs: performance.now() - this.#began });
  }

  unreached(cause: Error): void {
    this.#finish({ kind: 'unreached', cause });
  }

  #finish(sent: Sent): void {
    if (this.isOver) return;
    this.isOver = true;
    this.#end(sent);
  }
}

/** The connections to one host. */
class Pool {
  readonly #target: URL;
  readonly #idle: Connection[] = [];
  readonly #waiting = new Queue<Job>();
  readonly #underWay = new Map<AbortSignal, Set<Job>>();
  #open = 0;

  constructor(target: URL) {
    this.#target = target;
  }

  send(
    text: string,
    { timeoutMs, lateMs = 0, signal }: Omit<SendOptions, 'headers'>,
  ): Promise<Sent> {
    return new Promise((resolve) => {
      const all = this.#jobsOf(signal);
      const job = new Job(text, (sent) => {
        clearTimeout(timer);
        all.delete(job);
        resolve(sent);
      });
      const timer = setTimeout(
        () => giveUp(job, `no answer within ${timeoutMs} ms`),
        Math.max(1, timeoutMs - lateMs),
      );
      all.add(job);
      if (signal.aborted) giveUp(job, 'the run was cancelled');
      else this.#assign(job);
    });
  }

  /** Takes a connection back, for the next request or for good. */
  release(connection: Connection, stays: boolean): void {
    if (stays) this.#idle.push(connection);
    else this.forget(connection);
    this.#assignNext();
  }

  forget(connection: Connection): void {
    this.#open -= 1;
    const at = this.#idle.indexOf(connection);
    if (at >= 0) this.#idle.splice(at, 1);
  }

  /** Connections that carry nothing; the others close with their answers. */
  close(): void {
    for (const connection of this.#idle.splice(0)) connection.close();
  }

  retry(job: Job): void {
    job.isSecondTry = true;
    this.#assign(job);
  }

  #assign(job: Job): void {
    const kept = job.isSecondTry ? undefined : this.#idle.pop();
    if (kept !== undefined) kept.carry(job);
    else if (this.#open < mostConnections) {
      this.#open += 1;
      new Connection(openSocket(this.#target), this).carry(job);
    } else this.#waiting.add(job);
  }

  #assignNext(): void {
    for (let job = this.#waiting.take(); job !== undefined; job = this.#waiting.take()) {
      if (!job.isOver) return this.#assign(job);
    }
  }

  /** One listener for all: a signal takes long to forget one of thousands. */
  #jobsOf(signal: AbortSignal): Set<Job> {
    const known = this.#underWay.get(signal);
    if (known !== undefined) return known;
    const jobs = new Set<Job>();
    this.#underWay.set(signal, jobs);
    signal.addEventListener('abort', () => {
      for (const job of jobs) giveUp(job, 'the run was cancelled');
    });
    return jobs;
  }
}

function giveUp(job: Job, why: string): void {
  job.lost(why);
  job.connection?.close();
}

function openSocket({ protocol, hostname, port }: URL): Socket {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  if (protocol === 'http:') return connectPlain({ host, port: Number(port || 80), noDelay: true });
  const servername = isIP(host) === 0 ? { servername: host } : {};
  const options = { host, port: Number(port || 443), ALPNProtocols: ['http/1.1'], ...servername };
  return connectSecure(options).setNoDelay(true);
}

/** One connection; one request at a time. */
class Connection {
  readonly #socket: Socket;
  readonly #pool: Pool;
  readonly #reader = new AnswerReader();
  #job: Job | undefined;
  #served = 0;
  #isConnected = false;
  #error: Error | undefined;

  constructor(socket: Socket, pool: Pool) {
    this.#socket = socket;
    this.#pool = pool;
    const connected = () => (this.#isConnected = true);
    socket.once('encrypted' in socket ? 'secureConnect' : 'connect', connected);
    socket.on('data', (bytes: Buffer) => this.#read(bytes));
    socket.on('error', (error) => (this.#error = error));
    socket.once('end', () => this.#ended());
    socket.once('close', () => this.#closed());
  }

  carry(job: Job): void {
    this.#job = job;
    job.connection = this;
    this.#socket.ref();
    this.#socket.write(job.text);
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(bytes: Buffer): void {
    try {
      const answer = this.#reader.push(bytes);
      if (answer !== undefined) this.#hand(answer);
    } catch (thrown) {
      this.#job?.lost(
        `the answer cannot be read: ${thrown instanceof Error ? thrown.message : ''}`,
      );
      this.close();
    }
  }

  #hand(answer: HttpAnswer): void {
    const job = this.#job;
    this.#job = undefined;
    this.#served += 1;
    job?.answered(answer);
    // An answer to what was not asked, or before all was sent, leaves the connection in no known state.
    if (job === undefined || !answer.stays || this.#socket.writableLength > 0) return this.close();
    // Nothing waits for it: it must not keep the process alive.
    this.#socket.unref();
    this.#pool.release(this, true);
  }

  #ended(): void {
    const answer = this.#reader.end();
    if (answer !== undefined) this.#hand(answer);
  }

  #closed(): void {
    const job = this.#job;
    this.#job = undefined;
    this.#pool.release(this, false);
    if (job === undefined || job.isOver) return;
    if (!this.#isConnected) job.unreached(this.#error ?? new Error('the connection was closed'));
    else if (this.#reader.hasBegun)
      job.lost(`the answer broke off after ${this.#reader.bodyBytes} bytes`);
    // A kept connection that the other side had closed already: the request reached nobody.
    else if (this.#served > 0 && !job.isSecondTry) this.#pool.retry(job);
    else job.lost('the connection was reset before an answer came');
  }
}
