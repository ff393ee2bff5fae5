import { describe, expect, it } from '@jest/globals';
import {
  accuracyCell,
  areaCell,
  boundCell,
  fairnessCell,
  familyCell,
  gainCell,
  sliceCell,
} from '../../bench/gates/cells.ts';
import { pageOf } from '../../bench/gates/page.ts';
import { shareOf } from '../../bench/judge/wilson.ts';

const seed = 20_260_502;
/** Far in the tail, so that among so many cells none is there by chance. */
const z = 3.3;

/** Every truth lies at its limit; the default confidence is 95 %. */
const atLimit = {
  'accuracy, no loss': () => accuracyCell({ examples: 500, limit: 0, loss: 0 }, 150, seed),
  'accuracy, a loss': () => accuracyCell({ examples: 2_000, limit: 0.01, loss: 0.01 }, 60, seed),
  'auRoc, no loss': () => areaCell({ examples: 500, limit: 0, loss: 0 }, 100, seed),
  'auRoc, a loss': () => areaCell({ examples: 500, limit: 0.01, loss: 0.01 }, 100, seed),
  'several gates': () => familyCell(['accuracy', 'auRoc', 'brier'], 300, 30, seed),
  slices: () => sliceCell({ slices: 10, size: 150 }, 60, seed),
  bound: () => boundCell(500, 150, seed),
  'two equal groups': () => fairnessCell({ groups: 2, size: 150, limit: 0, gap: 0 }, 40, seed),
  'ten equal groups': () => fairnessCell({ groups: 10, size: 150, limit: 0, gap: 0 }, 30, seed),
  'groups apart': () => fairnessCell({ groups: 5, size: 150, limit: 0.1, gap: 0.1 }, 30, seed),
} as const;

describe('a gate at its limit', () => {
  it.each(Object.keys(atLimit) as (keyof typeof atLimit)[])(
    'blocks and passes by mistake no more often than it promises: %s',
    (name) => {
      const { fail, pass } = atLimit[name]();
      expect(shareOf(fail.count, fail.trials, z).low).toBeLessThanOrEqual(0.05);
      expect(shareOf(pass.count, pass.trials, z).low).toBeLessThanOrEqual(0.05);
    },
  );

  it('passes a gain by mistake no more often than it promises', () => {
    const { pass } = gainCell(500, 150, seed);
    expect(shareOf(pass.count, pass.trials, z).low).toBeLessThanOrEqual(0.05);
  });

  it('would block about half by the value alone', () => {
    const { byValue } = areaCell({ examples: 500, limit: 0, loss: 0 }, 100, seed);
    const { low, high } = shareOf(byValue.count, byValue.trials, z);
    expect(low).toBeLessThan(0.5);
    expect(high).toBeGreaterThan(0.5);
  });
});

describe('a gate beyond its limit', () => {
  it('finds a loss that it says it would', () => {
    // 2.49 √(0.08 / 2000) = 0.0157 is found four times in five.
    const { fail } = accuracyCell({ examples: 2_000, limit: 0, loss: 0.03 }, 60, seed);
    expect(fail.value).toBeGreaterThan(0.95);
  });

  it('finds a wide gap among many groups', () => {
    const { fail } = fairnessCell({ groups: 10, size: 150, limit: 0.05, gap: 0.5 }, 20, seed);
    expect(fail.value).toBe(1);
  });
});

it('the page has a line for each cell', () => {
  const cell = accuracyCell({ examples: 100, limit: 0, loss: 0 }, 3, seed);
  const page = pageOf({ seed, replicates: { usual: 3 }, atLimit: [cell], known: [cell] });
  expect(page.split('\n').filter((line) => line.startsWith('| `accuracy'))).toHaveLength(2);
});
