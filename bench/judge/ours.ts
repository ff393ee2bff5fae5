import { boundChampion } from '../../src/canary/judge/champion-bound.ts';
import { estimateCorrelation, type PeriodCount } from '../../src/canary/judge/correlation.ts';
import { freshProcess, hasReached } from '../../src/canary/judge/e-process.ts';
import {
  type HistoryState,
  historyEvidence,
  historyTest,
  judgeWithHistory,
} from '../../src/canary/judge/history-test.ts';
import { logLimit } from '../../src/canary/judge/e-process.ts';
import { harmTest, judgeTable } from '../../src/canary/judge/ratio-test.ts';
import type { Rule } from './rule.ts';
import { steps, type Window, windowsPerStep } from './scenario.ts';

export const alpha = 0.01;
const minute = 60_000;
const calendar = { steps: steps.length, windowsPerStep, firstStep: 0.5 };

/** The judge of errors as it is by default, requests known to be independent. */
export const ours = comparison('this judge', 1, 0);
export const withMargin = comparison('this judge, margin 1.25', 1.25, 0);
/** What correlation would do to a judge that does not know of it. */
export const untempered = comparison('this judge, correlation ignored', 1, 0);

/** The judge as it runs: correlation as the champion's past shows it. */
export function estimated(history: readonly PeriodCount[]): Rule {
  const correlation = estimateCorrelation(history, minute);
  return comparison('this judge', 1, correlation.kind === 'estimated' ? correlation.value : 0);
}

/** `history: 24h`. What it refuses, the default does. */
export function withHistory(history: readonly PeriodCount[]): Rule {
  const name = 'this judge, history 24h';
  const correlation = estimateCorrelation(history, minute);
  const bound = boundChampion(history, minute, correlation, alpha / 10);
  if (bound.kind === 'refused') return { ...estimated(history), name };
  const test = historyTest(alpha, 1, bound.bound, calendar);
  return {
    name,
    stopsAt: (run) => {
      let state: HistoryState = { parts: [], guard: [] };
      for (const [index, window] of run.entries()) {
        const challenger = count(window.challengerRequests, window.challengerErrors);
        const champion = count(window.championRequests, window.championErrors);
        const judged = { step: window.step, index, challenger, champion };
        state = judgeWithHistory(test, state, judged, window);
        if (historyEvidence(test, state) >= logLimit(alpha) - 1e-12) return index;
      }
      return undefined;
    },
  };
}

function comparison(name: string, margin: number, correlation: number): Rule {
  const test = harmTest(alpha, margin, correlation, calendar);
  return {
    name,
    stopsAt: (run) => {
      let state = freshProcess;
      for (const [index, window] of run.entries()) {
        state = judgeTable(test, state, window.step, window);
        if (hasReached(state, alpha)) return index;
      }
      return undefined;
    },
  };
}

function count(requests: number, errors: number) {
  return { requests, errors, clientErrors: 0 };
}

/** Requests of the challenger from the onset to the window in which a rule stops, or to the end. */
export function exposure(run: readonly Window[], stop: number | undefined, onset = 0): number {
  return run
    .slice(onset, stop === undefined ? run.length : stop + 1)
    .reduce((sum, { challengerRequests }) => sum + challengerRequests, 0);
}
