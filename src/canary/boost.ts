import { logSumExp } from '../stats/log-sum.ts';
import { runningSums } from '../stats/running-sum.ts';
import type { WindowEvidence } from './evidence.ts';

/** What is at stake before a window is looked at. */
export interface Stake {
  /** Wealth not bet yet, in [0, 1]. */
  cash: number;
  /** ln of the wealth on each alternative. */
  logBets: readonly number[];
  /** Level at which the judge stops: wealth of 1 / alpha. */
  alpha: number;
}

/** Keeps rounding on the safe side: the boost is made this much smaller. */
const caution = 1e-12;

/**
 * ln of the factor by which all bets of a window may grow. Wealth above 1 / alpha buys nothing, the
 * judge has stopped by then; so what overshoots is given to the other outcomes such that
 *
 *     Σ null(u) · min(cash + b · gain(u), 1 / alpha) = cash + Σ bets.
 *
 * Solved by filling from the greatest number of errors down. 0 when nothing can overshoot.
 * Source: sequential boosting of e-processes, L. Fischer and A. Ramdas, arXiv:2410.16076.
 */
export function logBoost(evidence: WindowEvidence, { cash, logBets, alpha }: Stake): number {
  const capacity = 1 / alpha - cash;
  const logCapacity = Math.log(capacity);
  const logTotal = logSumExp(logBets);
  const gainAt = (u: number) =>
    logSumExp(
      evidence.lines.map(({ base, slope }, j) => (logBets[j] ?? -Infinity) + base + slope * u),
    );
  const most = evidence.logNull.length - 1;
  if (logTotal === -Infinity || gainAt(most) <= logCapacity) return 0;

  const logGains = evidence.logNull.map((_, u) => gainAt(u));
  const below = runningSums(
    evidence.logNull.map((logNull, u) => Math.exp(logNull + (logGains[u] ?? 0) - logTotal)),
  );
  let boost = 0;
  let capped = 0;
  for (let u = most; u > 0; u -= 1) {
    if (boost + (logGains[u] ?? 0) <= logCapacity) break;
    capped += Math.exp((evidence.logNull[u] ?? -Infinity) + logCapacity - logTotal);
    const rest = below[u - 1] ?? 0;
    if (rest <= 0 || capped >= 1) break;
    boost = Math.max(boost, Math.log1p(-capped) - Math.log(rest));
  }
  return boost === 0 ? 0 : Math.max(0, boost + Math.log1p(-caution));
}
