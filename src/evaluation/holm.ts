/** What became of one of several hypotheses that are tested together. */
export interface Tested {
  rejected: boolean;
  /** Among how many it was tested last: its part of the error rate is one over this. */
  among: number;
}

/**
 * Holm's step-down procedure (Scandinavian Journal of Statistics 6, 1979), told by levels instead of p-values:
 * all are tested at 1 / m of the error rate; what that rejects leaves the others a larger part. The chance
 * to reject any true one stays within the error rate, however they hang together.
 * @param rejects whether the hypothesis is rejected at 1 / `among` of its error rate; what is rejected at a
 *   smaller part must be rejected at a larger one.
 */
export function stepDown<T>(
  hypotheses: readonly T[],
  rejects: (hypothesis: T, among: number) => boolean,
): Map<T, Tested> {
  const results = new Map<T, Tested>();
  let open = [...hypotheses];
  while (open.length > 0) {
    const among = open.length;
    const rejected = open.filter((hypothesis) => rejects(hypothesis, among));
    for (const hypothesis of open) {
      results.set(hypothesis, { rejected: rejected.includes(hypothesis), among });
    }
    if (rejected.length === 0) break;
    open = open.filter((hypothesis) => !rejected.includes(hypothesis));
  }
  return results;
}
