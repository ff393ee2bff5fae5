import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { runCanaryPromote } from '../../../src/steps/canary-promote/run.ts';
import { canaryInputs, canaryWorld, championId, endpointName } from '../../support/canary-world.ts';
import { executioner, Killed } from '../../support/killable.ts';
import { challengerId, ledgerOf } from './observation.ts';

const worlds = fc.record({
  challengerErrors: fc.constantFrom(0, 0.01, 0.05, 0.3, 1),
  championErrors: fc.constantFrom(0, 0.01),
  requestsPerMs: fc.constantFrom(0, 0.001, 0.02),
  operationMs: fc.constantFrom(0, 30_000, 600_000),
});

const plans = fc.record({
  steps: fc.constantFrom<number[]>([5, 100], [10, 50, 100], [1, 5, 25, 50, 100]),
  onInconclusive: fc.constantFrom('promote' as const, 'roll_back' as const),
  keepStableMs: fc.constantFrom(0, 300_000),
});

const deaths = fc.array(
  fc.record({
    call: fc.integer({ min: 1, max: 40 }),
    moment: fc.constantFrom('before' as const, 'after' as const),
    /** Before somebody runs it again. */
    pauseMs: fc.constantFrom(0, 45_000, 3_600_000),
  }),
  { maxLength: 6 },
);

describe('a canary that dies again and again', () => {
  it('ends declared, with one deployment and one model that serves', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, plans, deaths, async (options, plan, dying) => {
        const world = canaryWorld(options);
        const inputs = canaryInputs(plan);
        for (const { pauseMs, ...death } of dying) {
          await runCanaryPromote(inputs, world.context(undefined, executioner(death))).catch(
            (error: unknown) => {
              if (!(error instanceof Killed)) throw error;
            },
          );
          world.clock.advance(pauseMs);
        }
        const { outcome } = await runCanaryPromote(inputs, world.context());
        const serving = outcome === 'promoted' ? challengerId : championId;
        const endpoint = world.endpoints.peek(endpointName);
        expect(['promoted', 'rolled_back']).toContain(outcome);
        expect(endpoint?.split).toEqual({ [serving]: 100 });
        expect(endpoint?.deployed.map(({ id }) => id)).toEqual([serving]);
        expect(world.endpoints.deployments.length).toBeLessThanOrEqual(1);
        expect(ledgerOf(world).active).toBeUndefined();
        expect(ledgerOf(world).finished).toHaveLength(1);
      }),
      { numRuns: 60 },
    );
  });
});
