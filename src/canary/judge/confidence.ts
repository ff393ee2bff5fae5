import { logSumExp } from '../../stats/log-sum.ts';
import { logLimit } from './e-process.ts';
import { tellsNothing } from './evidence.ts';
import {
  allocateErrors,
  type ErrorAllocation,
  type ErrorTable,
  logPartition,
} from './hypergeometric.ts';
import { pairTempering } from './tempering.ts';

/** From 0 to infinity; null where no bound can be given. */
export interface ConfidenceBounds {
  low: number;
  high: number | null;
}

/** Odds and rates further apart than this are not told apart any more. */
const widest = Math.log(1_000);
/** Halvings of that range: bounds to a hundredth. */
const halvings = 11;
/** Alternatives are bet on at these multiples of the null hypothesis, or their inverses. */
const multiples = [1.25, 2, 4, 12];

/**
 * Confidence sequence of the odds ratio of an error, challenger to champion: all ratios that the
 * windows so far do not reject. Valid at every look; each of the two bounds misses with probability at
 * most `alpha`. Windows in the order of time. Costs some thousand operations a window: for decisions, not for
 * every look. Unlike the judge it bets everything from the first window on and is not boosted, so
 * it may still contain the margin when harm is found.
 */
export function oddsRatioBounds(
  tables: readonly ErrorTable[],
  alpha: number,
  correlation: number,
): ConfidenceBounds {
  const told = tables
    .filter((table) => !tellsNothing(table))
    .map((table) => ({
      table,
      allocation: allocateErrors(table),
      temper: pairTempering(correlation, table),
    }));
  return boundsOf(
    (logNull, logMultiples) =>
      told.map(({ table, allocation, temper }) => ({
        temper,
        logFactors: oddsFactors(allocation, table, logNull, logMultiples),
      })),
    alpha,
  );
}

/**
 * The same of the ratio of error rates. With x and y errors and the challenger's share r of requests, an
 * error is the challenger's with probability θ(ρ) = r ρ / (1 − r + r ρ) at rate ratio ρ:
 *
 *     e = (θ(ρ) / θ(ρ0))^x ((1 − θ(ρ)) / (1 − θ(ρ0)))^y
 *
 * Exact for Poisson counts; binomial ones vary less, which makes the bounds wider than they need be where
 * errors are common.
 * Source: conditional test of two Poisson rates, J. Przyborowski and H. Wilenski, Biometrika 31 (1940).
 */
export function rateRatioBounds(
  tables: readonly ErrorTable[],
  alpha: number,
  correlation: number,
): ConfidenceBounds {
  const told = tables.filter((table) => !tellsNothing(table));
  return boundsOf(
    (logNull, logMultiples) =>
      told.map((table) => ({
        temper: pairTempering(correlation, table),
        logFactors: rateFactors(table, logNull, logMultiples),
      })),
    alpha,
  );
}

interface Factors {
  temper: number;
  logFactors: readonly number[];
}

/** Bounds from what a null hypothesis, an ln of a ratio, and alternatives at multiples of it make of each window. */
function boundsOf(
  factorsAt: (logNull: number, logMultiples: readonly number[]) => readonly Factors[],
  alpha: number,
): ConfidenceBounds {
  const upwards = multiples.map((multiple) => Math.log(multiple));
  const downwards = upwards.map((log) => -log);
  const isRejected = (logNull: number, logMultiples: readonly number[]) =>
    greatestEvidence(factorsAt(logNull, logMultiples)) >= logLimit(alpha);
  const low = lastRejected((at) => isRejected(at, upwards), -widest, widest);
  const high = lastRejected((at) => isRejected(at, downwards), widest, -widest);
  return {
    low: low === undefined ? 0 : Math.exp(low),
    high: high === undefined ? null : Math.exp(high),
  };
}

/** ln of the greatest wealth that even bets on all alternatives ever had. */
function greatestEvidence(windows: readonly Factors[]): number {
  const logBets = multiples.map(() => -Math.log(multiples.length));
  let greatest = 0;
  for (const { temper, logFactors } of windows) {
    for (const [j, logFactor] of logFactors.entries()) {
      logBets[j] = (logBets[j] ?? -Infinity) + temper * logFactor;
    }
    greatest = Math.max(greatest, logSumExp(logBets));
  }
  return greatest;
}

function oddsFactors(
  allocation: ErrorAllocation,
  { challengerErrors }: ErrorTable,
  logNull: number,
  logMultiples: readonly number[],
): number[] {
  const observed = challengerErrors - allocation.least;
  const nullTotal = logPartition(allocation, logNull);
  return logMultiples.map(
    (log) => observed * log + nullTotal - logPartition(allocation, logNull + log),
  );
}

function rateFactors(
  table: ErrorTable,
  logNull: number,
  logMultiples: readonly number[],
): number[] {
  const odds = table.challengerRequests / table.championRequests;
  const errors = table.challengerErrors + table.championErrors;
  const totalAt = (logRatio: number) => Math.log1p(odds * Math.exp(logRatio));
  return logMultiples.map(
    (log) => table.challengerErrors * log + errors * (totalAt(logNull) - totalAt(logNull + log)),
  );
}

/** Between `from`, where rejection is likeliest, and `to`: undefined when even `from` is not rejected. */
function lastRejected(
  isRejected: (at: number) => boolean,
  from: number,
  to: number,
): number | undefined {
  if (!isRejected(from)) return undefined;
  let rejected = from;
  let kept = to;
  for (let i = 0; i < halvings; i += 1) {
    const middle = (rejected + kept) / 2;
    if (isRejected(middle)) rejected = middle;
    else kept = middle;
  }
  return rejected;
}
