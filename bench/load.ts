import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { makeAuthorisedFetch } from '../src/google/authorised-fetch.ts';
import { makeCredentials } from '../src/google/credentials.ts';
import { originsFrom } from '../src/google/origin.ts';
import { googlePredictions } from '../src/google/predictions.ts';
import { systemClock } from '../src/hosts/system/clock.ts';
import { scheduleLoad } from '../src/steps/integration-test/load-schedule.ts';
import { LatencyHistogram } from '../src/stats/latency-histogram.ts';
import type { Figures } from './figures.ts';
import { runReference } from './load-reference.ts';
import { median } from './statistics.ts';

const endpoint = 'projects/bench/locations/us-central1/endpoints/bench';
const path = `/v1/${endpoint}:predict`;
const body = JSON.stringify({ instances: [{ x: 1 }] });
const rounds = 3;
const seconds = 3;
const connections = 32;

/** A stall of a tenth of each period: the latencies that evenly spaced requests truly meet are known. */
const periodMs = 1_000;
const stallMs = 100;
const stalledRate = 500;
/** One in ten is delayed, by 0 to 100 ms evenly: one in a hundred waits longer than 90 ms. */
const trueP99Ms = 90;

/**
 * The load of `integration-test` beside a reference tool (autocannon where it is installed), in turn, against
 * the same bare server. First how many requests a second each brings about; then how far each one's 99th
 * percentile is from the true one while the server stalls at known times.
 */
export async function load(): Promise<Figures> {
  const ours: OwnRun[] = [];
  const theirs: number[] = [];
  const bare = await LoadServer.start();
  try {
    await runReference({ url: bare.url, body, connections, seconds: 1 });
    for (let round = 0; round < rounds; round += 1) {
      const reference = await runReference({ url: bare.url, body, connections, seconds });
      theirs.push(reference.perSecond);
      if (round === 0) console.error(`the reference is ${reference.tool}`);
      // More than either can do: what comes of it is what the sender can do.
      ours.push(await runOurs(bare.port, 2 * reference.perSecond, seconds));
    }
  } finally {
    await bare.stop();
  }
  const stalling = await LoadServer.start(periodMs, stallMs);
  try {
    const own = await runOurs(stalling.port, stalledRate, 2 * seconds);
    const reference = await runReference({
      url: stalling.url,
      body,
      connections: 4,
      seconds: 2 * seconds,
    });
    const error = (p99: number) => Math.abs(p99 - trueP99Ms) / trueP99Ms;
    const perSecond = median(ours.map((run) => run.perSecond));
    return {
      requests_per_s: perSecond,
      reference_requests_per_s: median(theirs),
      requests_ratio: perSecond / median(theirs),
      failed: ours.reduce((sum, { failed }) => sum + failed, 0) + own.failed,
      stalled_p99_ms: own.p99Ms,
      reference_stalled_p99_ms: reference.p99Ms,
      stalled_late_p99_ms: own.lateP99Ms,
      p99_error: error(own.p99Ms),
      reference_p99_error: error(reference.p99Ms),
      p99_error_ratio: error(own.p99Ms) / error(reference.p99Ms),
    };
  } finally {
    await stalling.stop();
  }
}

interface OwnRun {
  perSecond: number;
  failed: number;
  p99Ms: number;
  lateP99Ms: number;
}

/** The adapter that the step uses, over the schedule that the step makes. */
async function runOurs(port: number, rate: number, durationS: number): Promise<OwnRun> {
  const origins = originsFrom({ VERTEX_EMULATOR_HOST: `127.0.0.1:${port}` });
  const credentials = makeCredentials(origins);
  const http = makeAuthorisedFetch(credentials, {
    clock: systemClock,
    random: { next: Math.random },
  });
  const predictions = googlePredictions(http, origins, credentials);
  const { count, dueMs } = scheduleLoad({ rate, rampMs: 0, durationMs: durationS * 1_000 });
  const latency = new LatencyHistogram();
  const late = new LatencyHistogram();
  let failed = 0;
  const began = performance.now();
  const signal = new AbortController().signal;
  const plan = { endpoint, count, bodyOf: () => body, dueMs, timeoutMs: 60_000, signal };
  await predictions.load(plan, ({ latencyMs, lateMs, exchange }) => {
    latency.record(latencyMs);
    late.record(lateMs);
    if (exchange.kind !== 'answered' || exchange.status !== 200) failed += 1;
  });
  return {
    perSecond: (latency.count * 1_000) / (performance.now() - began),
    failed,
    p99Ms: latency.quantile(0.99) ?? NaN,
    lateP99Ms: late.quantile(0.99) ?? NaN,
  };
}

class LoadServer {
  readonly port: number;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.port = port;
  }

  static async start(...timing: readonly number[]): Promise<LoadServer> {
    const program = join(import.meta.dirname, 'load-server.ts');
    const args = [program, ...timing.map(String)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    return new LoadServer(child, Number(line));
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}${path}`;
  }

  async stop(): Promise<void> {
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await exited;
  }
}
