import { type Calendar, atOnce } from './calendar.ts';
import { type EProcessSettings, type EProcessState, weighWindow } from './e-process.ts';
import { tableEvidence, tellsNothing } from './evidence.ts';
import type { ErrorTable } from './hypergeometric.ts';
import { pairTempering } from './tempering.ts';

/** A process on the ratio of odds of an error, challenger to champion, in 2×2 tables. */
export interface RatioTest extends EProcessSettings {
  /** The odds ratio that is to be refuted: everything up to it (harm), everything from it on (clearing). */
  nullOdds: number;
  /** Odds ratios that are bet on, all on the other side of it. */
  oddsRatios: readonly number[];
  /** Correlation of the outcomes of two requests of one arm in one window, in [0, 1). */
  correlation: number;
}

/** Odds ratios that a search for harm bets on, as multiples of the margin. Finer grids find no sooner. */
const harmful = { multiples: [2, 4, 12, 80], priors: [0.4, 0.25, 0.2, 0.15] } as const;

/** What clearing bets on: a challenger like its champion, or one of half its odds. */
const harmless = { oddsRatios: [1, 0.5], priors: [0.9, 0.1] } as const;

/** Refutes "at most `marginOdds` times the champion's odds of an error"; `marginOdds` ≥ 1. */
export function harmTest(
  alpha: number,
  marginOdds: number,
  correlation: number,
  calendar: Calendar,
): RatioTest {
  return {
    alpha,
    nullOdds: marginOdds,
    oddsRatios: harmful.multiples.map((multiple) => multiple * marginOdds),
    priors: harmful.priors,
    correlation,
    boosting: correlation === 0 ? 'on' : 'off',
    calendar,
  };
}

/** Refutes "at least `maxOdds` times the champion's odds of an error"; `maxOdds` > 1. */
export function clearingTest(beta: number, maxOdds: number, correlation: number): RatioTest {
  return {
    alpha: beta,
    nullOdds: maxOdds,
    oddsRatios: harmless.oddsRatios,
    priors: harmless.priors,
    correlation,
    boosting: correlation === 0 ? 'on' : 'off',
    calendar: atOnce,
  };
}

/** The process after one more table. One that tells nothing moves the calendar on. */
export function judgeTable(
  test: RatioTest,
  state: EProcessState,
  step: number,
  table: ErrorTable,
): EProcessState {
  if (tellsNothing(table)) return weighWindow(test, state, step, undefined);
  const evidence = tableEvidence(table, test.oddsRatios, test.nullOdds);
  return weighWindow(test, state, step, evidence, pairTempering(test.correlation, table));
}
