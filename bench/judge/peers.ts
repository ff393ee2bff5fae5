import { upperTail } from '../../src/stats/normal.ts';
import { estimateShift } from './mann-whitney.ts';
import type { Rule } from './rule.ts';
import type { Window } from './scenario.ts';

const threshold = 0.05;

/** The rule of thumb: one minute above 5 % errors. */
export const naive: Rule = {
  name: 'error rate > 5 % in a minute',
  stopsAt: (run) => indexOf(run, (window) => challengerRate(window) > threshold),
};

/** A measurement a minute fails above 5 %, is inconclusive without requests; more than the limit fail. */
export function argoLike(failureLimit: number): Rule {
  return {
    name: `Argo Rollouts' way, failureLimit ${failureLimit}`,
    stopsAt: (run) =>
      whenCount(run, (window) => challengerRate(window) > threshold, failureLimit + 1),
  };
}

/** A check a minute fails above 5 % and without metrics; the fifth failure rolls back. */
export const flaggerLike: Rule = {
  name: "Flagger's way, threshold 5",
  stopsAt: (run) =>
    whenCount(
      run,
      (window) => window.challengerRequests === 0 || challengerRate(window) > threshold,
      5,
    ),
};

/** An alert policy on the challenger: above 5 % for five minutes on end. */
export const alertPolicy: Rule = {
  name: 'alert: > 5 % for 5 minutes (Cloud Deploy)',
  stopsAt: (run) => {
    let minutes = 0;
    return indexOf(run, (window) => {
      minutes = challengerRate(window) > threshold ? minutes + 1 : 0;
      return minutes === 5;
    });
  },
};

/** A one-sided test of two proportions at 5 %, looked at every minute. */
export const peekedTest: Rule = {
  name: 'z-test at 5 %, every minute',
  stopsAt: (run) => {
    const sum = { nc: 0, x: 0, nb: 0, y: 0 };
    return indexOf(run, (window) => {
      sum.nc += window.challengerRequests;
      sum.x += window.challengerErrors;
      sum.nb += window.championRequests;
      sum.y += window.championErrors;
      const pooled = (sum.x + sum.y) / (sum.nc + sum.nb);
      const variance = pooled * (1 - pooled) * (1 / sum.nc + 1 / sum.nb);
      if (!(variance > 0)) return false;
      return upperTail((sum.x / sum.nc - sum.y / sum.nb) / Math.sqrt(variance)) < 0.05;
    });
  },
};

/**
 * Kayenta's judge on error rates by minute, growing lookback, every 5 minutes: 98 % interval of the
 * shift above a quarter of its estimate, and the mean no less than the control's. NaN is taken for no
 * data and removed, as its default has it.
 */
export const kayenta: Rule = {
  name: "Kayenta's Mann-Whitney, every 5 minutes",
  stopsAt: (run) => {
    for (let minutes = 5; minutes <= run.length; minutes += 5) {
      const seen = run.slice(0, minutes);
      const sample = seen.map(challengerRate).filter((rate) => !Number.isNaN(rate));
      const control = seen.map(championRate).filter((rate) => !Number.isNaN(rate));
      if (sample.length === 0 || control.length === 0) continue;
      const shift = estimateShift(sample, control, 0.98);
      if (shift === undefined || !(shift.low > 0.25 * Math.abs(shift.estimate))) continue;
      if (!(mean(sample) / mean(control) < 1)) return minutes - 1;
    }
    return undefined;
  },
};

function challengerRate({ challengerRequests, challengerErrors }: Window): number {
  return challengerErrors / challengerRequests;
}

function championRate({ championRequests, championErrors }: Window): number {
  return championErrors / championRequests;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function indexOf(
  run: readonly Window[],
  isFailure: (window: Window) => boolean,
): number | undefined {
  const index = run.findIndex(isFailure);
  return index < 0 ? undefined : index;
}

function whenCount(
  run: readonly Window[],
  isFailure: (window: Window) => boolean,
  needed: number,
): number | undefined {
  let count = 0;
  return indexOf(run, (window) => {
    if (isFailure(window)) count += 1;
    return count === needed;
  });
}
