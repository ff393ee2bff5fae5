import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { TrafficSplit } from '../../src/emulator/store/resources.ts';
import {
  checkSplit,
  splitAfterDeploy,
  splitAfterUndeploy,
} from '../../src/emulator/services/endpoints/traffic.ts';

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
    const requests = fc.oneof(anySplit, fc.constant<TrafficSplit>({ 0: 40, 1: 60 }));
    fc.assert(
      fc.property(validSplit, requests, (current, requested) => {
        const after = attempt(() => splitAfterDeploy(current, requested, '9', ['1', '2', '3']));
        fc.pre(after !== undefined);
        const isEmpty = Object.keys(requested).length === 0;
        expect(isSound(after, ['1', '2', '3', '9'])).toBe(true);
        expect(isEmpty ? after : after['9']).toEqual(isEmpty ? current : requested['0']);
      }),
    );
  });

  it('leave a sound split after any undeployment that they accept', () => {
    fc.assert(
      fc.property(validSplit, anySplit, (current, requested) => {
        const after = attempt(() => splitAfterUndeploy(current, requested, '2', ['1', '3']));
        expect(isSound(after ?? {}, ['1', '3'])).toBe(true);
      }),
    );
  });

  it('undeploy without a new split exactly what has no traffic', () => {
    fc.assert(
      fc.property(validSplit, (current) => {
        const after = attempt(() => splitAfterUndeploy(current, {}, '2', ['1', '3']));
        expect(after !== undefined).toBe(current['2'] === 0);
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
