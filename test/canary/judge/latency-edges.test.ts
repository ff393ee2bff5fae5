import { describe, expect, it } from '@jest/globals';
import {
  chooseEdges,
  countSlow,
  type LatencyPeriod,
} from '../../../src/canary/judge/latency-edges.ts';

const edgesMs = [50, 100, 200, 400, 800];

/** `counts`: below 50, [50, 100), …, 800 and more. */
function period(counts: number[], start = 0): LatencyPeriod {
  return { start, edgesMs, counts };
}

describe('countSlow', () => {
  it('counts what takes at least as long as an edge', () => {
    expect(countSlow(period([500, 300, 100, 60, 30, 10]), [100, 800])).toEqual({
      requests: 1_000,
      slow: [200, 10],
    });
  });

  it('knows of nothing in an empty period', () => {
    expect(countSlow(period([0, 0, 0, 0, 0, 0]), [100])).toEqual({ requests: 0, slow: [0] });
  });
});

describe('chooseEdges', () => {
  // Tails of the edges: 60 %, 30 %, 8 %, 2 %, 0.1 %.
  const usual = period([4_000, 3_000, 2_200, 600, 190, 10]);

  it('spreads them over the useful tails', () => {
    expect(chooseEdges([usual, usual], null)).toEqual([100, 200, 400]);
  });

  it('adds the one just above the objective', () => {
    expect(chooseEdges([usual], 500)).toEqual([100, 200, 400, 800]);
    expect(chooseEdges([usual], 400)).toEqual([100, 200, 400]);
    expect(chooseEdges([usual], 5_000)).toEqual([100, 200, 400]);
  });

  it('compares only periods with the buckets of the latest', () => {
    const other = { start: 0, edgesMs: [1, 2], counts: [0, 0, 1_000_000] };
    expect(chooseEdges([other, usual], null)).toEqual([100, 200, 400]);
  });

  it('finds none without a past', () => {
    expect(chooseEdges([], 500)).toEqual([]);
    expect(chooseEdges([period([0, 0, 0, 0, 0, 0])], 500)).toEqual([]);
  });
});
