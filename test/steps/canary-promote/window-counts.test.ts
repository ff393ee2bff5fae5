import { describe, expect, it } from '@jest/globals';
import { countPeriods, countWindows } from '../../../src/steps/canary-promote/window-counts.ts';
import { canaryRun } from '../../canary/canary-runs.ts';

const response = (
  deployedModelId: string,
  start: number,
  responseClass: string,
  count: number,
) => ({
  deployedModelId,
  start,
  responseClass,
  count,
});

const responses = [
  response('71', 0, '2xx', 90),
  response('71', 0, '4xx', 4),
  response('71', 0, '5xx', 2),
  response('72', 0, '2xx', 9),
  response('71', 60, '2xx', 80),
  response('70', 120, '2xx', 500),
];

const windows = [0, 60, 120].map((start, index) => ({ step: 0, index, start }));

describe('countWindows', () => {
  const counted = countWindows(canaryRun(), windows, { responses, latencies: [], events: {} });

  it('takes every class as a request and 5xx alone as an error', () => {
    expect(counted[0]).toEqual({
      kind: 'counted',
      step: 0,
      index: 0,
      start: 0,
      challenger: { requests: 9, errors: 0, clientErrors: 0 },
      champion: { requests: 96, errors: 2, clientErrors: 4 },
    });
  });

  it('takes one absent arm for one that served nobody', () => {
    expect(counted[1]).toMatchObject({ kind: 'counted', challenger: { requests: 0 } });
  });

  it('takes both absent for a missing window, whatever others served', () => {
    expect(counted[2]).toEqual({ kind: 'missing', step: 0, index: 2, start: 120 });
  });
});

describe('countPeriods', () => {
  it('adds the classes of each period', () => {
    expect(countPeriods('71', responses)).toMatchObject([
      { start: 0, requests: 96, errors: 2 },
      { start: 60, requests: 80, errors: 0 },
    ]);
  });
});
