import { logSumExp } from '../../stats/log-sum.ts';
import { runningSums } from '../../stats/running-sum.ts';
import type { WindowEvidence } from './evidence.ts';

/** What is at stake before a window is looked at. */
export interface Stake {
  /** Wealth not bet yet, in [0, 1]. */
  cash: number;
  /** ln of the wealth on each alternative. */
  logBets: readonly number[];
  /** Level at which the process stops: wealth of 1 / alpha. */
  alpha: number;
}

/** Keeps rounding on the safe side: the boost is made this much smaller. */
const caution = 1e-12;

/**
 * ln of the factor by which all bets of a window may grow. Wealth above 1 / alpha buys nothing, the
 * process has stopped by then; so what overshoots is given to the other outcomes such that
 *
 *     Σ null(u) · min(cash + b · gain(u), 1 / alpha) = cash + Σ bets.
 *
 * Solved by filling from the best outcome on: the most errors where the alternatives fail more than
 * the null hypothesis, the fewest where they fail less. 0 when nothing can overshoot.
 * Source: sequential boosting of e-processes, L. Fischer and A. Ramdas, arXiv:2410.16076.
 */
export function logBoost(evidence: WindowEvidence, stake: Stake): number {
  const { cash, logBets, alpha } = stake;
  const logCapacity = Math.log(1 / alpha - cash);
  const logTotal = logSumExp(logBets);
  if (logTotal === -Infinity || greatestGain(evidence, logBets) <= logCapacity) return 0;

  const { logNull, logGain } = outcomesWorstFirst(evidence, logBets);
  const upTo = runningSums(logNull.map((log, k) => Math.exp(log + (logGain[k] ?? 0) - logTotal)));
  let boost = 0;
  let capped = 0;
  for (let k = logNull.length - 1; k > 0; k -= 1) {
    if (boost + (logGain[k] ?? 0) <= logCapacity) break;
    capped += Math.exp((logNull[k] ?? -Infinity) + logCapacity - logTotal);
    const rest = upTo[k - 1] ?? 0;
    if (rest <= 0 || capped >= 1) break;
    boost = Math.max(boost, Math.log1p(-capped) - Math.log(rest));
  }
  return boost === 0 ? 0 : Math.max(0, boost + Math.log1p(-caution));
}

/** Every outcome with its gain, the one that gains least first. */
function outcomesWorstFirst(evidence: WindowEvidence, logBets: readonly number[]) {
  const logNull = evidence.nullLaw();
  const logGain = logNull.map((_, u) => gainAt(evidence, logBets, u));
  const rises = (evidence.lines[0]?.slope ?? 0) > 0;
  if (rises) return { logNull, logGain };
  return { logNull: logNull.toReversed(), logGain: logGain.toReversed() };
}

/** ln of what the bets become at this outcome, without a boost. */
function gainAt({ lines }: WindowEvidence, logBets: readonly number[], u: number): number {
  return logSumExp(lines.map(({ base, slope }, j) => (logBets[j] ?? -Infinity) + base + slope * u));
}

function greatestGain(evidence: WindowEvidence, logBets: readonly number[]): number {
  return Math.max(gainAt(evidence, logBets, 0), gainAt(evidence, logBets, evidence.most));
}
