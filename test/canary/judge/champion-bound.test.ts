import { describe, expect, it } from '@jest/globals';
import { boundChampion } from '../../../src/canary/judge/champion-bound.ts';

const minute = 60_000;
const independent = { kind: 'estimated', value: 0, windows: 1_440 } as const;

function day(errorsOf: (minute: number) => number, minutes = 1_440) {
  return Array.from({ length: minutes }, (_, i) => ({
    start: i * minute,
    requests: 100,
    errors: errorsOf(i),
  }));
}

describe('boundChampion', () => {
  it('is the upper bound of the rate over a day', () => {
    // Y = 1440, N = 144000, z = 3.0902323: (1440 + 4.774768 + 3.0902323 · √1442.387384) / 144000.
    const bound = boundChampion(
      day(() => 1),
      minute,
      independent,
      0.001,
    );
    expect(bound).toMatchObject({ kind: 'known', windows: 1_440 });
    expect(bound.kind === 'known' && bound.bound).toBeCloseTo(0.01084819, 7);
  });

  it('is that of the worst hour where hours differ', () => {
    const steady = boundChampion(
      day(() => 2),
      minute,
      independent,
      0.001,
    );
    const uneven = boundChampion(
      day((i) => (i < 720 ? 1 : 3)),
      minute,
      independent,
      0.001,
    );
    if (steady.kind === 'refused' || uneven.kind === 'refused') throw new Error('refused');
    expect(uneven.bound).toBeGreaterThan(0.03);
    expect(steady.bound).toBeLessThan(0.0225);
  });

  it('does not look further back than a day', () => {
    const older = day((i) => (i < 1_440 ? 30 : 1), 2_880);
    const latest = day(() => 1);
    expect(boundChampion(older, minute, independent, 0.001)).toEqual(
      boundChampion(latest, minute, independent, 0.001),
    );
  });

  it('has a value for a champion without errors', () => {
    const bound = boundChampion(
      day(() => 0),
      minute,
      independent,
      0.001,
    );
    // z² / N
    expect(bound.kind === 'known' && bound.bound).toBeCloseTo(9.549536 / 144_000, 9);
  });

  it.each([
    ['less than a day', day(() => 1, 1_200), independent, 'it needs 1368 windows'],
    [
      'correlation',
      day(() => 1),
      { kind: 'estimated', value: 0.01, windows: 1_440 } as const,
      'fail together',
    ],
    ['rates beyond reason', day(() => 60), independent, 'half of its requests'],
  ])('refuses %s', (_, history, correlation, why) => {
    const bound = boundChampion(history, minute, correlation, 0.001);
    expect(bound).toMatchObject({ kind: 'refused', why: expect.stringContaining(why) });
  });
});
