import { z } from 'zod';
import { logAdd, logSumExp } from '../../stats/log-sum.ts';
import { logBoost } from './boost.ts';
import { type Calendar, startMass } from './calendar.ts';
import { logEvidence, type WindowEvidence } from './evidence.ts';

export interface EProcessSettings {
  /** Bound on the probability of ever reaching the limit under the null hypothesis, in (0, 1). */
  alpha: number;
  /** How the mass is divided between the alternatives; sums to 1. */
  priors: readonly number[];
  calendar: Calendar;
  /** Only for evidence that is not tempered: a bet that is boosted and then tempered is not valid. */
  boosting: 'on' | 'off';
}

/** A process between two windows. Plain data: it is stored, and replaying the windows gives it again. */
export const eProcessState = z.object({
  /** Wealth that has not started to bet, in [0, 1]. */
  cash: z.number(),
  /** ln of the wealth on each alternative; empty before the first window. */
  logBets: z.array(z.number()),
  /** Step of the last window and how many of its windows were judged. */
  step: z.int(),
  judged: z.int(),
  /** ln of the wealth: 0 at first, the limit is ln(1 / alpha). */
  logEvidence: z.number(),
  /** The greatest that it ever was. */
  logPeak: z.number(),
  /** ln of the boost of the last window. */
  logBoost: z.number(),
});

export type EProcessState = z.infer<typeof eProcessState>;

export const freshProcess: EProcessState = {
  cash: 1,
  logBets: [],
  step: 0,
  judged: 0,
  logEvidence: 0,
  logPeak: 0,
  logBoost: 0,
};

/** ln(1 / alpha): the evidence that rejects. */
export function logLimit(alpha: number): number {
  return -Math.log(alpha);
}

/** Keeps a wealth that is the limit up to rounding from being called less. */
const rounding = 1e-12;

/** Final: a process that was there once has rejected, whatever came later. */
export function hasReached({ logPeak }: { logPeak: number }, alpha: number): boolean {
  return logPeak >= logLimit(alpha) - rounding;
}

/**
 * The process after one more settled window of `step`; windows come in the order of time. Evidence is
 * taken to the power of `temper`, in (0, 1]; without evidence the calendar moves on and nothing else.
 *
 * Its wealth, cash and bets together, starts at 1 and in expectation does not grow under the null
 * hypothesis. So the probability that it ever reaches 1 / alpha is at most alpha, over all looks,
 * steps, pauses and restarts: J. Ville, Étude critique de la notion de collectif (1939). What may
 * start to bet is fixed by the calendar before the counts are read.
 */
export function weighWindow(
  settings: EProcessSettings,
  state: EProcessState,
  step: number,
  evidence: WindowEvidence | undefined,
  temper = 1,
): EProcessState {
  if (hasReached(state, settings.alpha)) return state;
  const placed = placeBets(settings, state, step);
  if (evidence === undefined) return weigh({ ...placed, logBoost: 0 });
  const { alpha, boosting } = settings;
  const boost = boosting === 'on' ? logBoost(evidence, { ...placed, alpha }) : 0;
  const logBets = logEvidence(evidence).map(
    (logFactor, j) => (placed.logBets[j] ?? -Infinity) + boost + temper * logFactor,
  );
  return weigh({ ...placed, logBets, logBoost: boost });
}

/**
 * The always-valid p-value of the null hypothesis: 1 / greatest wealth. A boosted process does not
 * look beyond its own level, so its p-value does not go below alpha.
 */
export function pValueOf(
  { alpha, boosting }: Pick<EProcessSettings, 'alpha' | 'boosting'>,
  state: { logPeak: number },
): number {
  const p = Math.min(1, Math.exp(-state.logPeak));
  return boosting === 'on' ? Math.max(alpha, p) : p;
}

function placeBets(
  { calendar, priors }: EProcessSettings,
  state: EProcessState,
  step: number,
): EProcessState {
  const judged = step === state.step ? state.judged : 0;
  const mass = Math.min(state.cash, startMass(calendar, step, judged));
  return {
    ...state,
    step,
    judged: judged + 1,
    cash: state.cash - mass,
    logBets: priors.map((prior, j) =>
      logAdd(state.logBets[j] ?? -Infinity, Math.log(mass * prior)),
    ),
  };
}

function weigh(state: EProcessState): EProcessState {
  const evidence = logAdd(Math.log(state.cash), logSumExp(state.logBets));
  return { ...state, logEvidence: evidence, logPeak: Math.max(state.logPeak, evidence) };
}
