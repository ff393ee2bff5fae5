import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { didYouMean, nearest } from '../../src/contract/nearest.ts';

const known = ['region', 'min_bake', 'max_bake', 'endpoint', 'steps', 'alpha'];

describe('nearest', () => {
  it.each([
    ['regoin', 'region'],
    ['Region', 'region'],
    ['min-bake', 'min_bake'],
    ['--min-bake', 'min_bake'],
    ['minBake', 'min_bake'],
    ['maxbake', 'max_bake'],
    ['endpont', 'endpoint'],
    ['endpoints', 'endpoint'],
    ['step', 'steps'],
    ['alhpa', 'alpha'],
  ])('takes %s for %s', (word, meant) => {
    expect(nearest(word, known)).toBe(meant);
  });

  it.each(['gates', 'x', '', 'timeout', 'predictions'])('takes %j for nothing', (word) => {
    expect(nearest(word, known)).toBeUndefined();
  });

  it('finds every word again after any one slip', () => {
    const slip = fc.record({
      word: fc.constantFrom(...known),
      at: fc.nat(4),
      letter: fc.constantFrom('q', 'z', '_'),
    });
    fc.assert(
      fc.property(slip, ({ word, at, letter }) => {
        expect(nearest(word.slice(0, at) + letter + word.slice(at), [word])).toBe(word);
        expect(nearest(word.slice(0, at) + word.slice(at + 1), [word])).toBe(word);
      }),
    );
  });

  it('asks', () => {
    expect(didYouMean('regoin', known)).toBe('Did you mean region?');
    expect(didYouMean('gates', known)).toBeUndefined();
  });
});
