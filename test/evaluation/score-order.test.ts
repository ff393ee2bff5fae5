import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { byAscendingValue } from '../../src/evaluation/score-order.ts';
import { noise } from './kinds.ts';

describe('the order of scores', () => {
  it('by digits is that of comparisons', () => {
    const uniform = noise(5);
    const values = Float64Array.from({ length: 30_000 }, (_, i) =>
      i % 3 === 0 ? Math.round(uniform() * 40) / 10 - 2 : (uniform() - 0.5) * 10 ** ((i % 60) - 30),
    );
    values.set([
      0,
      -0,
      -0,
      0,
      Number.MAX_VALUE,
      -Number.MAX_VALUE,
      Number.MIN_VALUE,
      -Number.MIN_VALUE,
    ]);
    const compared = Array.from(values, (_, place) => place).toSorted(
      (a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b,
    );
    expect([...byAscendingValue(values)]).toEqual(compared);
  });

  it('of few is that of comparisons too', () => {
    fc.assert(
      fc.property(fc.float64Array({ noNaN: true, maxLength: 30 }), (values) => {
        const sorted = Array.from(byAscendingValue(values), (place) => values[place] ?? 0);
        expect(sorted.map((value) => value + 0)).toEqual(
          [...values].toSorted((a, b) => a - b).map((value) => value + 0),
        );
      }),
    );
  });
});
