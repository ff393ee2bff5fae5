import { clopperPearsonHigh, clopperPearsonLow } from '../../evaluation/binomial.ts';
import type { Verdict } from '../../release/verdict.ts';
import { formatShare } from '../../units/percent.ts';

const confidence = 0.95;
const alpha = (1 - confidence) / 2;

/** How many of how many, and what they tell of the share that they are a sample of. */
export interface Share {
  count: number;
  of: number;
}

/** Two-sided, exact: C. Clopper and E. Pearson, Biometrika 26 (1934). */
export function shareInterval({ count, of }: Share) {
  return {
    low: clopperPearsonLow(count, of, alpha),
    high: clopperPearsonHigh(count, of, alpha),
    confidence,
  };
}

/**
 * A share beside the most that it may be: it fails where it is above for sure, passes where it is within
 * for sure, and is inconclusive between. A limit of 0 asks for none at all: one is too many.
 */
export function judgeShare(share: Share, limit: number): Verdict {
  if (share.of === 0) return 'inconclusive';
  if (limit === 0) return share.count === 0 ? 'pass' : 'fail';
  const { low, high } = shareInterval(share);
  if (low > limit) return 'fail';
  return high <= limit ? 'pass' : 'inconclusive';
}

/** The fewest requests that can show a share to be within its limit: when it is none of them. */
export function fewestFor(limit: number): number {
  return limit <= 0 || limit >= 1 ? 1 : Math.ceil(Math.log(alpha) / Math.log1p(-limit));
}

/** `0.5 % of at most 1 % (95 % confidence: 0.1 % to 2 %)`, and how many it would take where that is the matter. */
export function describeShare(share: Share, limit: number | undefined): string {
  const { low, high } = shareInterval(share);
  const most = limit === undefined ? '' : ` of at most ${formatShare(limit)}`;
  const range = `(${formatShare(confidence)} confidence: ${formatShare(low)} to ${formatShare(high)})`;
  const said = `${formatShare(share.of === 0 ? 0 : share.count / share.of)}${most} ${range}`;
  const fewest = limit === undefined ? 0 : fewestFor(limit);
  return share.of < fewest ? `${said}; it takes ${fewest} requests at least to tell` : said;
}

/** For the record. */
export function shareEvidence(share: Share) {
  return { share: share.of === 0 ? 0 : share.count / share.of, interval: shareInterval(share) };
}
