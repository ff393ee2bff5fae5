/**
 * Exponents in (0, 1] that take from a window's evidence what correlated requests add to it: the
 * inverse of the inflation of the variance. By Jensen's inequality an e-value stays one under such an
 * exponent; that it is one of correlated requests is an approximation, exact for normal evidence.
 */

/** Of the difference of both arms: 1 / (1 + 2 ρ n_c n_b / (n_c + n_b)). */
export function pairTempering(
  correlation: number,
  table: { challengerRequests: number; championRequests: number },
): number {
  const { challengerRequests, championRequests } = table;
  const requests = challengerRequests + championRequests;
  if (requests === 0) return 1;
  return 1 / (1 + (2 * correlation * challengerRequests * championRequests) / requests);
}

/** Of one arm's rate: 1 / (1 + ρ n). */
export function armTempering(correlation: number, requests: number): number {
  return 1 / (1 + correlation * requests);
}
