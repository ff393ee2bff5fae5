import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { TrafficSplit } from '../../src/emulator/services/resources.ts';
import {
  checkSplit,
  splitAfterDeploy,
  splitAfterUndeploy,
} from '../../src/emulator/services/traffic.ts';

/** A split over some of the ids `1`…`5`, most of them valid. */
const anySplit = fc.dictionary(
  fc.constantFrom('0', '1', '2', '3', '4', '5'),
  fc.integer({ min: -5, max: 105 }),
);
const validSplit = fc
  .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }))
  .map(([a, b]): TrafficSplit => {
    const [low, high] = [Math.min(a, b), Math.max(a, b)];
    return { 1: low, 2: high - low, 3: 100 - high };
  });

function attempt(change: () => TrafficSplit): TrafficSplit | undefined {
  try {
    return change();
  } catch {
    return undefined;
  }
}

function isSound(split: TrafficSplit, ids: readonly string[]): boolean {
  const shares = Object.values(split);
  const sum = shares.reduce((total, share) => total + share, 0);
  const isKnown = Object.keys(split).every((id) => ids.includes(id));
  return isKnown && shares.every((share) => share >= 0) && (shares.length === 0 || sum === 100);
}

describe('traffic rules', () => {
  it('accept exactly the splits that sum to 100 over known models', () => {
    const ids = ['1', '2', '3'];
    fc.assert(
      fc.property(fc.oneof(anySplit, validSplit), (split) => {
        const isAccepted = attempt(() => {
          checkSplit(split, ids);
          return split;
        });
        expect(isAccepted !== undefined).toBe(isSound(split, ids));
      }),
    );
  });

  it('leave a sound split after any deployment that they accept', () => {
    fc.assert(
      fc.property(
        validSplit,
        fc.oneof(anySplit, fc.constant({ 0: 40, 1: 60 })),
        (current, requested) => {
          const after = attempt(() => splitAfterDeploy(current, requested, '9', ['1', '2', '3']));
          if (after === undefined) return;
          expect(isSound(after, ['1', '2', '3', '9'])).toBe(true);
          if (Object.keys(requested).length === 0) expect(after).toEqual(current);
          else expect(after['9']).toBe((requested as TrafficSplit)['0']);
        },
      ),
    );
  });

  it('leave a sound split after any undeployment that they accept', () => {
    fc.assert(
      fc.property(validSplit, fc.oneof(anySplit, fc.constant({})), (current, requested) => {
        const after = attempt(() => splitAfterUndeploy(current, requested, '2', ['1', '3']));
        const isGiven = Object.keys(requested).length > 0;
        if (after !== undefined) expect(isSound(after, ['1', '3'])).toBe(true);
        if (!isGiven) expect(after === undefined).toBe((current['2'] ?? 0) > 0);
      }),
    );
  });

  it('always let the last model go', () => {
    fc.assert(
      fc.property(validSplit, anySplit, (current, requested) => {
        expect(splitAfterUndeploy(current, requested, '2', [])).toEqual({});
      }),
    );
  });
});
