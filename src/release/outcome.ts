/** How a release ended. `rejected` is stopped before production. */
export const outcomes = [
  'bootstrapped',
  'promoted',
  'rolled_back',
  'rejected',
  'held',
  'failed',
] as const;

export type Outcome = (typeof outcomes)[number];

/** `held` and `failed` releases go on when their step runs again; the others are over. */
export function isFinal(outcome: Outcome | undefined): boolean {
  return outcome !== undefined && outcome !== 'held' && outcome !== 'failed';
}
