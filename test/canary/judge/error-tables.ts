import * as fc from 'fast-check';
import type { ErrorTable } from '../../../src/canary/judge/hypergeometric.ts';

/** Requests of challenger and champion, errors of challenger and champion. */
export function errorTable(
  challengerRequests: number,
  championRequests: number,
  challengerErrors: number,
  championErrors: number,
): ErrorTable {
  return { challengerRequests, challengerErrors, championRequests, championErrors };
}

/** Small enough to enumerate everything that could have happened. */
export const smallTables = fc
  .record({
    challengerRequests: fc.integer({ min: 1, max: 12 }),
    championRequests: fc.integer({ min: 1, max: 30 }),
  })
  .chain(({ challengerRequests, championRequests }) =>
    fc
      .record({
        challengerErrors: fc.integer({ min: 0, max: challengerRequests }),
        championErrors: fc.integer({ min: 0, max: championRequests }),
      })
      .map((errors) => ({ challengerRequests, championRequests, ...errors })),
  );

/** Every outcome of one window of both arms with its probability, arms independent at these rates. */
export function outcomes(
  requests: { challenger: number; champion: number },
  rates: { challenger: number; champion: number },
): { table: ErrorTable; probability: number }[] {
  const all: { table: ErrorTable; probability: number }[] = [];
  for (let x = 0; x <= requests.challenger; x += 1) {
    for (let y = 0; y <= requests.champion; y += 1) {
      const probability =
        binomial(requests.challenger, x, rates.challenger) *
        binomial(requests.champion, y, rates.champion);
      all.push({ table: errorTable(requests.challenger, requests.champion, x, y), probability });
    }
  }
  return all;
}

export function binomial(n: number, k: number, p: number): number {
  let coefficient = 1;
  for (let i = 0; i < k; i += 1) coefficient = (coefficient * (n - i)) / (i + 1);
  return coefficient * p ** k * (1 - p) ** (n - k);
}
