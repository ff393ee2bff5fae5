import { describe, expect, it } from '@jest/globals';
import { currentSplit } from '../../../src/canary/canary-run.ts';
import { equalSplits } from '../../../src/vertex/traffic-split.ts';
import { calmNetwork } from '../../support/simulation/network.ts';
import { type Scenario, scenarioOf } from '../../support/simulation/scenario.ts';
import { simulateSeed, Simulation } from '../../support/simulation/simulation.ts';
import { storedRun } from '../../support/simulation/verdict.ts';
import { regressionSeeds } from './regression-seeds.ts';

/** How many seeds each search takes; `npm run simulate` takes many more. */
const seeds = Number(process.env['SIMULATION_SEEDS'] ?? 20);
const first = Number(process.env['SIMULATION_FIRST_SEED'] ?? 1);
const day = 86_400_000;

const seedsOf = (count: number) => Array.from({ length: count }, (_, i) => first + i);

/** The scenario of a seed with one runner and nobody else. */
function alone(seed: number, change: Partial<Scenario> = {}): Scenario {
  const scenario = scenarioOf(seed);
  return {
    ...scenario,
    cloud: { ...scenario.cloud, isUndeployable: false },
    network: calmNetwork,
    promoters: [{ at: 0, wait: true, operation: 'run' }],
    people: [],
    deaths: [],
    strikes: [],
    meddling: [],
    oneMachine: true,
    restartMs: 0,
    calmAt: 2 * 3_600_000,
    ...change,
  };
}

describe('a release in a world of faults, crashes, people and rivals', () => {
  it.each(regressionSeeds)('ends well with seed %i, which once did not', async (seed) => {
    await expect(simulateSeed(seed)).resolves.toBeUndefined();
  });

  it('ends well with any seed', async () => {
    for (const seed of seedsOf(seeds)) {
      await expect(simulateSeed(seed)).resolves.toBeUndefined();
    }
  });
});

describe('a runner that dies', () => {
  it('changes no decision: the looks, shifts and windows are those of a run that lives', async () => {
    for (const seed of seedsOf(Math.ceil(seeds / 20))) {
      const { deaths } = scenarioOf(seed);
      const extra = [{ call: 7 + (seed % 40), moment: 'after' as const }];
      const quick = { cloud: { ...alone(seed).cloud, operationMs: 0 } };
      const undisturbed = new Simulation(alone(seed, quick));
      await undisturbed.run();
      const dying = new Simulation(alone(seed, { ...quick, deaths: [...deaths, ...extra] }));
      await dying.run();
      expect({ seed, run: await storedRun(dying.cloud) }).toEqual({
        seed,
        run: await storedRun(undisturbed.cloud),
      });
    }
  });
});

describe('a roll back while three calls in ten fail', () => {
  it('is in force within a minute of its decision', async () => {
    for (const seed of seedsOf(Math.ceil(seeds / 10))) {
      const { cloud } = alone(seed);
      const traffic = { ...cloud.traffic, requestsPerMinute: 1_000, challengerErrors: 0.5 };
      const simulation = new Simulation(
        alone(seed, {
          cloud: { ...cloud, traffic: { ...traffic, faultAfterMs: 0, gaps: 0 } },
          network: { latencyMs: 200, failing: 0.3, stale: 0, timeouts: 0 },
          restartMs: 30_000,
          oneMachine: false,
        }),
      );
      await simulation.run();
      const { rollBackDecidedAt = NaN, restoredAt = NaN } = simulation.cloud;
      const isDecided = simulation.cloud.rollBackDecidedAt !== undefined;
      const tookMs = isDecided ? restoredAt - rollBackDecidedAt : 0;
      expect({ seed, inTime: tookMs <= 60_000 }).toEqual({ seed, inTime: true });
    }
  });
});

describe('a runner that is cancelled', () => {
  it('stops within five seconds and leaves the split that the ledger tells', async () => {
    for (const seed of seedsOf(Math.ceil(seeds / 5))) {
      const at = (seed * 7_919) % 1_200_000;
      const simulation = new Simulation(
        alone(seed, {
          network: { ...calmNetwork, latencyMs: 200 },
          strikes: [{ at, kind: 'cancel', pauseMs: 0 }],
          restartMs: 60_000,
        }),
      );
      const stopped: object[] = [];
      simulation.onEnd = ({ cancelledAt, endedAt = NaN }) => {
        if (cancelledAt === undefined) return;
        const { ledger, endpoint } = simulation.cloud;
        const run = ledger?.active;
        const split = run === undefined ? endpoint.split : currentSplit(run);
        const intended = run?.intent?.kind === 'shift' ? run.intent.to : split;
        const isDeclared = [split, intended].some((one) => equalSplits(one, endpoint.split));
        stopped.push({ seed, inTime: endedAt - cancelledAt <= 5_000, isDeclared });
      };
      await simulation.run();
      expect(stopped).toEqual(stopped.map(() => ({ seed, inTime: true, isDeclared: true })));
    }
  });
});

describe('a bake of fourteen days', () => {
  it('ends, by ticks, with a ledger that does not grow', async () => {
    const scenario = alone(1);
    const traffic = { ...scenario.cloud.traffic, requestsPerMinute: 60, challengerErrors: 0.01 };
    const inputs = {
      ...scenario.inputs,
      steps: [50, 100],
      windowMs: 1_800_000,
      minBakeMs: 14 * day,
      maxBakeMs: 15 * day,
      deadlineMs: 16 * day,
      minWindows: 1,
      requireApproval: [],
    };
    const simulation = new Simulation({
      ...scenario,
      inputs,
      cloud: {
        ...scenario.cloud,
        operationMs: 30_000,
        endpoint: {},
        traffic: { ...traffic, championErrors: 0.01, gaps: 0, delayMs: 0, faultAfterMs: 0 },
      },
      promoters: [{ at: 0, wait: false, operation: 'run' }],
      restartMs: 7_200_000,
      calmAt: 15 * day,
    });
    await simulation.run();
    const [finished] = simulation.cloud.ledger?.finished ?? [];
    expect(finished?.outcome).toBe('promoted');
    expect((finished?.endedAt ?? 0) - (finished?.startedAt ?? 0)).toBeGreaterThan(14 * day);
    // Half an hour each: all are kept, but not in one object.
    const windows = (await storedRun(simulation.cloud))?.windows.length ?? 0;
    expect(windows).toBeGreaterThan(660);
    const sizes = [...simulation.cloud.objects.stored.values()].map(({ text }) => text.length);
    expect(Math.max(...sizes)).toBeLessThan(100_000);
  });
});
