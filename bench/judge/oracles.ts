import { logEvidence, tableEvidence, tellsNothing } from '../../src/canary/judge/evidence.ts';
import { alpha } from './ours.ts';
import type { Rule } from './rule.ts';
import { steps, type Window, windowsPerStep } from './scenario.ts';

/** What an oracle is told. */
export interface Truth {
  /** Error rates of champion and challenger. */
  rate: number;
  challengerRate: number;
  /** Window of the onset, from 0. */
  onset: number;
}

/** Wald's sequential test that knows both rates and the onset: nobody can do better on average. */
export function oneSampleOracle({ rate, challengerRate, onset }: Truth): Rule {
  return oracle('knows both rates, onset, and that the champion stays', onset, (window) =>
    likelihood(window.challengerRequests, window.challengerErrors, challengerRate, rate),
  );
}

/**
 * The sequential test of two samples that knows the ratio of odds and the onset, not the rates: what the
 * judge would be if it had to bet on nothing but the truth. Its guarantee is the judge's: alpha, whatever
 * the champion's rate does.
 */
export function ratioOracle({ rate, challengerRate, onset }: Truth): Rule {
  const odds = (challengerRate * (1 - rate)) / (rate * (1 - challengerRate));
  return oracle('knows ratio and onset', onset, (window) =>
    tellsNothing(window) ? 0 : (logEvidence(tableEvidence(window, [odds], 1))[0] ?? 0),
  );
}

/**
 * The same guarantee by one that knows both rates and the onset: against the pair of equal rates that is
 * hardest to refute, the pooled one.
 * Source: growth-rate optimal e-variable of two samples, R. Turner, A. Ly and P. Grünwald, JSPI 230 (2024).
 */
export function twoSampleOracle({ rate, challengerRate, onset }: Truth): Rule {
  return oracle('knows both rates and onset', onset, (window) => {
    const { challengerRequests, championRequests } = window;
    const share = (steps[window.step] ?? 0) / 100;
    const pooled = share * challengerRate + (1 - share) * rate;
    return (
      likelihood(challengerRequests, window.challengerErrors, challengerRate, pooled) +
      likelihood(championRequests, window.championErrors, rate, pooled)
    );
  });
}

/** Fewest requests of the challenger, on average, that any such test needs: ln(1 / alpha) / KL. */
export function lowerBounds({ rate, challengerRate, onset }: Truth): { one: number; two: number } {
  const share = (steps[Math.floor(onset / windowsPerStep)] ?? 0) / 100;
  const pooled = share * challengerRate + (1 - share) * rate;
  const shared =
    share * divergence(challengerRate, pooled) + (1 - share) * divergence(rate, pooled);
  return {
    one: Math.log(1 / alpha) / divergence(challengerRate, rate),
    two: Math.log(1 / alpha) / (shared / share),
  };
}

function oracle(name: string, onset: number, gain: (window: Window) => number): Rule {
  return {
    name,
    stopsAt: (run) => {
      let evidence = 0;
      for (let index = onset; index < run.length; index += 1) {
        const window = run[index];
        if (window !== undefined) evidence += gain(window);
        if (evidence >= Math.log(1 / alpha)) return index;
      }
      return undefined;
    },
  };
}

function likelihood(requests: number, errors: number, rate: number, against: number): number {
  return (
    errors * Math.log(rate / against) +
    (requests - errors) * (Math.log1p(-rate) - Math.log1p(-against))
  );
}

function divergence(p: number, q: number): number {
  return p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q));
}
