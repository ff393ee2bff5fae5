import { Random } from '../../../bench/judge/random.ts';
import type { CanaryPromoteInputs } from '../../../src/steps/canary-promote/inputs.ts';
import { canaryInputs, championId } from '../canary-world.ts';
import type { CloudPlan } from './cloud.ts';
import type { NetworkPlan } from './network.ts';
import type { Death } from './runner.ts';

const minute = 60_000;
const hour = 60 * minute;

/** Everything by which one simulated release differs from another. Times are relative to its start. */
export interface Scenario {
  seed: number;
  inputs: CanaryPromoteInputs;
  cloud: CloudPlan;
  network: NetworkPlan;
  /** Those who run the step, at these moments; each comes back until the release is over. */
  promoters: readonly { at: number; wait: boolean; operation: 'run' | 'reconcile' }[];
  /** How long after a process ended badly the next one is started in its place. */
  restartMs: number;
  people: readonly { at: number; operation: 'roll_back' | 'promote' | 'approve' }[];
  deaths: readonly Death[];
  /** What happens to some process that runs then. */
  strikes: readonly { at: number; kind: 'kill' | 'pause' | 'cancel'; pauseMs: number }[];
  meddling: readonly { at: number; kind: 'labels' | 'split' | 'back' }[];
  /** Whether a process knows when another on the same machine is gone. */
  oneMachine: boolean;
  /** When the trouble is over, and only one runner goes on. */
  calmAt: number;
}

export const simulationStart = Date.UTC(2026, 0, 5, 9, 0, 0);

/** The scenario of a seed; the same on every machine. */
export function scenarioOf(seed: number): Scenario {
  const random = new Random(seed, 1);
  const draw = drawing(random);
  const calmAt = draw.pick([0, 5, 10, 25]) * minute;
  const moments = (most: number) =>
    Array.from({ length: draw.whole(0, most) }, () => draw.whole(0, calmAt));
  const hasMeddler = draw.chance(0.25);
  const hasPeople = draw.chance(0.35);
  return {
    seed,
    inputs: canaryInputs({
      steps: draw.pick([[5, 100], [10, 50, 100], [1, 25, 100], [100]]),
      minBakeMs: draw.pick([2, 4]) * minute,
      settleMs: draw.pick([0, 60_000, 180_000]),
      maxBakeMs: 8 * minute,
      minWindows: draw.pick([1, 2]),
      keepStableMs: draw.pick([0, 2, 10]) * minute,
      deadlineMs: draw.pick([30, 60]) * minute,
      onInconclusive: draw.pick(['hold', 'extend', 'promote', 'roll_back']),
      requireApproval: draw.chance(0.15) ? [100] : [],
      latency: 'off',
    }),
    cloud: {
      seed,
      traffic: {
        requestsPerMinute: draw.pick([0, 5, 60, 1_000]),
        diurnal: draw.pick([0, 0.5]),
        championErrors: draw.pick([0, 0.01]),
        challengerErrors: draw.pick([0, 0.01, 0.01, 0.1, 1]),
        faultAfterMs: draw.pick([0, 0, 5 * minute]),
        delayMs: draw.pick([0, 0, 2 * minute]),
        gaps: draw.pick([0, 0, 0.1]),
        since: simulationStart - draw.pick([0, 30 * minute, 2 * hour]),
      },
      endpoint: draw.chance(0.3)
        ? {
            split: { [championId]: 80, '7000': 20 },
            deployed: [
              { id: championId, model: modelName, modelVersionId: '3', displayName: 'birds' },
              { id: '7000', model: otherModel, modelVersionId: '1', displayName: 'other' },
            ],
          }
        : {},
      operationMs: draw.pick([0, 30_000, 300_000]),
      isUndeployable: draw.chance(0.03),
    },
    network: {
      latencyMs: draw.pick([0, 200, 5_000]),
      failing: draw.pick([0, 0, 0.02, 0.1, 0.3]),
      stale: draw.pick([0, 0, 0.1]),
      timeouts: draw.pick([0, 0.3]),
    },
    promoters: Array.from({ length: draw.pick([1, 1, 1, 1, 1, 2, 2, 2, 3, 8]) }, () => ({
      at: draw.whole(0, draw.pick([0, 1_000, 10 * minute])),
      wait: draw.chance(0.7),
      operation: draw.chance(0.85) ? ('run' as const) : ('reconcile' as const),
    })),
    restartMs: draw.pick([45_000, 2 * minute, 5 * minute]),
    people: (hasPeople ? moments(2) : []).map((at) => ({
      at,
      operation: draw.pick(['roll_back', 'roll_back', 'promote', 'approve']),
    })),
    deaths: Array.from({ length: draw.pick([0, 0, 2, 6]) }, () => ({
      call: draw.whole(1, 60),
      moment: draw.pick(['before', 'after']),
    })),
    strikes: (draw.chance(0.5) ? moments(4) : []).map((at) => ({
      at,
      kind: draw.pick(['kill', 'pause', 'cancel']),
      pauseMs: draw.pick([1_000, 60_000, 10 * minute]),
    })),
    meddling: (hasMeddler ? moments(3) : []).map((at) => ({
      at,
      kind: draw.pick(['labels', 'labels', 'split', 'back']),
    })),
    oneMachine: draw.chance(0.5),
    calmAt,
  };
}

const modelName = 'projects/acme/locations/us-central1/models/birds';
const otherModel = 'projects/acme/locations/us-central1/models/other';

function drawing(random: Random) {
  const whole = (least: number, most: number) =>
    least + Math.floor(random.uniform() * (most - least + 1));
  return {
    whole,
    chance: (probability: number) => random.uniform() < probability,
    pick<T>(values: readonly [T, ...T[]]): T {
      return values[whole(0, values.length - 1)] ?? values[0];
    },
  };
}
