import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { Lots } from '../../../src/steps/integration-test/lots.ts';

const items = fc.uniqueArray(
  fc.record({ lot: fc.nat(1_000), bytes: fc.integer({ min: 1, max: 50 }) }),
  { selector: ({ lot }) => lot, maxLength: 60 },
);

describe('drawing lots', () => {
  it('leaves the lowest that fit together, in whichever order they come', () => {
    const limits = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 400 }));
    fc.assert(
      fc.property(items, limits, (all, [most, mostBytes]) => {
        const lots = new Lots<number>(most, mostBytes);
        for (const { lot, bytes } of all) lots.add(lot, bytes, lot);
        // What is left, written down as it is said.
        const wanted: number[] = [];
        let held = 0;
        for (const { lot, bytes } of all.toSorted((a, b) => a.lot - b.lot)) {
          if (wanted.length === most || held + bytes > mostBytes) break;
          wanted.push(lot);
          held += bytes;
        }
        expect(lots.items).toEqual(wanted);
        expect(lots.bytes).toBe(held);
      }),
    );
  });
});
