import { logAdd, logSumExp } from '../stats/log-sum.ts';
import { logBoost } from './boost.ts';
import { type Calendar, startMass } from './calendar.ts';
import { logEvidence, tellsNothing, windowEvidence } from './evidence.ts';
import type { ErrorTable } from './hypergeometric.ts';

/** Odds ratios that the judge bets on, as multiples of the margin, and how it divides its mass. */
export const alternatives = [
  { odds: 2, prior: 0.4 },
  { odds: 4, prior: 0.25 },
  { odds: 12, prior: 0.2 },
  { odds: 80, prior: 0.15 },
] as const;

export interface JudgeSettings {
  /** Bound on the probability of ever finding harm in a healthy challenger, in (0, 1). */
  alpha: number;
  /** Ratio of odds of an error, challenger to champion, that is still no harm; ≥ 1. */
  marginOdds: number;
  /** Correlation of the outcomes of two requests of one arm in one window, in [0, 1). */
  correlation: number;
  /** Takes effect without correlation only: a bet that is boosted and then tempered is not valid. */
  boosting: 'on' | 'off';
  calendar: Calendar;
}

/** The judge between two windows. Plain data: it is stored, and replaying the windows gives it again. */
export interface JudgeState {
  /** Wealth that has not started to bet, in [0, 1]. */
  cash: number;
  /** ln of the wealth on each alternative; empty before the first window. */
  logBets: readonly number[];
  /** Step of the last window and how many of its windows were judged. */
  step: number;
  judged: number;
  /** ln of the evidence against "no harm": 0 at first, harm at ln(1 / alpha). */
  logEvidence: number;
  /** The greatest that it ever was. */
  logPeak: number;
  /** ln of the boost of the last window. */
  logBoost: number;
  /** Where the limit was reached, both counted from 0. Final: later windows are not judged. */
  harm?: { step: number; window: number } | undefined;
}

export interface JudgedWindow extends ErrorTable {
  /** Step of the plan, from 0. */
  step: number;
}

export const freshJudge: JudgeState = {
  cash: 1,
  logBets: [],
  step: 0,
  judged: 0,
  logEvidence: 0,
  logPeak: 0,
  logBoost: 0,
};

/** ln(1 / alpha): evidence that is harm. */
export function logLimit(alpha: number): number {
  return -Math.log(alpha);
}

/**
 * The judge after one more settled window; windows come in the order of time.
 *
 * Its wealth, cash and bets together, starts at 1 and in expectation does not grow while the
 * challenger is no worse than the margin. So the probability that it ever reaches 1 / alpha is at most
 * alpha, over all looks, steps, pauses and restarts: J. Ville, Étude critique de la notion de
 * collectif (1939). What may start to bet is fixed by the calendar before the counts are read.
 */
export function judgeWindow(
  settings: JudgeSettings,
  state: JudgeState,
  window: JudgedWindow,
): JudgeState {
  if (state.harm !== undefined) return state;
  const placed = placeBets(settings, state, window.step);
  if (tellsNothing(window)) return weigh(settings, { ...placed, logBoost: 0 });

  const { alpha, marginOdds } = settings;
  const oddsRatios = alternatives.map(({ odds }) => odds * marginOdds);
  const evidence = windowEvidence(window, oddsRatios, marginOdds);
  const boost = isBoosted(settings) ? logBoost(evidence, { ...placed, alpha }) : 0;
  const temper = tempering(settings.correlation, window);
  const logBets = logEvidence(evidence).map(
    (logFactor, j) => (placed.logBets[j] ?? -Infinity) + boost + temper * logFactor,
  );
  return weigh(settings, { ...placed, logBets, logBoost: boost });
}

/** The judge after all these windows. */
export function judgeWindows(
  settings: JudgeSettings,
  windows: readonly JudgedWindow[],
  from: JudgeState = freshJudge,
): JudgeState {
  return windows.reduce((state, window) => judgeWindow(settings, state, window), from);
}

/**
 * The always-valid p-value of "no harm": 1 / greatest wealth. A boosted judge does not look beyond its
 * own level, so its p-value does not go below alpha.
 */
export function pValue(settings: JudgeSettings, state: JudgeState): number {
  const p = Math.min(1, Math.exp(-state.logPeak));
  return isBoosted(settings) ? Math.max(settings.alpha, p) : p;
}

/**
 * Exponent in (0, 1] that takes from a window's evidence what correlated requests add to it:
 * 1 / (1 + 2 ρ n_c n_b / (n_c + n_b)), the inverse of the variance inflation of the difference of
 * both arms. By Jensen's inequality an e-value stays one under such an exponent.
 */
export function tempering(correlation: number, table: ErrorTable): number {
  const { challengerRequests, championRequests } = table;
  const requests = challengerRequests + championRequests;
  if (requests === 0) return 1;
  return 1 / (1 + (2 * correlation * challengerRequests * championRequests) / requests);
}

function isBoosted({ boosting, correlation }: JudgeSettings): boolean {
  return boosting === 'on' && correlation === 0;
}

function placeBets({ calendar }: JudgeSettings, state: JudgeState, step: number): JudgeState {
  const judged = step === state.step ? state.judged : 0;
  const mass = Math.min(state.cash, startMass(calendar, step, judged));
  return {
    ...state,
    step,
    judged: judged + 1,
    cash: state.cash - mass,
    logBets: alternatives.map(({ prior }, j) =>
      logAdd(state.logBets[j] ?? -Infinity, Math.log(mass * prior)),
    ),
  };
}

function weigh(settings: JudgeSettings, state: JudgeState): JudgeState {
  const evidence = logAdd(Math.log(state.cash), logSumExp(state.logBets));
  const isHarm = evidence >= logLimit(settings.alpha) - 1e-12;
  return {
    ...state,
    logEvidence: evidence,
    logPeak: Math.max(state.logPeak, evidence),
    ...(isHarm ? { harm: { step: state.step, window: state.judged - 1 } } : {}),
  };
}
