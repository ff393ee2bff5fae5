import { atOnce, type Calendar } from './calendar.ts';
import { type EProcessSettings, type EProcessState, weighWindow } from './e-process.ts';
import { rateEvidence } from './evidence.ts';
import { armTempering } from './tempering.ts';

/** A process on the challenger's own error rate, whatever the champion does. */
export interface RateTest extends EProcessSettings {
  /** The rate that is to be refuted: everything up to it (harm), everything from it on (clearing). */
  nullRate: number;
  /** Rates that are bet on, all on the other side of it. */
  rates: readonly number[];
  /** Correlation of the outcomes of two requests in one window, in [0, 1). */
  correlation: number;
}

const multiples = [1.5, 2, 4, 8];

/** Refutes "an error rate of at most `maxRate`", in (0, 0.5]. */
export function exceedanceTest(
  alpha: number,
  maxRate: number,
  correlation: number,
  calendar: Calendar,
): RateTest {
  const rates = multiples.map((multiple) => multiple * maxRate).filter((rate) => rate < 1);
  return {
    alpha,
    nullRate: maxRate,
    rates,
    priors: rates.map(() => 1 / rates.length),
    correlation,
    boosting: correlation === 0 ? 'on' : 'off',
    calendar,
  };
}

/** A challenger is bet to fail at this part of the rate that is tolerated. */
const clearlyBelow = 1 / 4;

/** Refutes "an error rate of at least `maxRate`", in (0, 1). */
export function complianceTest(beta: number, maxRate: number, correlation: number): RateTest {
  return {
    alpha: beta,
    nullRate: maxRate,
    rates: [maxRate * clearlyBelow],
    priors: [1],
    correlation,
    boosting: correlation === 0 ? 'on' : 'off',
    calendar: atOnce,
  };
}

/** The process after one more window of the challenger. */
export function judgeRate(
  test: RateTest,
  state: EProcessState,
  step: number,
  { requests, errors }: { requests: number; errors: number },
): EProcessState {
  if (requests === 0) return weighWindow(test, state, step, undefined);
  const counts = { trials: requests, successes: errors };
  const evidence = rateEvidence(counts, test.rates, test.nullRate);
  return weighWindow(test, state, step, evidence, armTempering(test.correlation, requests));
}
