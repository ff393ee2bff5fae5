import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  describeSplitChange,
  equalSplits,
  largestShare,
  shareOf,
  shiftTraffic,
  type TrafficSplit,
  trafficSplit,
} from '../../src/vertex/traffic-split.ts';

const ids = ['1001', '1002', '1003', '1004', '1005'] as const;
const pair = { champion: '1001', challenger: '1002' };

/** Whole shares of five deployed models that add up to 100. */
const splits = fc
  .array(fc.nat(100), { minLength: ids.length - 1, maxLength: ids.length - 1 })
  .map((cuts): TrafficSplit => {
    const edges = [0, ...cuts.toSorted((a, b) => a - b), 100];
    return trafficSplit(
      Object.fromEntries(
        ids.map((id, index) => [id, (edges[index + 1] ?? 0) - (edges[index] ?? 0)]),
      ),
    );
  });
const poolOf = (split: TrafficSplit) =>
  shareOf(split, pair.champion) + shareOf(split, pair.challenger);
const splitsWithPool = splits.filter((split) => poolOf(split) > 0);
const sumOf = (split: TrafficSplit) => Object.values(split).reduce((sum, one) => sum + one, 0);

describe('trafficSplit', () => {
  it.each([
    ['no traffic at all', {}],
    ['everything to one', { '1': 100 }],
    ['zeros, which it leaves out', { '1': 0, '2': 0 }],
  ])('takes %s', (_, shares) => {
    expect(Object.values(trafficSplit(shares)).every((share) => share > 0)).toBe(true);
  });

  it.each([
    ['less than 100', { '1': 99 }],
    ['more than 100', { '1': 100, '2': 1 }],
    ['fractions', { '1': 99.5, '2': 0.5 }],
    ['negative shares', { '1': 110, '2': -10 }],
    ['what is no number', { '1': Number.NaN, '2': 100 }],
  ])('refuses %s', (_, shares) => {
    expect(() => trafficSplit(shares)).toThrow(expect.objectContaining({ code: 'API_FAILED' }));
  });

  it('cannot be changed once made', () => {
    const split = trafficSplit({ '1': 100 }) as Record<string, number>;
    expect(() => {
      split['1'] = 50;
    }).toThrow(TypeError);
  });

  it('is written the same whatever the order it was given in', () => {
    expect(JSON.stringify(trafficSplit({ b: 60, a: 40 }))).toBe(
      JSON.stringify(trafficSplit({ a: 40, b: 60 })),
    );
  });
});

describe('shiftTraffic', () => {
  it("keeps the sum and everybody else's share", () => {
    fc.assert(
      fc.property(splitsWithPool, fc.integer({ min: 0, max: 100 }), (split, percent) => {
        const shifted = shiftTraffic(split, pair, percent);
        expect(sumOf(shifted)).toBe(100);
        for (const other of ids.slice(2))
          expect(shareOf(shifted, other)).toBe(shareOf(split, other));
      }),
    );
  });

  it('gives the challenger its percent of the pool to within one percent of all traffic', () => {
    fc.assert(
      fc.property(splitsWithPool, fc.integer({ min: 0, max: 100 }), (split, percent) => {
        const exact = (poolOf(split) * percent) / 100;
        const share = shareOf(shiftTraffic(split, pair, percent), pair.challenger);
        expect(Math.abs(share - exact)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('never starves a challenger that was promised anything, and gives nothing for nothing', () => {
    fc.assert(
      fc.property(splitsWithPool, fc.integer({ min: 1, max: 100 }), (split, percent) => {
        expect(shareOf(shiftTraffic(split, pair, percent), pair.challenger)).toBeGreaterThan(0);
        expect(shareOf(shiftTraffic(split, pair, 0), pair.challenger)).toBe(0);
      }),
    );
  });

  it('depends on what the pair holds together, not on how they share it now', () => {
    fc.assert(
      fc.property(splitsWithPool, fc.nat(100), fc.nat(100), (split, first, percent) => {
        const detour = shiftTraffic(shiftTraffic(split, pair, first), pair, percent);
        expect(equalSplits(detour, shiftTraffic(split, pair, percent))).toBe(true);
      }),
    );
  });

  it('takes a plain pair through the steps of a canary', () => {
    const start = trafficSplit({ '1001': 100 });
    expect([5, 25, 50, 100].map((percent) => shiftTraffic(start, pair, percent))).toEqual([
      { '1001': 95, '1002': 5 },
      { '1001': 75, '1002': 25 },
      { '1001': 50, '1002': 50 },
      { '1002': 100 },
    ]);
  });

  it('refuses to take from others when the pair holds nothing', () => {
    expect(() => shiftTraffic(trafficSplit({ '1003': 100 }), pair, 5)).toThrow(
      expect.objectContaining({ code: 'API_FAILED' }),
    );
  });
});

describe('splits', () => {
  it('are equal when nobody would notice the difference', () => {
    expect(equalSplits({ a: 100 }, { a: 100, b: 0 })).toBe(true);
    expect(equalSplits({ a: 100 }, { b: 100 })).toBe(false);
    expect(equalSplits({}, { a: 100 })).toBe(false);
  });

  it('tell only what changes', () => {
    expect(describeSplitChange({ '7001': 95, '7002': 5 }, { '7001': 75, '7002': 25 })).toBe(
      '7001 95→75, 7002 5→25',
    );
    expect(describeSplitChange({ a: 40, b: 60 }, { a: 40, c: 60 })).toBe('b 60→0, c 0→60');
    expect(describeSplitChange({ a: 100 }, { a: 100 })).toBe('unchanged');
  });

  it('know the largest share', () => {
    expect(largestShare({ a: 10, b: 60, c: 30 })).toBe('b');
    expect(largestShare({})).toBeUndefined();
  });
});
