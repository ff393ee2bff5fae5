import { describe, expect, it, jest } from '@jest/globals';
import { runCanaryPromote } from '../../../src/steps/canary-promote/run.ts';
import {
  canaryInputs,
  type CanaryWorld,
  canaryWorld,
  championId,
  endpointName,
} from '../../support/canary-world.ts';
import { type Death, executioner, Killed } from '../../support/killable.ts';
import { challengerId, ledgerOf } from './observation.ts';

const isSoak = process.env['SOAK'] !== undefined;
/** Every pair when soaking; else a lattice of them. */
const stride = isSoak ? 1 : 23;

if (isSoak) jest.setTimeout(3_600_000);

const ways = [
  { name: 'a promotion', challengerErrors: 0.01, serving: challengerId },
  { name: 'a roll back', challengerErrors: 0.2, serving: championId },
];

describe('a canary that is killed twice', () => {
  it.each(ways)('ends as $name, whatever the pair of calls', async (way) => {
    const { challengerErrors, serving } = way;
    const calls = await runTo(canaryWorld({ challengerErrors }));
    for (let first = 1; first <= calls; first += stride) {
      for (const moment of ['before', 'after'] as const) {
        for (let second = 1; second <= calls; second += stride) {
          const world = canaryWorld({ challengerErrors });
          await runTo(world, { call: first, moment });
          await runTo(world, { call: second, moment: 'after' });
          await runTo(world);
          const { split, deployed = [] } = world.endpoints.peek(endpointName) ?? {};
          const { active, finished } = ledgerOf(world);
          expect({ first, moment, second, split, deployed: deployed.map(({ id }) => id) }).toEqual({
            first,
            moment,
            second,
            split: { [serving]: 100 },
            deployed: [serving],
          });
          expect([active, finished.length]).toEqual([undefined, 1]);
          expect(world.endpoints.deployments).toEqual([challengerId]);
        }
      }
    }
  });
});

/** Runs to the end or its death; answers how many calls it made. */
async function runTo(world: CanaryWorld, death?: Death): Promise<number> {
  const executed = executioner(death);
  try {
    await runCanaryPromote(canaryInputs(), world.context(undefined, executed));
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
  }
  return executed.calls;
}
