import { runningSums } from '../../stats/running-sum.ts';

/** ln of the probability of 0, 1, … `trials` successes; `rate` in (0, 1). */
export function binomialLaw(trials: number, rate: number): Float64Array {
  const logOdds = Math.log(rate) - Math.log1p(-rate);
  const ratios = new Float64Array(trials + 1);
  ratios[0] = trials * Math.log1p(-rate);
  for (let k = 0; k < trials; k += 1) {
    ratios[k + 1] = Math.log((trials - k) / (k + 1)) + logOdds;
  }
  return runningSums(ratios);
}

/** The probability whose odds these are, in [0, 1). */
export function rateAt(odds: number): number {
  return odds / (1 + odds);
}
