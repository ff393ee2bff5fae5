import type { PeriodCount } from '../../src/canary/judge/correlation.ts';
import type { ErrorTable } from '../../src/canary/judge/hypergeometric.ts';
import { Random } from './random.ts';

/** Percent of the traffic in each step, and windows of a minute in each. */
export const steps = [5, 10, 25, 50];
export const windowsPerStep = 10;
export const windows = steps.length * windowsPerStep;

/** What happens in one cell of the benchmark. */
export interface Scenario {
  name: string;
  /** Requests in a minute, of both arms. */
  traffic: number;
  /** Whether traffic and error rate follow the hours: ±50 % and e^±0.7 over 40 minutes. */
  isDiurnal?: boolean;
  /** The champion's error rate. */
  rate: number;
  /** The challenger's in a window, from 0; in a healthy one the champion's. */
  challengerRate?: (window: number, rate: number) => number;
  /** Window in which the challenger begins to fail. */
  onset?: number;
  /** The champion's own rate in a window, where both arms are hit. */
  sharedRate?: (window: number, rate: number) => number;
  /** Correlation of the outcomes of two requests of one arm in one window. */
  correlation?: number;
}

export interface Window extends ErrorTable {
  step: number;
}

/** The windows of one replicate; the same for every rule that is tried on it. */
export function simulate(scenario: Scenario, seed: number, replicate: number): Window[] {
  const random = new Random(seed, replicate);
  return Array.from({ length: windows }, (_, window) => simulateWindow(scenario, window, random));
}

/** What the champion answered in the minutes before. */
export function simulateHistory(
  scenario: Scenario,
  minutes: number,
  seed: number,
  replicate: number,
): PeriodCount[] {
  const random = new Random(seed, replicate, 1);
  const { traffic, rate, correlation = 0 } = scenario;
  return Array.from({ length: minutes }, (_, minute) => {
    const requests = random.poisson(traffic);
    const errors = random.binomial(requests, random.correlatedRate(rate, correlation));
    return { start: minute * 60_000, requests, errors };
  });
}

function simulateWindow(scenario: Scenario, window: number, random: Random): Window {
  const { traffic, isDiurnal, correlation = 0, onset = 0 } = scenario;
  const step = Math.floor(window / windowsPerStep);
  const phase = isDiurnal === true ? Math.sin((2 * Math.PI * window) / windows) : 0;
  const hourly = scenario.rate * Math.exp(0.7 * phase);
  const rate = scenario.sharedRate?.(window, hourly) ?? hourly;
  const faulty = scenario.challengerRate;
  const challengerRate = faulty === undefined || window < onset ? rate : faulty(window, rate);
  const requests = random.poisson(traffic * (1 + 0.5 * phase));
  const challengerRequests = random.binomial(requests, (steps[step] ?? 0) / 100);
  const championRequests = requests - challengerRequests;
  return {
    step,
    challengerRequests,
    championRequests,
    challengerErrors: random.binomial(
      challengerRequests,
      random.correlatedRate(challengerRate, correlation),
    ),
    championErrors: random.binomial(championRequests, random.correlatedRate(rate, correlation)),
  };
}

/** A rate this many times the champion's, of all requests at most nine tenths. */
export function times(ratio: number): (window: number, rate: number) => number {
  return (_, rate) => Math.min(0.9, ratio * rate);
}
