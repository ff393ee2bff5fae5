import { upperTail } from '../../src/stats/normal.ts';
import { correlationValue, estimateCorrelation } from '../../src/canary/judge/correlation.ts';
import {
  chooseEdges,
  countSlow,
  type LatencyPeriod,
} from '../../src/canary/judge/latency-edges.ts';
import {
  freshState,
  type HarmProcess,
  isHarmful,
  judgeProcess,
} from '../../src/canary/judge/process.ts';
import { harmTest } from '../../src/canary/judge/ratio-test.ts';
import { alpha } from './ours.ts';
import { Random } from './random.ts';
import { steps, windows, windowsPerStep } from './scenario.ts';
import { type Share, shareOf } from './wilson.ts';

/** Bucket edges in ms, each 1.6 times the one before. */
const edgesMs = Array.from({ length: 15 }, (_, i) => 10 * 1.6 ** i);
/** Log-normal with this median and deviation. */
const medianMs = 80;
const deviation = 0.6;
/** A tenth of alpha, as by default. */
const level = alpha / 10;

export interface LatencyCell {
  name: string;
  traffic: number;
  found: Share;
  exposed: number;
}

interface Slowness {
  name: string;
  /** Part of the requests that take this many times as long. */
  part: number;
  times: number;
}

const slownesses: readonly Slowness[] = [
  { name: 'as fast', part: 0, times: 1 },
  { name: 'all × 1.1', part: 1, times: 1.1 },
  { name: 'all × 1.25', part: 1, times: 1.25 },
  { name: 'all × 1.5', part: 1, times: 1.5 },
  { name: '5 % stall, × 10', part: 0.05, times: 10 },
];

export function latencyCells(replicates: number, seed: number): LatencyCell[] {
  return [120, 1_200].flatMap((traffic) =>
    slownesses.map((slowness) => latencyCell(traffic, slowness, replicates, seed)),
  );
}

function latencyCell(
  traffic: number,
  slowness: Slowness,
  replicates: number,
  seed: number,
): LatencyCell {
  let found = 0;
  let exposed = 0;
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    const random = new Random(seed, replicate);
    const { process, edges } = open(random, traffic);
    let state = freshState;
    for (let window = 0; window < windows; window += 1) {
      const step = Math.floor(window / windowsPerStep);
      const requests = random.poisson(traffic);
      const ofChallenger = random.binomial(requests, (steps[step] ?? 0) / 100);
      exposed += ofChallenger;
      const challenger = arm(draw(random, window, ofChallenger, slowness), edges);
      const champion = arm(draw(random, window, requests - ofChallenger, healthy), edges);
      state = judgeProcess(process, state, { step, index: window, challenger, champion });
      if (!isHarmful(process, state)) continue;
      found += 1;
      break;
    }
  }
  return {
    name: slowness.name,
    traffic,
    found: shareOf(found, replicates),
    exposed: exposed / replicates,
  };
}

const healthy: Slowness = { name: '', part: 0, times: 1 };

/** Edges and their correlation from four hours of the champion, as the product has them. */
function open(random: Random, traffic: number): { process: HarmProcess; edges: number[] } {
  const history = Array.from({ length: 240 }, (_, minute) =>
    draw(random, minute, random.poisson(traffic), healthy),
  );
  const edges = chooseEdges(history, null);
  const calendar = { steps: steps.length, windowsPerStep, firstStep: 0.5 };
  const counted = history.map((period) => ({ start: period.start, ...countSlow(period, edges) }));
  const tests = edges.map((edgeMs, i) => {
    const periods = counted.map(({ start, requests, slow }) => ({
      start,
      requests,
      errors: slow[i] ?? 0,
    }));
    const correlation = correlationValue(estimateCorrelation(periods, 60_000));
    return { edgeMs, test: harmTest(level / edges.length, 1.5, correlation, calendar) };
  });
  return { process: { kind: 'latency', name: 'latency', alpha: level, edges: tests }, edges };
}

function draw(random: Random, minute: number, requests: number, slowness: Slowness): LatencyPeriod {
  let rest = requests;
  let before = 1;
  const counts = edgesMs.map((edgeMs) => {
    const beyond = tail(edgeMs, slowness);
    const count = before > 0 ? random.binomial(rest, 1 - beyond / before) : 0;
    rest -= count;
    before = beyond;
    return count;
  });
  return { start: minute * 60_000, edgesMs, counts: [...counts, rest] };
}

/** Share of requests that take at least as long. */
function tail(edgeMs: number, { part, times }: Slowness): number {
  const beyond = (factor: number) => upperTail(Math.log(edgeMs / (medianMs * factor)) / deviation);
  return (1 - part) * beyond(1) + part * beyond(times);
}

function arm(period: LatencyPeriod, edges: readonly number[]) {
  const latency = countSlow(period, edges);
  return { requests: latency.requests, errors: 0, clientErrors: 0, latency };
}
