import { startMass } from './calendar.ts';
import type { ClearingTest } from './clearing.ts';
import { logLimit } from './e-process.ts';
import type { RateTest } from './rate-test.ts';
import type { RatioTest } from './ratio-test.ts';
import { armTempering, pairTempering } from './tempering.ts';

/** Requests of one window, on average, and the champion's error rate, in (0, 1). */
export interface Traffic {
  challengerRequests: number;
  championRequests: number;
  rate: number;
}

/**
 * Windows until a challenger of error rate `rate`, faulty since the first window of `step`, is found, on
 * average: what its best alternative costs, ln(1 / alpha) and the price of prior and start mass, over
 * what it gains in a window. Infinity when it gains nothing. A window is taken as its expectation, so
 * the figure is a forecast, good to a fourth or so; whole windows, at least one.
 * Source: growth rate of an e-process, P. Grünwald, R. de Heide and W. Koolen, JRSS-B 86 (2024).
 */
export function windowsToSee(
  test: RatioTest,
  traffic: Traffic,
  rate: number,
  step: number,
): number {
  const mass = startMass(test.calendar, step, 0);
  const times = test.oddsRatios.map((odds, j) => {
    const price = logLimit(test.alpha) - Math.log(mass * (test.priors[j] ?? 0));
    return price / ratioGrowth(test, traffic, rate, odds);
  });
  return wholeWindows(times);
}

/** Windows until a challenger that is like its champion is cleared, and by which process. */
export function windowsToClear(
  { ratio, rate }: ClearingTest,
  traffic: Traffic,
): { windows: number; by: 'ratio' | 'rate' } {
  const byRatio = ratio === undefined ? Infinity : clearedByRatio(ratio, traffic);
  const byRate = rate === undefined ? Infinity : clearedByRate(rate, traffic);
  return byRate < byRatio ? { windows: byRate, by: 'rate' } : { windows: byRatio, by: 'ratio' };
}

function clearedByRatio(test: RatioTest, traffic: Traffic): number {
  const times = test.oddsRatios.map((odds, j) => {
    const price = logLimit(test.alpha) - Math.log(test.priors[j] ?? 0);
    return price / ratioGrowth(test, traffic, traffic.rate, odds);
  });
  return wholeWindows(times);
}

function clearedByRate(test: RateTest, { challengerRequests, rate }: Traffic): number {
  const temper = armTempering(test.correlation, challengerRequests);
  const times = test.rates.map((bet) => {
    const perRequest =
      rate * Math.log(bet / test.nullRate) +
      (1 - rate) * (Math.log1p(-bet) - Math.log1p(-test.nullRate));
    return logLimit(test.alpha) / (temper * challengerRequests * perRequest);
  });
  return wholeWindows(times);
}

/** Nats that the bet on `odds` gains in a window, on average, when the challenger fails at `rate`. */
function ratioGrowth(
  { nullOdds, correlation }: RatioTest,
  traffic: Traffic,
  rate: number,
  odds: number,
): number {
  const { challengerRequests, championRequests } = traffic;
  const ofChallenger = challengerRequests * rate;
  const errors = ofChallenger + championRequests * traffic.rate;
  const gain =
    ofChallenger * Math.log(odds / nullOdds) +
    logMean(traffic, errors, nullOdds) -
    logMean(traffic, errors, odds);
  return gain * pairTempering(correlation, traffic);
}

/**
 * ln of the mean of odds^errors of the challenger, near enough: the lesser of two bounds of
 * W. Hoeffding, JASA 58 (1963), Theorem 4.
 */
function logMean(traffic: Traffic, errors: number, odds: number): number {
  const { challengerRequests, championRequests } = traffic;
  const requests = challengerRequests + championRequests;
  const byErrors = errors * Math.log1p((challengerRequests / requests) * (odds - 1));
  const byRequests = challengerRequests * Math.log1p((errors / requests) * (odds - 1));
  return Math.min(byErrors, byRequests);
}

function wholeWindows(times: readonly number[]): number {
  const growing = times.filter((time) => time > 0);
  return growing.length === 0 ? Infinity : Math.max(1, Math.ceil(Math.min(...growing)));
}
