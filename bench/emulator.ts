import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedVertex } from './embedded-vertex.ts';
import type { Figures } from './figures.ts';
import { GrpcTarget } from './grpc-target.ts';
import { HttpTarget } from './http-target.ts';
import { median, quantile } from './statistics.ts';

/** Something that answers one prediction at a time. */
interface Caller {
  ask(): Promise<void>;
  close(): void;
}

const starts = 5;
const sequential = 3_000;
const rounds = 4;
const roundMs = 1_200;
const connections = 32;
const million = 1_000_000;
const sampleEvery = 2_000;

/**
 * What the embedded Vertex costs: its start, its idle process, and what it adds to a prediction. The
 * same requests go to the model server itself and through the endpoint in turn, so that all of them
 * meet the same noise. With `--long`, a million predictions show whether its memory grows.
 */
export async function emulator(): Promise<Figures> {
  const startMs = await startTimes();
  const vertex = await EmbeddedVertex.start();
  try {
    const idle = await idleFigures(vertex);
    const { path, server } = await vertex.deploy();
    const body = JSON.stringify({ instances: [{ x: 1 }] });
    const direct = new HttpTarget(server, '/predict', body);
    const routed = new HttpTarget(vertex.http, `${path}:predict`, body);
    const grpc =
      vertex.grpc === undefined ? [] : [new GrpcTarget(vertex.grpc, path.slice('/v1/'.length), 1)];
    const latencies = await alternate([await direct.open(), await routed.open(), ...grpc]);
    const rates = await alternateRates(vertex, [
      await openAll(direct),
      await openAll(routed),
      ...grpc.map((target) => Array.from({ length: connections }, () => target)),
    ]);
    const figures = {
      start_ms: median([...startMs, vertex.startMs]),
      ...idle,
      ...latencyFigures(latencies),
      ...rateFigures(rates),
      loaded_rss_mb: vertex.residentMb,
    };
    return process.argv.includes('--long')
      ? { ...figures, ...(await growth(vertex, routed)) }
      : figures;
  } finally {
    await vertex.stop();
  }
}

async function startTimes(): Promise<number[]> {
  const times: number[] = [];
  for (let start = 1; start < starts; start += 1) {
    const vertex = await EmbeddedVertex.start();
    times.push(vertex.startMs);
    await vertex.stop();
  }
  return times;
}

/** A second after the start, and over two seconds in which nobody asks anything. */
async function idleFigures(vertex: EmbeddedVertex): Promise<Figures> {
  await delay(1_000);
  const before = vertex.cpuMs;
  await delay(2_000);
  return { idle_rss_mb: vertex.residentMb, idle_cpu_ms_per_s: (vertex.cpuMs - before) / 2 };
}

/** Times of single requests, in milliseconds, by caller. */
async function alternate(callers: readonly Caller[]): Promise<number[][]> {
  const times = callers.map((): number[] => []);
  for (let index = 0; index < sequential; index += 1) {
    for (const [which, caller] of callers.entries()) {
      const began = performance.now();
      await caller.ask();
      // The first fifth warms all processes up.
      if (index > sequential / 5) times[which]?.push(performance.now() - began);
    }
  }
  // The first two callers own their connections; the others are used further.
  for (const caller of callers.slice(0, 2)) caller.close();
  return times;
}

function latencyFigures([direct = [], routed = [], grpc]: readonly number[][]): Figures {
  const added = (times: readonly number[], at: number) =>
    quantile(times, at) - quantile(direct, at);
  return {
    direct_p50_ms: median(direct),
    routed_p50_ms: median(routed),
    added_p50_ms: added(routed, 0.5),
    added_p99_ms: added(routed, 0.99),
    ...(grpc === undefined
      ? {}
      : { grpc_added_p50_ms: added(grpc, 0.5), grpc_added_p99_ms: added(grpc, 0.99) }),
  };
}

async function openAll(target: HttpTarget): Promise<Caller[]> {
  return Promise.all(Array.from({ length: connections }, () => target.open()));
}

interface Rate {
  perSecond: number;
  /** CPU time of the embedded Vertex for one request; it depends less on what else the machine does. */
  cpuUs: number;
}

/** With all callers of a group at once, by group. */
async function alternateRates(
  vertex: EmbeddedVertex,
  groups: readonly (readonly Caller[])[],
): Promise<Rate[]> {
  const sums = groups.map(() => ({ answered: 0, cpuMs: 0 }));
  for (let round = 0; round < rounds; round += 1) {
    for (const [which, callers] of groups.entries()) {
      const cpuBefore = vertex.cpuMs;
      const until = performance.now() + roundMs;
      const counts = await Promise.all(callers.map((caller) => askUntil(caller, until)));
      const sum = sums[which] ?? { answered: 0, cpuMs: 0 };
      sum.answered += counts.reduce((total, count) => total + count, 0);
      sum.cpuMs += vertex.cpuMs - cpuBefore;
    }
  }
  for (const caller of groups.flat()) caller.close();
  return sums.map(({ answered, cpuMs }) => ({
    perSecond: (answered * 1_000) / (rounds * roundMs),
    cpuUs: (cpuMs * 1_000) / answered,
  }));
}

async function askUntil(caller: Caller, until: number): Promise<number> {
  let answered = 0;
  while (performance.now() < until) {
    await caller.ask();
    answered += 1;
  }
  return answered;
}

function rateFigures([direct, routed, grpc]: readonly Rate[]): Figures {
  const [directly = NaN, through = NaN] = [direct?.perSecond, routed?.perSecond];
  return {
    direct_per_s: directly,
    predictions_per_s: through,
    ratio_of_rates: through / directly,
    cpu_us_per_prediction: routed?.cpuUs ?? NaN,
    ...(grpc === undefined
      ? {}
      : {
          grpc_predictions_per_s: grpc.perSecond,
          grpc_cpu_us_per_prediction: grpc.cpuUs,
        }),
  };
}

/**
 * How much the floor of resident memory rises over a million predictions, after a tenth of that as
 * warm-up. The floor, because the collector lets memory swing by more than any growth.
 */
async function growth(vertex: EmbeddedVertex, target: HttpTarget): Promise<Figures> {
  const callers = await openAll(target);
  let answered = 0;
  const samples: number[] = [];
  const client = async (caller: Caller): Promise<void> => {
    while (answered < 1.1 * million) {
      answered += 1;
      if (answered % sampleEvery === 0 && answered > million / 10) samples.push(vertex.residentMb);
      await caller.ask();
    }
  };
  await Promise.all(callers.map(client));
  for (const caller of callers) caller.close();
  const third = Math.floor(samples.length / 3);
  const rise = Math.min(...samples.slice(-third)) - Math.min(...samples.slice(0, third));
  return { rss_growth_mb_per_million: (rise * 3) / 2, long_rss_mb: Math.max(...samples) };
}
