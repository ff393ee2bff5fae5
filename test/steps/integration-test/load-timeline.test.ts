import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { LoadTimeline } from '../../../src/steps/integration-test/load-timeline.ts';

interface Told {
  everyMs: number;
  parts: { requests: number; failed: number; p50?: number; p99?: number }[];
}

const told = (timeline: LoadTimeline) => timeline.evidence() as unknown as Told;

describe('the timeline of a load', () => {
  it('counts requests by when they were due', () => {
    const timeline = new LoadTimeline(300);
    timeline.count(0, 4);
    timeline.count(99.9, 4);
    timeline.count(100, undefined);
    // Due at the very end: still of the last part.
    timeline.count(300, 8);
    expect(told(timeline)).toEqual({
      everyMs: 100,
      parts: [
        { requests: 2, failed: 0, p50: 4, p99: 4 },
        { requests: 1, failed: 1 },
        { requests: 1, failed: 0, p50: 8, p99: 8 },
      ],
    });
  });

  it.each([
    [1, 100, 1],
    [6_000, 100, 60],
    [6_001, 200, 31],
    [70_000, 2_000, 35],
    [600_000, 10_000, 60],
    [86_400_000, 1_800_000, 48],
    [604_800_000, 10_080_000, 60],
  ])('of %d ms has parts of %d ms, %d of them', (total, every, parts) => {
    const { everyMs, parts: found } = told(new LoadTimeline(total));
    expect([everyMs, found.length]).toEqual([every, parts]);
  });

  it('loses no request, and has sixty parts at most', () => {
    const total = fc.integer({ min: 1, max: 10_000_000 });
    const dues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 50 });
    fc.assert(
      fc.property(total, dues, (totalMs, shares) => {
        const timeline = new LoadTimeline(totalMs);
        shares.forEach((share, index) => {
          timeline.count(share * totalMs, index % 3 === 0 ? undefined : index);
        });
        const { parts } = told(timeline);
        expect(parts.length).toBeLessThanOrEqual(60);
        const sum = (of: 'requests' | 'failed') => parts.reduce((all, part) => all + part[of], 0);
        expect(sum('requests')).toBe(shares.length);
        expect(sum('failed')).toBe(shares.filter((_, index) => index % 3 === 0).length);
      }),
      { numRuns: 40 },
    );
  });
});
