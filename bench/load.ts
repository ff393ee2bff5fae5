import { makeAuthorisedFetch } from '../src/google/authorised-fetch.ts';
import { makeCredentials } from '../src/google/credentials.ts';
import { originsFrom } from '../src/google/origin.ts';
import { googlePredictions } from '../src/google/predictions.ts';
import { systemClock } from '../src/hosts/system/clock.ts';
import { scheduleLoad } from '../src/steps/integration-test/load-schedule.ts';
import { LatencyHistogram } from '../src/stats/latency-histogram.ts';
import type { Figures } from './figures.ts';
import { mixedMs, stalledP99Ms } from './load-delays.ts';
import { runReference } from './load-reference.ts';
import { cpuTimeUs, type LoadRun } from './load-run.ts';
import { withLoadServer } from './load-target.ts';
import { median } from './statistics.ts';

const endpoint = 'projects/bench/locations/us-central1/endpoints/bench';
const path = `/v1/${endpoint}:predict`;
const body = JSON.stringify({ instances: [{ x: 1 }] });
const rounds = 5;
const seconds = 3;
const connections = 32;
/** More than the reference brings about: what comes of it is what can be sustained. */
const offered = 1.5;
/** Requests per second where the server is slow on purpose; far below what either can do. */
const knownRate = 250;

/**
 * The load of `integration-test` beside autocannon, in turn, one process and one core each, against the same
 * bare servers: how many requests a second each sustains and what processor time each one costs; whether both
 * find the percentiles of known delays; and how far each one's 99th percentile is from what users meet
 * while the server stalls at known times.
 */
export async function load(): Promise<Figures> {
  return { ...(await compareThroughput()), ...(await comparePercentiles()), ...(await stall()) };
}

async function compareThroughput(): Promise<Figures> {
  return await withLoadServer('at_once', async (port) => {
    await theirs(port, { seconds: 1 });
    const pairs: { own: LoadRun; reference: LoadRun }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const reference = await theirs(port, { seconds });
      pairs.push({ reference, own: await ours(port, offered * reference.perSecond, seconds) });
    }
    const ratios = pairs.map(({ own, reference }) => own.perSecond / reference.perSecond);
    return {
      requests_per_s: median(pairs.map(({ own }) => own.perSecond)),
      reference_requests_per_s: median(pairs.map(({ reference }) => reference.perSecond)),
      requests_ratio: median(ratios),
      requests_ratio_least: Math.min(...ratios),
      requests_ratio_most: Math.max(...ratios),
      cpu_us: median(pairs.map(({ own }) => own.cpuUs)),
      reference_cpu_us: median(pairs.map(({ reference }) => reference.cpuUs)),
      cpu_ratio: median(pairs.map(({ own, reference }) => own.cpuUs / reference.cpuUs)),
      failed: pairs.reduce((sum, { own }) => sum + own.failed, 0),
    };
  });
}

async function comparePercentiles(): Promise<Figures> {
  return await withLoadServer('mixed', async (port) => {
    const own = (await ours(port, knownRate, 2 * seconds)).latencyMs;
    // At a given rate it puts in requests that it did not send, and their shares are others.
    const reference = (await theirs(port, { seconds: 2 * seconds })).latencyMs;
    return {
      p50_ms: own.p50,
      p50_reference_ms: reference.p50,
      p50_true_ms: mixedMs.p50,
      p90_ms: own.p90,
      p90_reference_ms: reference.p90,
      p90_true_ms: mixedMs.p90,
      p99_ms: own.p99,
      p99_reference_ms: reference.p99,
      p99_true_ms: mixedMs.p99,
    };
  });
}

async function stall(): Promise<Figures> {
  return await withLoadServer('stalling', async (port) => {
    const own = await ours(port, knownRate, 2 * seconds);
    const plan = { seconds: 2 * seconds, connections: 4 };
    const reference = await theirs(port, plan);
    const corrected = await theirs(port, { ...plan, rate: knownRate });
    const error = ({ latencyMs }: LoadRun) => Math.abs(latencyMs.p99 - stalledP99Ms) / stalledP99Ms;
    return {
      stalled_p99_ms: own.latencyMs.p99,
      stalled_p99_reference_ms: reference.latencyMs.p99,
      stalled_p99_corrected_reference_ms: corrected.latencyMs.p99,
      stalled_p99_true_ms: stalledP99Ms,
      p99_error: error(own),
      reference_p99_error: error(reference),
      corrected_reference_p99_error: error(corrected),
      p99_error_ratio: error(own) / error(reference),
    };
  });
}

async function theirs(
  port: number,
  plan: { seconds: number; connections?: number; rate?: number },
): Promise<LoadRun> {
  return await runReference({ url: `http://127.0.0.1:${port}${path}`, body, connections, ...plan });
}

/** The adapter that the step uses, over the schedule that the step makes. */
async function ours(port: number, rate: number, durationS: number): Promise<LoadRun> {
  const origins = originsFrom({ VERTEX_EMULATOR_HOST: `127.0.0.1:${port}` });
  const credentials = makeCredentials(origins);
  const retrier = { clock: systemClock, random: { next: Math.random } };
  const http = makeAuthorisedFetch(credentials, retrier);
  const predictions = googlePredictions(http, origins, credentials);
  const { count, dueMs } = scheduleLoad({ rate, rampMs: 0, durationMs: durationS * 1_000 });
  const latency = new LatencyHistogram();
  let failed = 0;
  const [began, cpu] = [performance.now(), cpuTimeUs()];
  const signal = new AbortController().signal;
  const plan = { endpoint, count, bodyOf: () => body, dueMs, timeoutMs: 60_000, signal };
  await predictions.load(plan, ({ latencyMs, exchange }) => {
    latency.record(latencyMs);
    if (exchange.kind !== 'answered' || exchange.status !== 200) failed += 1;
  });
  const quantile = (share: number) => latency.quantile(share) ?? NaN;
  return {
    perSecond: (latency.count * 1_000) / (performance.now() - began),
    cpuUs: (cpuTimeUs() - cpu) / latency.count,
    failed,
    latencyMs: { p50: quantile(0.5), p90: quantile(0.9), p99: quantile(0.99) },
  };
}
